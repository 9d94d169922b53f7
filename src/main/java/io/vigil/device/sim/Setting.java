package io.vigil.device.sim;

import java.time.LocalDateTime;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a simulated device stands in.
 *
 * @param wire takes what it sends on a cable
 * @param messages takes what it publishes: the topic's varying level (empty where there is none) and the payload
 * @param start what the device's own clock shows at second 0
 */
public record Setting(
        Script script, Faults faults, Consumer<byte[]> wire, BiConsumer<String, String> messages, LocalDateTime start) {
    private static final int JUMP_HOURS = 1;

    /** With the faults that befall the sensors. */
    public Setting {
        script = faults.over(script);
    }

    /** What the device's own clock shows. */
    LocalDateTime clock(long elapsedMillis) {
        LocalDateTime now = start.plusNanos(elapsedMillis * 1_000_000);
        return faults.on(Fault.CLOCK_JUMP, elapsedMillis) ? now.minusHours(JUMP_HOURS) : now;
    }

    boolean cuffFails(long elapsedMillis) {
        return faults.on(Fault.NAN_CUFF, elapsedMillis);
    }

    void send(byte[] bytes) {
        if (bytes.length > 0) {
            wire.accept(bytes);
        }
    }

    void publish(String level, String payload) {
        messages.accept(level, payload);
    }
}
