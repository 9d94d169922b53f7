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

    /**
     * @param value what holds: as measured, or as a person put it right; NaN where it was taken back
     * @param measured what the device said, NaN where that was no valid value
     */
    record Value(long atMillis, String device, double value, double measured, boolean corrected) {
        Value(long atMillis, String device, double value) {
            this(atMillis, device, value, value, false);
        }

        boolean stands() {
            return !Double.isNaN(value);
        }
    }

    record Gap(Metric metric, long fromMillis, long toMillis) {}

    private final Map<Metric, List<Value>> values = new EnumMap<>(Metric.class);

    void take(long measuredMillis, String device, List<Reading> readings) {
        for (Reading reading : readings) {
            if (reading.quality() == Quality.GOOD && reading.hasValue()) {
                all(reading.metric()).add(new Value(measuredMillis, device, reading.value()));
            }
        }
    }

    private List<Value> all(Metric metric) {
        return values.computeIfAbsent(metric, any -> new ArrayList<>());
    }

    /** In order of time: devices may deliver late. */
    void sort() {
        values.values().forEach(list -> list.sort((a, b) -> Long.compare(a.atMillis(), b.atMillis())));
    }

    /** The same with what people put right in its place; this one stays as it was measured. */
    Measurements corrected(List<Correction> corrections) {
        Measurements right = new Measurements();
        values.forEach((metric, list) -> right.values.put(metric, new ArrayList<>(list)));
        for (Correction one : corrections) {
            if (one.ofReading()) {
                one.values().forEach((metric, value) -> right.put(metric, one, value));
            }
        }
        right.sort();
        return right;
    }

    private void put(Metric metric, Correction one, double value) {
        List<Value> list = all(metric);
        for (int i = 0; i < list.size(); i++) {
            Value old = list.get(i);
            if (old.atMillis() == one.measuredMillis() && old.device().equals(one.device())) {
                list.set(i, new Value(old.atMillis(), old.device(), value, old.measured(), true));
                return;
            }
        }
        list.add(new Value(one.measuredMillis(), one.device(), value, Double.NaN, true));
    }

    List<Value> of(Metric metric) {
        return values.getOrDefault(metric, List.of());
    }

    /** One that was taken back only where there is no other. */
    Optional<Value> near(Metric metric, long atMillis) {
        List<Value> near = of(metric).stream()
                .filter(value -> Math.abs(value.atMillis() - atMillis) <= NEAR_MILLIS)
                .sorted((a, b) -> Long.compare(Math.abs(a.atMillis() - atMillis), Math.abs(b.atMillis() - atMillis)))
                .toList();
        return near.stream()
                .filter(Value::stands)
                .findFirst()
                .or(() -> near.stream().findFirst());
    }

    /** Of exactly that moment, also where it was taken back. */
    Optional<Value> at(Metric metric, long atMillis) {
        return of(metric).stream().filter(value -> value.atMillis() == atMillis).findFirst();
    }

    /** The last that stands, up to and including that moment. */
    Optional<Value> last(Metric metric, long toMillis) {
        return between(metric, Long.MIN_VALUE, toMillis).stream().reduce((before, after) -> after);
    }

    /** Both ends inclusive. */
    Optional<Value> highest(Metric metric, long fromMillis, long toMillis) {
        return between(metric, fromMillis, toMillis).stream().max((a, b) -> Double.compare(a.value(), b.value()));
    }

    Optional<Value> lowest(Metric metric, long fromMillis, long toMillis) {
        return between(metric, fromMillis, toMillis).stream().min((a, b) -> Double.compare(a.value(), b.value()));
    }

    /** Those that stand. */
    List<Value> between(Metric metric, long fromMillis, long toMillis) {
        return of(metric).stream()
                .filter(value -> value.atMillis() >= fromMillis && value.atMillis() <= toMillis)
                .filter(Value::stands)
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
