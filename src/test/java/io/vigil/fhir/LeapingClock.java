package io.vigil.fhir;

import io.vigil.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until told to leap. */
final class LeapingClock implements Clock {
    static final long START_MILLIS = 1_777_888_800_000L;
    private final AtomicLong millis = new AtomicLong(START_MILLIS);

    @Override
    public long wallMillis() {
        return millis.get();
    }

    @Override
    public long nanos() {
        return millis.get() * 1_000_000;
    }

    void leap(long byMillis) {
        millis.addAndGet(byMillis);
    }
}
