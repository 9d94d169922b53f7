package io.vigil.time;

/** A clock that moves only when told. */
public final class LeapingClock implements Clock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long wallMillis;
    private long nanos = 17;

    public LeapingClock(long wallMillis) {
        this.wallMillis = wallMillis;
    }

    public void leap(long millis) {
        wallMillis += millis;
        nanos += millis * NANOS_PER_MILLI;
    }

    /** Somebody sets the wall clock; no time passes. */
    public void step(long millis) {
        wallMillis += millis;
    }

    @Override
    public long wallMillis() {
        return wallMillis;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
