package io.vigil.device;

import io.vigil.device.description.Verdict;
import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Knows a cuff's values that a device says again from its memory, and marks them: {@code repeated} when nothing was
 * measured since the last record, {@code old} when the first record already gives an age. One thread; one connection.
 */
final class DeviceMemory {
    static final String REPEATED = "repeated";
    static final String OLD = "old";

    /** Polled each few seconds, a fresh value is at most this many minutes old. */
    private static final double FRESH_MINUTES = 1;

    private final Map<Metric, Double> last = new EnumMap<>(Metric.class);
    private double lastAge = Double.NaN;

    List<Reading> readings(Verdict.Values values) {
        boolean repeated = repeated(values);
        double age = values.memory().ageMinutes().orElse(Double.NaN);
        List<Reading> readings = new ArrayList<>();
        for (Verdict.Value value : values.values()) {
            boolean remembered = values.memory().of().contains(value.metric());
            List<String> flags = value.flags();
            if (remembered && repeated) {
                flags = Readings.with(flags, REPEATED);
            }
            if (remembered && age > FRESH_MINUTES) {
                flags = Readings.with(flags, OLD);
            }
            readings.add(Described.reading(value, flags));
            if (remembered) {
                last.put(value.metric(), value.number());
            }
        }
        lastAge = age;
        return readings;
    }

    /** The same values, no younger than before. Without an age, the same values are taken for the same measurement. */
    private boolean repeated(Verdict.Values values) {
        boolean same = !values.memory().of().isEmpty()
                && values.values().stream()
                        .filter(value -> values.memory().of().contains(value.metric()))
                        .allMatch(value -> last.containsKey(value.metric())
                                && Double.compare(last.get(value.metric()), value.number()) == 0);
        boolean younger = values.memory().ageMinutes().orElse(Double.NaN) < lastAge;
        return same && !younger;
    }
}
