package io.vigil.session;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a nurse may confirm as baseline: of a continuous metric the median of the last minutes if they were stable, of a
 * pressure the median of the last readings. A questionable value is never in it; of a continuous metric it ends the
 * stable time, which then begins anew. Part of the fold: pure, one thread.
 */
final class Proposal {
    private static final Map<Metric, Double> STABLE_WITHIN = new EnumMap<>(Map.of(
            Metric.SPO2,
            3.0,
            Metric.PR,
            12.0,
            Metric.HR,
            12.0,
            Metric.RR,
            6.0,
            Metric.SBP,
            20.0,
            Metric.DBP,
            15.0,
            Metric.MAP,
            15.0));
    private static final int LEAST_CONTINUOUS = 15;
    private static final long LEAST_SPAN_MILLIS = 60_000;
    private static final long RECENT_MILLIS = 30_000;
    private static final long RECENT_CUFF_MILLIS = 900_000;

    final Map<Metric, Stretch> stretches = new EnumMap<>(Metric.class);

    /** @param squeezed true while a cuff squeezes the limb this value came from */
    void take(Reading reading, boolean squeezed, long measuredMillis) {
        Metric metric = reading.metric();
        if (!STABLE_WITHIN.containsKey(metric) || reading.flags().contains(MeanPressure.CALCULATED)) {
            return;
        }
        Stretch stretch = stretches.computeIfAbsent(metric, any -> Stretch.of(metric.continuous()));
        if (reading.quality() == Quality.GOOD && !squeezed && metric.plausible(reading.value())) {
            stretch.add(reading.value(), measuredMillis);
        } else if (metric.continuous() && !squeezed) {
            stretch.clear();
        }
    }

    /** A dose was given: what comes now is no baseline. */
    void end() {
        stretches.clear();
    }

    Map<Metric, Care.Proposed> at(long nowMillis) {
        Map<Metric, Care.Proposed> proposed = new EnumMap<>(Metric.class);
        stretches.forEach((metric, stretch) -> {
            long recent = metric.continuous() ? RECENT_MILLIS : RECENT_CUFF_MILLIS;
            if (stretch.count() > 0 && nowMillis - stretch.lastMillis() <= recent && isStable(metric, stretch)) {
                proposed.put(
                        metric,
                        new Care.Proposed(
                                stretch.median(), stretch.count(), stretch.firstMillis(), stretch.lastMillis()));
            }
        });
        return proposed;
    }

    private static boolean isStable(Metric metric, Stretch stretch) {
        boolean enough = !metric.continuous()
                || (stretch.count() >= LEAST_CONTINUOUS
                        && stretch.lastMillis() - stretch.firstMillis() >= LEAST_SPAN_MILLIS);
        return enough && stretch.spread() <= STABLE_WITHIN.getOrDefault(metric, 0.0);
    }
}
