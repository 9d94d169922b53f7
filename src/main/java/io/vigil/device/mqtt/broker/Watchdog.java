package io.vigil.device.mqtt.broker;

import io.vigil.time.Clock;

/** Tells a connection that lives from one that only seems to (a half-open TCP connection reports nothing). Any thread. */
final class Watchdog {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Clock clock;
    private final long limitNanos;
    private volatile long heardNanos;

    Watchdog(Clock clock, int keepAliveSeconds) {
        this.clock = clock;
        this.limitNanos = 2 * keepAliveSeconds * NANOS_PER_SECOND;
        this.heardNanos = clock.nanos();
    }

    void heard() {
        heardNanos = clock.nanos();
    }

    /** Nothing was heard for twice the keep-alive. */
    boolean silent() {
        return clock.nanos() - heardNanos > limitNanos;
    }
}
