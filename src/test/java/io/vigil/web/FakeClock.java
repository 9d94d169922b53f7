package io.vigil.web;

import io.vigil.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until it is told to leap. */
public final class FakeClock implements Clock {
    /** 2026-05-04T10:15:30Z. */
    public static final long START_MILLIS = 1_777_889_730_000L;

    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

    public void leap(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long wallMillis() {
        return START_MILLIS + nanos.get() / 1_000_000 - 5_000;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }
}
