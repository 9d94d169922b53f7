package io.vigil.device.nonin;

import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;

/** What the status bytes of a packet say together: a doubt in one of its frames is a doubt about its numbers. */
final class NoninStatus {
    private static final int DISCONNECTED = 0x40;
    private static final int ARTIFACT = 0x20;
    private static final int OUT_OF_TRACK = 0x10;
    private static final int SENSOR_ALARM = 0x08;
    private static final int PERFUSION = 0x06;
    private static final int RED = 0x04;
    private static final int LOW_BATTERY = 0x01;

    private int all;
    private int second;
    private boolean low;
    private boolean marginal;

    void frame(int status) {
        all |= status;
        low |= (status & PERFUSION) == RED;
        marginal |= (status & PERFUSION) == PERFUSION;
    }

    /** @param status STAT2, in frame 8 */
    void second(int status) {
        second = status;
    }

    Quality quality() {
        if ((all & (DISCONNECTED | SENSOR_ALARM)) != 0) {
            return Quality.SENSOR_OFF;
        }
        return low || (all & (ARTIFACT | OUT_OF_TRACK)) != 0 ? Quality.QUESTIONABLE : Quality.GOOD;
    }

    List<String> flags() {
        List<String> flags = new ArrayList<>(2);
        flag(flags, (all & DISCONNECTED) != 0, "sensor-disconnected");
        flag(flags, (all & SENSOR_ALARM) != 0, "sensor-alarm");
        flag(flags, (all & OUT_OF_TRACK) != 0, "out-of-track");
        flag(flags, low, "low-perfusion");
        flag(flags, marginal && !low, "marginal-perfusion");
        flag(flags, (all & ARTIFACT) != 0, "artifact");
        flag(flags, (second & LOW_BATTERY) != 0, "low-battery");
        return flags;
    }

    private static void flag(List<String> flags, boolean set, String name) {
        if (set) {
            flags.add(name);
        }
    }
}
