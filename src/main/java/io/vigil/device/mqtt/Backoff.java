package io.vigil.device.mqtt;

import java.util.random.RandomGenerator;

/** Growing pauses with jitter, so that many clients do not return to a broker in one breath. One thread. */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    /** With the jitter and a connect under 5 s after the broker is back. */
    private static final long LAST_MILLIS = 3_000;

    private final RandomGenerator random;
    private long nextMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Between half and all of the present step. */
    long nextMillis() {
        long step = nextMillis;
        nextMillis = Math.min(LAST_MILLIS, nextMillis * 2);
        return step / 2 + random.nextLong(step / 2 + 1);
    }

    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
