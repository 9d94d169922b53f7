package io.vigil.device.mqtt;

import io.vigil.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until told to leap. */
public final class LeapClock implements Clock {
    public static final long START_MILLIS = 1_780_000_000_000L;
    private final AtomicLong millis = new AtomicLong();

    public void leap(long byMillis) {
        millis.addAndGet(byMillis);
    }

    @Override
    public long wallMillis() {
        return START_MILLIS + millis.get();
    }

    @Override
    public long nanos() {
        return millis.get() * 1_000_000;
    }
}
