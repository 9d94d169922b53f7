package io.vigil.device;

import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;

/** What the ALARM and EXC masks say. They are two tables; reading one with the other is a known mistake. */
final class MasimoStatus {
    private static final int NO_SENSOR = 0x1;
    private static final int SENSOR_OFF = 0x20;
    private static final int NO_CABLE = 0x1000;
    private static final int INVALID = 0x2 | 0x80 | 0x100 | 0x4000 | 0x8000 | 0x10000;
    private static final int QUESTIONABLE = 0x4 | 0x8 | 0x10 | 0x40 | 0x400 | 0x20000;
    /** "SET" is set while all is well. */
    private static final int SET = 0x800;

    private static final String[] EXCEPTIONS = {
        "no-sensor",
        "defective-sensor",
        "low-perfusion",
        "pulse-search",
        "interference",
        "sensor-off",
        "ambient-light",
        "unrecognised-sensor",
        "incompatible-sensor",
        "",
        "low-signal-iq",
        "",
        "no-cable",
        "cable-life",
        "incompatible-cable",
        "unrecognised-cable",
        "defective-cable",
        "sensor-calibrating",
        "sensor-life",
        "emitter-temperature",
        "sensor-current",
        "spco-low-confidence",
        "spmet-low-confidence"
    };

    private static final String[] ALARMS = {
        "device-alarm-spo2-high",
        "device-alarm-spo2-low",
        "device-alarm-pr-high",
        "device-alarm-pr-low",
        "device-alarm-active",
        "device-alarm-silenced",
        "low-battery",
        "",
        "device-alarm-spco-high",
        "device-alarm-spco-low",
        "device-alarm-spmet-high",
        "device-alarm-spmet-low",
        "device-alarm-desat-index",
        "device-alarm-pi-delta"
    };

    private MasimoStatus() {}

    /** Numbers go on being printed while the sensor is off; the mask alone tells. */
    static Quality quality(int exceptions) {
        if ((exceptions & (NO_SENSOR | SENSOR_OFF | NO_CABLE)) != 0) {
            return Quality.SENSOR_OFF;
        }
        if ((exceptions & INVALID) != 0) {
            return Quality.INVALID;
        }
        return (exceptions & QUESTIONABLE) != 0 || (exceptions & SET) == 0 ? Quality.QUESTIONABLE : Quality.GOOD;
    }

    static List<String> flags(int exceptions, int alarms) {
        if (exceptions == SET && alarms == 0) {
            return List.of();
        }
        List<String> flags = new ArrayList<>(4);
        add(flags, exceptions, EXCEPTIONS);
        if ((exceptions & SET) == 0) {
            flags.add("not-set");
        }
        add(flags, alarms, ALARMS);
        return flags;
    }

    private static void add(List<String> flags, int mask, String[] names) {
        for (int bit = 0; bit < names.length; bit++) {
            if ((mask >> bit & 1) != 0 && !names[bit].isEmpty()) {
                flags.add(names[bit]);
            }
        }
    }
}
