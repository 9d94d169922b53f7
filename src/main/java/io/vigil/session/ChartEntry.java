package io.vigil.session;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that belongs in the patient's chart; becomes one FHIR resource, mostly an Observation.
 *
 * @param key {@code site|session|subject revision|device|metric|kind|time#n}: stable over restarts, unique for ever; of
 *     a correction that of what it corrects, with {@code |} and what makes it unique
 * @param atMillis the moment that is charted, epoch ms
 * @param values SBP, DBP and MAP of one cuff reading together; none beside a {@code fact}; otherwise exactly one
 * @param signed who released it; absent where it went by itself
 * @param correction absent for what is charted for the first time
 * @param fact of the kinds {@link Kind#ON_REQUEST} alone
 */
public record ChartEntry(
        String key,
        Site site,
        String session,
        Patient patient,
        String device,
        Kind kind,
        long atMillis,
        Quality quality,
        List<Value> values,
        @Nullable Signature signed,
        @Nullable Correction correction,
        @Nullable ChartFact fact) {

    /** What of the stream of readings this is. */
    public enum Kind {
        READING,
        MEDIAN,
        NADIR,
        PEAK,
        /** What was measured at the moment an alarm began. */
        ALARM,
        SESSION,
        DOSE,
        /** An alarm itself, with its end and its acknowledgement. */
        ISSUE,
        /** The entries of one interval together. */
        SUMMARY;

        /** Sent only where the site asks for them: an EHR may have its own record of such things. */
        public static final Set<Kind> ON_REQUEST = Set.of(SESSION, DOSE, ISSUE, SUMMARY);

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param value in the metric's unit; NaN where the reading failed */
    public record Value(Metric metric, double value) {}

    /** @param by the user; @param atMillis epoch ms */
    public record Signature(String by, long atMillis) {}

    public enum Change {
        /** The value was wrong and has been replaced. */
        AMENDED,
        /** It should never have been charted. */
        ENTERED_IN_ERROR
    }

    /**
     * Changes what is in the chart already, or is on its way there.
     *
     * @param of key of what is corrected, as it was first charted
     * @param reason in the words of whoever corrected it
     */
    public record Correction(String of, Change change, String by, long atMillis, String reason) {}

    public ChartEntry {
        values = List.copyOf(values);
    }

    public ChartEntry(
            String key,
            Site site,
            String session,
            Patient patient,
            String device,
            Kind kind,
            long atMillis,
            Quality quality,
            List<Value> values) {
        this(key, site, session, patient, device, kind, atMillis, quality, values, null, null, null);
    }

    /** A systolic pressure at or under the diastolic one cannot be: then none of the numbers is believed. */
    public static boolean contradictory(List<Value> values) {
        double systolic = Double.NaN;
        double diastolic = Double.NaN;
        for (Value value : values) {
            systolic = value.metric() == Metric.SBP ? value.value() : systolic;
            diastolic = value.metric() == Metric.DBP ? value.value() : diastolic;
        }
        return systolic <= diastolic;
    }

    /**
     * The values with the right ones in their place. The mean of pressures that were wrong is not believed either: where
     * nobody says what it was, no number stands for it, since a calculated one was not measured and is not charted.
     *
     * @param right in the metrics' units, of metrics that are among the values
     */
    public static List<Value> corrected(List<Value> values, Map<Metric, Double> right) {
        boolean pressure = right.containsKey(Metric.SBP) || right.containsKey(Metric.DBP);
        return values.stream()
                .map(value -> new Value(
                        value.metric(),
                        right.getOrDefault(
                                value.metric(), pressure && value.metric() == Metric.MAP ? Double.NaN : value.value())))
                .toList();
    }

    /** What the chart knows it by: a correction has the name of what it corrects. */
    public String resource() {
        return correction == null ? key : correction.of();
    }

    public ChartEntry signed(Signature by) {
        return new ChartEntry(
                key, site, session, patient, device, kind, atMillis, quality, values, by, correction, fact);
    }

    public ChartEntry telling(ChartFact other) {
        return new ChartEntry(
                key, site, session, patient, device, kind, atMillis, quality, values, signed, correction, other);
    }

    /** The same moment and device, charted as another thing. */
    public ChartEntry as(String otherKey, Patient other, List<Value> others, @Nullable Correction why) {
        Quality now = others.equals(values) ? quality : Quality.GOOD;
        return new ChartEntry(otherKey, site, session, other, device, kind, atMillis, now, others, signed, why, fact);
    }
}
