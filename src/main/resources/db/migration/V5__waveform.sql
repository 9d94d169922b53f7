-- Waveforms in compact blocks, a table of their own: the oldest go first when there are too many.
CREATE TABLE waveform (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    session    TEXT    NOT NULL,
    device     TEXT    NOT NULL,
    signal     TEXT    NOT NULL,
    t_first    INTEGER NOT NULL,
    t_last     INTEGER NOT NULL,
    per_second INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    data       BLOB    NOT NULL,
    crc32c     INTEGER NOT NULL
);
CREATE INDEX waveform_session ON waveform (session, t_first);
