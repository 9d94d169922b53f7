package io.vigil.ops;

import io.vigil.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Knows whether the alarm loop makes progress, from its own counter and not from a timer of its own. Any thread. */
public final class LoopWatch {
    private static final long STALLED_NANOS = 2_000_000_000L;

    private final Clock clock;
    private final LongSupplier progress;
    private long seen = -1;
    private long changedNanos;

    public LoopWatch(Clock clock, LongSupplier progress) {
        this.clock = clock;
        this.progress = progress;
        this.changedNanos = clock.nanos();
    }

    /** Why the loop counts as stalled: no step for 2 s. To be asked at least once a second. */
    public synchronized Optional<String> stalled() {
        long now = clock.nanos();
        long steps = progress.getAsLong();
        if (steps != seen) {
            seen = steps;
            changedNanos = now;
        }
        return now - changedNanos > STALLED_NANOS
                ? Optional.of("The alarm loop has not moved for " + (now - changedNanos) / 1_000_000 + " ms")
                : Optional.empty();
    }
}
