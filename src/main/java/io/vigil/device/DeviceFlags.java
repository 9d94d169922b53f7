package io.vigil.device;

import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * What a link has to say of a device goes with its readings, as a flag: so it is journaled with them, reaches the session
 * that wears the device, and is the same in a replay.
 */
public final class DeviceFlags {
    /** The device's clock was found to have leapt (alarms.md, "The time of a live reading"). */
    public static final String CLOCK_STEP = "clock-step";

    /** Another client sends, or sent lately, as this device. */
    public static final String SECOND_CLIENT = "second-client";

    private DeviceFlags() {}

    /** @return the readings, each with the flags beside its own */
    public static List<Reading> on(List<Reading> readings, List<String> flags) {
        if (flags.isEmpty()) {
            return readings;
        }
        List<Reading> flagged = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            List<String> all = new ArrayList<>(reading.flags());
            flags.stream().filter(flag -> !all.contains(flag)).forEach(all::add);
            flagged.add(new Reading(reading.metric(), reading.value(), reading.quality(), all));
        }
        return flagged;
    }
}
