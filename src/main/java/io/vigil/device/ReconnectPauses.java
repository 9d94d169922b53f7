package io.vigil.device;

import java.util.random.RandomGenerator;

/**
 * How long every link waits before its next attempt: doubling from 250 ms, or what a device's description says, to 3 s, and each time somewhere between half
 * and all of that, so that many links do not return in one breath. The last step with the jitter and the attempt itself
 * is under 5 s, the time within which a device or broker that is back must be heard again. One thread.
 */
public final class ReconnectPauses {
    private static final long FIRST_MILLIS = 250;
    private static final long LAST_MILLIS = 3_000;

    private final RandomGenerator random;
    private final long firstMillis;
    private long stepMillis;

    public ReconnectPauses(RandomGenerator random) {
        this(random, FIRST_MILLIS);
    }

    /** @param firstMillis the first step, ms; 1 to 3000 */
    public ReconnectPauses(RandomGenerator random, long firstMillis) {
        this.random = random;
        this.firstMillis = Math.min(LAST_MILLIS, Math.max(1, firstMillis));
        this.stepMillis = this.firstMillis;
    }

    public long nextMillis() {
        long step = stepMillis;
        stepMillis = Math.min(LAST_MILLIS, 2 * step);
        return step / 2 + random.nextLong(step / 2 + 1);
    }

    /** After an attempt that led to something. */
    public void reset() {
        stepMillis = firstMillis;
    }
}
