package io.vigil.device.mqtt.message;

import io.vigil.time.Clock;

/** A bucket of messages that refills with time. One thread. */
public final class RateLimit {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;
    private final double perSecond;
    private final double burst;
    private double left;
    private long lastNanos;

    /** @param perSecond also how many may come in one breath */
    public RateLimit(Clock clock, int perSecond) {
        this(clock, perSecond, perSecond);
    }

    /** @param burst how many may come in one breath after a long silence */
    public RateLimit(Clock clock, int perSecond, int burst) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.lastNanos = clock.nanos();
    }

    public boolean admits() {
        long now = clock.nanos();
        left = Math.min(burst, left + (now - lastNanos) / NANOS_PER_SECOND * perSecond);
        lastNanos = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
