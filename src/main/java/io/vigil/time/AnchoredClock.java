package io.vigil.time;

/**
 * Session time: epoch milliseconds anchored once to the wall clock and advanced by the monotonic clock, so that a step
 * of the wall clock moves no delay, no deadline and no order (alarms.md, "One clock"). Immutable; any thread.
 */
public final class AnchoredClock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Clock clock;
    private final long anchorMillis;
    private final long anchorNanos;

    /** @param notBeforeMillis the last journaled instant, which a wall clock set back must not undercut */
    public AnchoredClock(Clock clock, long notBeforeMillis) {
        this.clock = clock;
        this.anchorMillis = Math.max(clock.wallMillis(), notBeforeMillis);
        this.anchorNanos = clock.nanos();
    }

    public long nowMillis() {
        return millisAt(clock.nanos());
    }

    /** Session time of a moment on the monotonic clock. */
    public long millisAt(long nanos) {
        return anchorMillis + Math.floorDiv(nanos - anchorNanos, NANOS_PER_MILLI);
    }

    /** How far the wall clock has stepped away since the anchor, in ms; positive when the wall clock is ahead. */
    public long wallStepMillis() {
        return clock.wallMillis() - nowMillis();
    }
}
