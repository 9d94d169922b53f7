-- Entries that broke every commit they were part of while others went through; kept as they were found.
CREATE TABLE set_aside (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    found_millis INTEGER NOT NULL,
    session      TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    what         TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    payload      BLOB    NOT NULL
);

-- The summary's own checksum; NULL in chunks older than it, which are believed.
ALTER TABLE chunk ADD COLUMN v_crc32c INTEGER;

-- Rows queued before a reason was kept, and questionable values that were about to go by themselves.
UPDATE outbox SET reason = 'no reference to the patient in the EHR' WHERE state = 'WAITING' AND reason = '';
UPDATE outbox SET state = 'WAITING', reason = 'questionable: needs a nurse''s release'
 WHERE state = 'PENDING' AND attempts = 0 AND instr(entry, '"quality":"QUESTIONABLE"') > 0;
