package io.vigil.vital;

import java.util.List;

/**
 * One value of one metric as a device gave it.
 *
 * @param value in the metric's unit; NaN where the device gave none
 * @param flags the device's own words for what is amiss, such as {@code low-perfusion}; empty when nothing is
 */
public record Reading(Metric metric, double value, Quality quality, List<String> flags) {
    public Reading {
        flags = List.copyOf(flags);
    }

    public static Reading of(Metric metric, double value, Quality quality) {
        return new Reading(metric, value, quality, List.of());
    }

    /** No value: {@code quality} says why and must be INVALID or SENSOR_OFF. */
    public static Reading none(Metric metric, Quality quality, List<String> flags) {
        return new Reading(metric, Double.NaN, quality, flags);
    }

    /** A number that may be the patient's: good or questionable, and plausible. */
    public boolean usable() {
        return quality.compareTo(Quality.QUESTIONABLE) <= 0 && metric.plausible(value);
    }

    public boolean hasValue() {
        return !Double.isNaN(value);
    }
}
