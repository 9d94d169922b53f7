-- How far a copy of the readings elsewhere has come: all of the journal's blocks up to this one are there.
CREATE TABLE upload (
    target    TEXT    PRIMARY KEY,
    block     INTEGER NOT NULL,
    at_millis INTEGER NOT NULL
);
