package io.vigil.vital;

import java.util.List;

/**
 * What one device said at one moment; all its readings are one instant to the alarm engine.
 *
 * @param device the configured device id, {@code ox-1}
 * @param measuredMillis when it was measured, epoch ms on the host's clock (alarms.md, "The time of a live reading")
 * @param arrivedMillis when its last byte arrived, epoch ms; never before {@code measuredMillis}
 * @param arrivedNanos the same moment on the monotonic clock, for latency only; not journaled
 * @param stamp the device's raw time or sequence, by which a redelivery is known; empty where it has none
 */
public record Frame(
        String device,
        long measuredMillis,
        long arrivedMillis,
        long arrivedNanos,
        String stamp,
        List<Reading> readings) {
    public Frame {
        readings = List.copyOf(readings);
    }
}
