-- What is to be told to people away from the screens; written with the alarm event it tells of, delivered afterwards.
CREATE TABLE notice (
    number           INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT    NOT NULL UNIQUE,
    session          TEXT    NOT NULL,
    alarm            TEXT    NOT NULL,
    kind             TEXT    NOT NULL,
    priority         TEXT    NOT NULL,
    occurrence       INTEGER NOT NULL,
    event_level      INTEGER NOT NULL,
    repeat           INTEGER NOT NULL,
    at_millis        INTEGER NOT NULL,
    value            REAL,
    lim              REAL,
    level            INTEGER NOT NULL,
    state            TEXT    NOT NULL DEFAULT 'PENDING',
    attempts         INTEGER NOT NULL DEFAULT 0,
    next_millis      INTEGER NOT NULL DEFAULT 0,
    delivered_millis INTEGER NOT NULL DEFAULT 0,
    reason           TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX notice_pending ON notice (number) WHERE state = 'PENDING';
CREATE INDEX notice_occurrence ON notice (session, alarm, occurrence);
