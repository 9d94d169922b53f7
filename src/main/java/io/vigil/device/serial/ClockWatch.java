package io.vigil.device.serial;

import io.vigil.device.Decoded;
import io.vigil.device.DeviceClock;
import io.vigil.device.DeviceFlags;
import io.vigil.device.DeviceTime;
import io.vigil.device.LineTrace;
import java.util.List;

/**
 * The clock of a device on a serial line. Nothing is dated by it, since a line cannot store: its offset is shown, and a
 * leap is said with the next readings. One thread.
 */
final class ClockWatch {
    private final DeviceClock clock = new DeviceClock();
    private final LineTrace trace;
    private boolean stepped;

    ClockWatch(LineTrace trace) {
        this.trace = trace;
    }

    void connected() {
        clock.connected();
    }

    void heard(Decoded.Sample sample, long arrivedMillis) {
        if (!sample.deviceTime().isEmpty() && !sample.history()) {
            DeviceTime.millis(sample.deviceTime()).ifPresent(device -> {
                boolean leapt = clock.dated(device, arrivedMillis, false, false).stepped();
                stepped |= leapt;
                trace.clock(arrivedMillis - device, leapt);
            });
        }
    }

    /** What the next readings have to say of it, once. */
    List<String> flags() {
        if (!stepped) {
            return List.of();
        }
        stepped = false;
        return List.of(DeviceFlags.CLOCK_STEP);
    }
}
