package io.vigil.device.serial;

import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: doubling from 250 ms to 5 s, spread by a quarter either way. One thread. */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 5_000;

    private final DoubleSupplier random;
    private long millis = FIRST_MILLIS;

    /** @param random from 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    long next() {
        long wait = (long) (millis * (0.75 + random.getAsDouble() / 2));
        millis = Math.min(LONGEST_MILLIS, 2 * millis);
        return wait;
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}
