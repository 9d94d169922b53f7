package io.vigil.device.gatt;

import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;

/**
 * Measurement status and "device and sensor status" of the oximetry characteristics.
 *
 * @param measurement 16 bits; 0 where it is not given
 * @param device 24 bits; 0 where it is not given
 */
record PlxStatus(int measurement, int device) {
    private static final int STORED = 1 << 9;
    /** Demonstration, test and calibration are no patient's; "not available" and "invalid" are no values. */
    private static final int NO_MEASUREMENT = 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 15;

    private static final int MEASUREMENT_DOUBT = 1 << 6 | 1 << 14;
    /** Not on the user, displaced, disconnected. */
    private static final int SENSOR_OFF = 1 << 11 | 1 << 13 | 1 << 15;
    /** Equipment malfunction, no pulse, unknown or malfunctioning sensor. */
    private static final int DEVICE_FAULT = 1 << 1 | 1 << 7 | 1 << 12 | 1 << 14;

    private static final int ANALYSIS_ONGOING = 1 << 9;
    private static final int DEVICE_DOUBT =
            1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 8 | ANALYSIS_ONGOING | 1 << 10;

    private static final String[] MEASUREMENT = {
        "",
        "",
        "",
        "",
        "",
        "",
        "early-estimate",
        "",
        "",
        "from-storage",
        "demo",
        "test",
        "calibration",
        "not-available",
        "questionable",
        "invalid"
    };
    private static final String[] DEVICE = {
        "extended-display-update",
        "equipment-malfunction",
        "signal-processing-irregularity",
        "inadequate-signal",
        "poor-signal",
        "low-perfusion",
        "erratic-signal",
        "non-pulsatile-signal",
        "questionable-pulse",
        "signal-analysis-ongoing",
        "sensor-interference",
        "sensor-unconnected-to-user",
        "unknown-sensor",
        "sensor-displaced",
        "sensor-malfunctioning",
        "sensor-disconnected"
    };

    boolean fromStorage() {
        return (measurement & STORED) != 0;
    }

    Quality quality() {
        if ((device & SENSOR_OFF) != 0) {
            return Quality.SENSOR_OFF;
        }
        if ((measurement & NO_MEASUREMENT) != 0 || (device & DEVICE_FAULT) != 0) {
            return Quality.INVALID;
        }
        return (measurement & MEASUREMENT_DOUBT) != 0 || (device & DEVICE_DOUBT) != 0
                ? Quality.QUESTIONABLE
                : Quality.GOOD;
    }

    List<String> flags() {
        List<String> flags = new ArrayList<>(2);
        add(flags, measurement, MEASUREMENT);
        add(flags, device, DEVICE);
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
