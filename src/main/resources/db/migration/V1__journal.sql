-- The journal: one row per commit, its records packed. Everything else here can be told again from it.
CREATE TABLE journal_block (
    id             INTEGER PRIMARY KEY,
    through_millis INTEGER NOT NULL,
    count          INTEGER NOT NULL,
    payload        BLOB    NOT NULL,
    crc32c         INTEGER NOT NULL
);

-- Blocks that cannot be believed, kept as they were found.
CREATE TABLE quarantine (
    block_id       INTEGER PRIMARY KEY,
    found_millis   INTEGER NOT NULL,
    after_millis   INTEGER NOT NULL,
    through_millis INTEGER NOT NULL,
    count          INTEGER NOT NULL,
    payload        BLOB    NOT NULL,
    crc32c         INTEGER NOT NULL,
    reason         TEXT    NOT NULL
);

-- opening: the first input by value, so that a lost block never takes a session's rules with it.
CREATE TABLE session (
    id             TEXT    PRIMARY KEY,
    patient        TEXT    NOT NULL DEFAULT '',
    chair          TEXT    NOT NULL DEFAULT '',
    protocol       TEXT    NOT NULL DEFAULT '',
    protocol_title TEXT    NOT NULL DEFAULT '',
    started_millis INTEGER NOT NULL,
    ended_millis   INTEGER,
    first_block    INTEGER NOT NULL,
    last_seq       INTEGER NOT NULL DEFAULT 0,
    opening_seq    INTEGER NOT NULL DEFAULT 0,
    opening        TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX session_open ON session (id) WHERE ended_millis IS NULL;

CREATE TABLE series (
    id          INTEGER PRIMARY KEY,
    session     TEXT    NOT NULL,
    device      TEXT    NOT NULL,
    metric      TEXT    NOT NULL,
    first_block INTEGER NOT NULL,
    UNIQUE (session, device, metric)
);

-- Sealed samples of one series, all of those in blocks up to through_block that no earlier chunk holds.
CREATE TABLE chunk (
    id            INTEGER PRIMARY KEY,
    series        INTEGER NOT NULL,
    through_block INTEGER NOT NULL,
    t_first       INTEGER NOT NULL,
    t_last        INTEGER NOT NULL,
    n             INTEGER NOT NULL,
    v_count       INTEGER NOT NULL,
    v_min         REAL,
    v_max         REAL,
    v_sum         REAL,
    data          BLOB    NOT NULL,
    crc32c        INTEGER NOT NULL
);
CREATE UNIQUE INDEX chunk_series ON chunk (series, through_block);

CREATE TABLE alarm_event (
    id         TEXT    PRIMARY KEY,
    session    TEXT    NOT NULL,
    alarm      TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    priority   TEXT    NOT NULL,
    occurrence INTEGER NOT NULL,
    level      INTEGER NOT NULL,
    repeat     INTEGER NOT NULL,
    at_millis  INTEGER NOT NULL,
    value      REAL,
    lim        REAL
);
CREATE INDEX alarm_event_session ON alarm_event (session, at_millis);

-- Who did what when. Each row's hash covers the row before it.
CREATE TABLE audit (
    n         INTEGER PRIMARY KEY,
    session   TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    at_millis INTEGER NOT NULL,
    category  TEXT    NOT NULL,
    what      TEXT    NOT NULL,
    by        TEXT    NOT NULL,
    detail    TEXT    NOT NULL,
    hash      BLOB    NOT NULL
);
CREATE INDEX audit_session ON audit (session, n);

CREATE TABLE outbox (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    key              TEXT    NOT NULL UNIQUE,
    session          TEXT    NOT NULL,
    state            TEXT    NOT NULL,
    entry            TEXT    NOT NULL,
    queued_millis    INTEGER NOT NULL,
    attempts         INTEGER NOT NULL DEFAULT 0,
    next_millis      INTEGER NOT NULL DEFAULT 0,
    delivered_millis INTEGER NOT NULL DEFAULT 0,
    location         TEXT    NOT NULL DEFAULT '',
    reason           TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX outbox_pending ON outbox (session, id) WHERE state = 'PENDING';
CREATE INDEX outbox_state ON outbox (state, queued_millis);

CREATE TABLE account (
    user          TEXT    PRIMARY KEY,
    role          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    disabled      INTEGER NOT NULL
);

CREATE TABLE token (
    hash           TEXT    PRIMARY KEY,
    user           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    created_millis INTEGER NOT NULL
);
