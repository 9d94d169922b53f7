package io.vigil.device;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;

/** The one rule by which a device's number becomes a reading: what is not a believable value carries no number. */
public final class Readings {
    private Readings() {}

    /**
     * @param missing the device says in its own way that it has no number
     * @param quality what the device's status says of the value
     */
    public static Reading of(Metric metric, double value, boolean missing, Quality quality, List<String> flags) {
        if (quality == Quality.INVALID || quality == Quality.SENSOR_OFF) {
            return Reading.none(metric, quality, flags);
        }
        if (missing) {
            return Reading.none(metric, Quality.INVALID, flags);
        }
        if (!metric.plausible(value)) {
            return Reading.none(metric, Quality.INVALID, with(flags, "implausible"));
        }
        return new Reading(metric, value, quality, flags);
    }

    /** A systolic pressure that is not above its diastolic is a reading gone wrong: then neither has a value. */
    public static List<Reading> ordered(List<Reading> readings) {
        double systolic = value(readings, Metric.SBP);
        double diastolic = value(readings, Metric.DBP);
        // Also for NaN: what is missing contradicts nothing.
        if (!(systolic <= diastolic)) {
            return readings;
        }
        return readings.stream()
                .map(reading -> reading.metric().continuous() || !reading.hasValue()
                        ? reading
                        : Reading.none(reading.metric(), Quality.INVALID, with(reading.flags(), "inconsistent")))
                .toList();
    }

    private static double value(List<Reading> readings, Metric metric) {
        return readings.stream()
                .filter(reading -> reading.metric() == metric)
                .mapToDouble(Reading::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    public static List<String> with(List<String> flags, String more) {
        List<String> all = new ArrayList<>(flags);
        all.add(more);
        return all;
    }
}
