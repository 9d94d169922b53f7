package io.vigil.device.serial;

import io.vigil.device.Decoded;
import io.vigil.device.DeviceClock;
import io.vigil.device.DeviceFlags;
import io.vigil.device.DeviceTime;
import io.vigil.device.LineTrace;
import java.util.ArrayList;
import java.util.List;

/**
 * The clock of a device on a serial line. Nothing is dated by it, since a line cannot store: its offset is shown, and a
 * leap or an error beyond what its description allows is said with the next readings. One thread.
 */
final class ClockWatch {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final DeviceClock clock = new DeviceClock();
    private final LineTrace trace;
    private final long skewMillis;
    private final List<String> flags = new ArrayList<>(2);

    /** @param skewSeconds 0: no limit */
    ClockWatch(LineTrace trace, int skewSeconds) {
        this.trace = trace;
        this.skewMillis = skewSeconds * MILLIS_PER_SECOND;
    }

    void connected() {
        clock.connected();
    }

    void heard(Decoded.Sample sample, long arrivedMillis) {
        if (!sample.deviceTime().isEmpty() && !sample.history()) {
            DeviceTime.millis(sample.deviceTime()).ifPresent(device -> {
                boolean leapt = clock.dated(device, arrivedMillis, false, false).stepped();
                flag(leapt, DeviceFlags.CLOCK_STEP);
                flag(skewMillis > 0 && Math.abs(arrivedMillis - device) > skewMillis, DeviceFlags.CLOCK_WRONG);
                trace.clock(arrivedMillis - device, leapt);
            });
        }
    }

    private void flag(boolean holds, String flag) {
        if (holds && !flags.contains(flag)) {
            flags.add(flag);
        }
    }

    /** What the next readings have to say of it, once. */
    List<String> flags() {
        List<String> taken = List.copyOf(flags);
        flags.clear();
        return taken;
    }
}
