package io.vigil.device.mqtt.intake;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A message is settled when the last of its frames is, and well only if all are. Any thread. */
final class Settlement {
    private final AtomicInteger open;
    private final AtomicBoolean good = new AtomicBoolean(true);
    private final Consumer<Boolean> settled;

    Settlement(int frames, Consumer<Boolean> settled) {
        this.open = new AtomicInteger(frames);
        this.settled = settled;
    }

    void one(boolean durable) {
        if (!durable) {
            good.set(false);
        }
        if (open.decrementAndGet() == 0) {
            settled.accept(good.get());
        }
    }
}
