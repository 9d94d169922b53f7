-- A long queue is read from its front, and what was delivered long ago is not looked at again.
CREATE INDEX outbox_due ON outbox (id, next_millis) WHERE state = 'PENDING';
-- An earlier row of the session that has to wait holds the later ones: found without reading the others.
DROP INDEX outbox_pending;
CREATE INDEX outbox_held ON outbox (session, next_millis, id) WHERE state = 'PENDING';
