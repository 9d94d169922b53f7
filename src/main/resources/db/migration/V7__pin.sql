-- Who is acting on a shared screen says so by a short number of their own.
CREATE TABLE pin (
    user TEXT PRIMARY KEY,
    hash TEXT NOT NULL
);
