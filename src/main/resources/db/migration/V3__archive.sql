-- A session's state at an instant: after its input seq, before anything in block or later that is not in it.
-- verified: it was read back and gave the same state again.
CREATE TABLE snapshot (
    id        INTEGER PRIMARY KEY,
    session   TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    at_millis INTEGER NOT NULL,
    block     INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    alarms    TEXT    NOT NULL,
    state     BLOB    NOT NULL,
    crc32c    INTEGER NOT NULL,
    verified  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX snapshot_session ON snapshot (session, id);

-- Inputs of one session that have left the journal, in order; session '' holds the frames nobody wore.
CREATE TABLE archive (
    id          INTEGER PRIMARY KEY,
    session     TEXT    NOT NULL,
    first_block INTEGER NOT NULL,
    last_block  INTEGER NOT NULL,
    last_seq    INTEGER NOT NULL,
    count       INTEGER NOT NULL,
    payload     BLOB    NOT NULL,
    crc32c      INTEGER NOT NULL
);
CREATE UNIQUE INDEX archive_session ON archive (session, first_block);
