package io.vigil.store;

import io.vigil.session.Happening;
import io.vigil.session.port.Journal;

/**
 * How far a session has come in the journal: as committed, as the commit on its way would leave it, and as the one being
 * built would. Writer thread only.
 */
final class SessionMark {
    final String id;
    /** Of the commit being built. */
    long pendingSeq;

    boolean pendingEnd;
    boolean pendingRow;
    /** The commit being built has something of it. */
    boolean touched;

    private long leavingSeq;
    private boolean leavingEnd;
    private boolean leavingRow;
    private long lastSeq;
    private boolean ended;
    private boolean stored;

    /** @param stored true when its row is in the database */
    SessionMark(String id, long lastSeq, boolean ended, boolean stored) {
        this.id = id;
        this.lastSeq = lastSeq;
        this.ended = ended;
        this.stored = stored;
        discarded();
    }

    /** True when of this input only the block tells: no row of another table follows from it. */
    boolean rowless(Journal.Entry entry) {
        return pendingRow
                && !pendingEnd
                && entry.input().what() instanceof Happening.Measured
                && entry.events().isEmpty()
                && entry.charts().isEmpty();
    }

    /** The commit that was being built is on its way. */
    void leaves() {
        leavingSeq = pendingSeq;
        leavingEnd = pendingEnd;
        leavingRow = pendingRow;
        touched = false;
    }

    /** What was on its way is committed. */
    void landed() {
        lastSeq = leavingSeq;
        ended = leavingEnd;
        stored = leavingRow;
    }

    /** Only what is committed counts. */
    void discarded() {
        pendingSeq = lastSeq;
        pendingEnd = ended;
        pendingRow = stored;
        leaves();
    }
}
