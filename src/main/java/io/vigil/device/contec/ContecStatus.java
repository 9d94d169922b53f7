package io.vigil.device.contec;

import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;

/**
 * What both generations say of their numbers. The beat is left out: it changes with each heart beat and doubts nothing.
 *
 * @param signal strength 0 to 8; 15 for none
 * @param low the device finds SpO2 low or dropping: true of the patient, no doubt about the number
 */
record ContecStatus(int signal, boolean searching, boolean searchTooLong, boolean low, boolean probeError) {
    private static final int NO_SIGNAL = 15;

    Quality quality() {
        if (probeError) {
            return Quality.SENSOR_OFF;
        }
        // A device that has searched too long has no pulse; any number it still gives is an old one.
        if (searchTooLong) {
            return Quality.INVALID;
        }
        return searching || signal == NO_SIGNAL ? Quality.QUESTIONABLE : Quality.GOOD;
    }

    List<String> flags() {
        List<String> flags = new ArrayList<>(2);
        flag(flags, probeError, "probe-error");
        flag(flags, searchTooLong, "search-too-long");
        flag(flags, searching, "pulse-search");
        flag(flags, low, "low-spo2");
        flag(flags, signal == NO_SIGNAL, "no-signal");
        return flags;
    }

    private static void flag(List<String> flags, boolean set, String name) {
        if (set) {
            flags.add(name);
        }
    }
}
