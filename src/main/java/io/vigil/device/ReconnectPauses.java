package io.vigil.device;

import java.util.random.RandomGenerator;

/**
 * How long every link waits before its next attempt: doubling from 250 ms to 3 s, and each time somewhere between half
 * and all of that, so that many links do not return in one breath. The last step with the jitter and the attempt itself
 * is under 5 s, the time within which a device or broker that is back must be heard again. One thread.
 */
public final class ReconnectPauses {
    private static final long FIRST_MILLIS = 250;
    private static final long LAST_MILLIS = 3_000;

    private final RandomGenerator random;
    private long stepMillis = FIRST_MILLIS;

    public ReconnectPauses(RandomGenerator random) {
        this.random = random;
    }

    public long nextMillis() {
        long step = stepMillis;
        stepMillis = Math.min(LAST_MILLIS, 2 * step);
        return step / 2 + random.nextLong(step / 2 + 1);
    }

    /** After an attempt that led to something. */
    public void reset() {
        stepMillis = FIRST_MILLIS;
    }
}
