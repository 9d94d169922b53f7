package io.vigil.device.mqtt;

import io.vigil.time.Clock;

/** A bucket of one second's worth of messages that refills with time. One thread. */
final class RateLimit {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;
    private final double perSecond;
    private double left;
    private long lastNanos;

    RateLimit(Clock clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.left = perSecond;
        this.lastNanos = clock.nanos();
    }

    boolean admits() {
        long now = clock.nanos();
        left = Math.min(perSecond, left + (now - lastNanos) / NANOS_PER_SECOND * perSecond);
        lastNanos = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
