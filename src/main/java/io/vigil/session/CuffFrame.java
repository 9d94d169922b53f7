package io.vigil.session;

import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.util.List;

/** A cuff's reading is one measurement with up to three pressures and the pulse it counted on the way. */
public final class CuffFrame {
    private CuffFrame() {}

    /** True for a frame of pressures alone; one that has SpO2 too is a monitor's, and its pulse the oximeter's. */
    public static boolean is(List<Reading> readings) {
        boolean pressure = false;
        for (Reading reading : readings) {
            pressure |= !reading.metric().continuous();
            if (reading.metric() == Metric.SPO2) {
                return false;
            }
        }
        return pressure;
    }

    /** False for a reading that failed: no pressure in it is one. */
    static boolean usable(List<Reading> readings) {
        return readings.stream().anyMatch(reading -> !reading.metric().continuous() && reading.usable());
    }

    /**
     * A cuff's pulse is a number of that minute, not a feed: taken as {@code pr} it would look live, and go stale ten
     * seconds later.
     */
    public static boolean ownPulse(Reading reading, boolean cuff) {
        return cuff && reading.metric() == Metric.PR;
    }
}
