package io.vigil.web.report;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The valid values of one session, by metric in order of time. One thread. */
final class Measurements {
    /** A flowsheet row takes the closest reading so near its time, and prints the reading's own. */
    static final long NEAR_MILLIS = 150_000;

    /** Longer without a value and the record says so. */
    static final long GAP_MILLIS = 10_000;

    record Value(long atMillis, double value) {}

    record Gap(Metric metric, long fromMillis, long toMillis) {}

    private final Map<Metric, List<Value>> values = new EnumMap<>(Metric.class);

    void take(long measuredMillis, List<Reading> readings) {
        for (Reading reading : readings) {
            if (reading.quality() == Quality.GOOD && reading.hasValue()) {
                values.computeIfAbsent(reading.metric(), metric -> new ArrayList<>())
                        .add(new Value(measuredMillis, reading.value()));
            }
        }
    }

    /** In order of time: devices may deliver late. */
    void sort() {
        values.values().forEach(list -> list.sort((a, b) -> Long.compare(a.atMillis(), b.atMillis())));
    }

    List<Value> of(Metric metric) {
        return values.getOrDefault(metric, List.of());
    }

    Optional<Value> near(Metric metric, long atMillis) {
        return of(metric).stream()
                .filter(value -> Math.abs(value.atMillis() - atMillis) <= NEAR_MILLIS)
                .min((a, b) -> Long.compare(Math.abs(a.atMillis() - atMillis), Math.abs(b.atMillis() - atMillis)));
    }

    /** Both ends inclusive. */
    Optional<Value> highest(Metric metric, long fromMillis, long toMillis) {
        return between(metric, fromMillis, toMillis).stream().max((a, b) -> Double.compare(a.value(), b.value()));
    }

    Optional<Value> lowest(Metric metric, long fromMillis, long toMillis) {
        return between(metric, fromMillis, toMillis).stream().min((a, b) -> Double.compare(a.value(), b.value()));
    }

    List<Value> between(Metric metric, long fromMillis, long toMillis) {
        return of(metric).stream()
                .filter(value -> value.atMillis() >= fromMillis && value.atMillis() <= toMillis)
                .toList();
    }

    /** Where a continuous metric that was measured at all was not, up to the end. */
    List<Gap> gaps(Metric metric, long endMillis) {
        List<Gap> gaps = new ArrayList<>();
        long last = 0;
        for (Value value : of(metric)) {
            if (last != 0 && value.atMillis() - last > GAP_MILLIS) {
                gaps.add(new Gap(metric, last, value.atMillis()));
            }
            last = value.atMillis();
        }
        if (last != 0 && endMillis - last > GAP_MILLIS) {
            gaps.add(new Gap(metric, last, endMillis));
        }
        return gaps;
    }
}
