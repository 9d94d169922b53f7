package io.vigil.device.sim;

import java.time.LocalDateTime;
import java.util.function.Consumer;

/** A cuff behind a Bluetooth gateway: speaks when a measurement ends, and only then. */
public final class GattCuffSimulator implements SimulatedDevice {
    private final Script script;
    private final Consumer<byte[]> measurements;
    private final LocalDateTime start;

    /** @param measurements takes the bytes of characteristic 2A35; @param start the cuff's own clock at second 0 */
    public GattCuffSimulator(Script script, Consumer<byte[]> measurements, LocalDateTime start) {
        this.script = script;
        this.measurements = measurements;
        this.start = start;
    }

    @Override
    public void second(long elapsedMillis) {
        if (script.ended(elapsedMillis)) {
            return;
        }
        Vitals now = script.at(elapsedMillis);
        if (now.cuff()) {
            LocalDateTime at = start.plusNanos(elapsedMillis * 1_000_000);
            measurements.accept(
                    GattBloodPressureEncoder.measurement(now.sbp(), now.dbp(), now.map(), now.cuffPulse(), at, 0));
        }
    }
}
