package io.vigil.alarm;

/** How long something has held without a break; the first instant counts as 0. */
final class Timer {
    private final long duration;
    private boolean runs;
    private long since;

    Timer(long duration) {
        this.duration = duration;
    }

    /** @return true when it has held for the duration; a break resets */
    boolean ranOut(boolean holds, long now) {
        if (!holds) {
            runs = false;
            return false;
        }
        if (!runs) {
            runs = true;
            since = now;
        }
        return now - since >= duration;
    }

    void reset() {
        runs = false;
    }

    Timer copy() {
        var twin = new Timer(duration);
        twin.runs = runs;
        twin.since = since;
        return twin;
    }

    void walk(StateWalk walk) {
        runs = walk.flag(runs);
        since = walk.number(since);
    }
}
