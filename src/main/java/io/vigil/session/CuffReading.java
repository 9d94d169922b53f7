package io.vigil.session;

import io.vigil.session.ChartEntry.Value;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of one cuff measurement belongs in the chart.
 *
 * @param quality of the whole; invalid where it gave no pressure that holds
 * @param pressures those it spoke of, of a failed one NaN where there is no number
 * @param pulse what it counted on the way; empty beside pressures that failed, since it comes from the same beats
 * @param pulseQuality never better than {@code quality}
 */
record CuffReading(Quality quality, List<Value> pressures, Optional<Value> pulse, Quality pulseQuality) {
    static final List<Metric> PRESSURES = List.of(Metric.SBP, Metric.DBP, Metric.MAP);

    /** @param cuff whether the pulse in it is its own, and not an oximeter's */
    static CuffReading of(List<Reading> readings, boolean cuff) {
        List<Value> pressures = new ArrayList<>();
        Quality quality = Quality.GOOD;
        for (Metric metric : PRESSURES) {
            for (Reading reading : readings) {
                if (reading.metric() == metric) {
                    boolean usable = reading.usable();
                    pressures.add(new Value(metric, usable ? reading.value() : Double.NaN));
                    quality = worse(quality, usable ? reading.quality() : without(metric));
                }
            }
        }
        Quality whole = fails(pressures) ? Quality.INVALID : quality;
        if (whole != Quality.INVALID) {
            // Many cuffs give no mean; the two others stand without it.
            pressures.removeIf(value -> Double.isNaN(value.value()));
        }
        Optional<Reading> own = readings.stream()
                .filter(reading -> CuffFrame.ownPulse(reading, cuff) && reading.usable())
                .filter(reading -> whole != Quality.INVALID)
                .findFirst();
        return new CuffReading(
                whole,
                pressures,
                own.map(reading -> new Value(reading.metric(), reading.value())),
                worse(whole, own.map(Reading::quality).orElse(Quality.GOOD)));
    }

    private static Quality without(Metric metric) {
        return metric == Metric.MAP ? Quality.GOOD : Quality.INVALID;
    }

    private static boolean fails(List<Value> pressures) {
        return pressures.stream().noneMatch(value -> Double.isFinite(value.value()))
                || ChartEntry.contradictory(pressures);
    }

    private static Quality worse(Quality a, Quality b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
