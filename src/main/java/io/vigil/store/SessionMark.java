package io.vigil.store;

/** How far a session has come in the journal. Writer thread only. */
final class SessionMark {
    final String id;
    /** Of the commit being built; becomes {@code lastSeq} with it. */
    long pendingSeq;

    boolean pendingEnd;
    boolean pendingRow;
    /** The commit being built has something of it. */
    boolean touched;

    private long lastSeq;
    private boolean ended;
    private boolean stored;

    /** @param stored true when its row is in the database */
    SessionMark(String id, long lastSeq, boolean ended, boolean stored) {
        this.id = id;
        this.lastSeq = lastSeq;
        this.pendingSeq = lastSeq;
        this.ended = ended;
        this.pendingEnd = ended;
        this.stored = stored;
        this.pendingRow = stored;
    }

    boolean endedBefore() {
        return ended;
    }

    void committed() {
        lastSeq = pendingSeq;
        ended = pendingEnd;
        stored = pendingRow;
        touched = false;
    }

    void discarded() {
        pendingSeq = lastSeq;
        pendingEnd = ended;
        pendingRow = stored;
        touched = false;
    }
}
