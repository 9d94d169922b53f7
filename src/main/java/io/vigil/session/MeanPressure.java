package io.vigil.session;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean pressure of a cuff that does not send one, by the usual third: diastolic plus a third of the pulse pressure,
 * to the whole mmHg, and marked {@code calculated}. It is shown and alarmed on, and not charted: nobody measured it.
 */
public final class MeanPressure {
    static final String CALCULATED = "calculated";
    private static final int THIRD = 3;

    private MeanPressure() {}

    /** The same readings, with the mean where both pressures are there and the device says nothing of a mean. */
    public static List<Reading> completed(List<Reading> readings) {
        Reading systolic = find(readings, Metric.SBP);
        Reading diastolic = find(readings, Metric.DBP);
        if (find(readings, Metric.MAP) != null
                || systolic == null
                || diastolic == null
                || !systolic.usable()
                || !diastolic.usable()) {
            return readings;
        }
        double mean = Math.rint(diastolic.value() + (systolic.value() - diastolic.value()) / THIRD);
        Quality quality =
                systolic.quality().compareTo(diastolic.quality()) >= 0 ? systolic.quality() : diastolic.quality();
        List<Reading> completed = new ArrayList<>(readings);
        completed.add(new Reading(Metric.MAP, mean, quality, List.of(CALCULATED)));
        return completed;
    }

    private static @Nullable Reading find(List<Reading> readings, Metric metric) {
        for (Reading reading : readings) {
            if (reading.metric() == metric) {
                return reading;
            }
        }
        return null;
    }
}
