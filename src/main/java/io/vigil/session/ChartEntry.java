package io.vigil.session;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Locale;

/**
 * One thing that belongs in the patient's chart; becomes one FHIR Observation.
 *
 * @param key {@code site|session|subject revision|device|metric|kind|time#n}: stable over restarts, unique for ever
 * @param atMillis the moment that is charted, epoch ms
 * @param values SBP, DBP and MAP of one cuff reading together; otherwise exactly one
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
        List<Value> values) {

    /** What of the stream of readings this is. */
    public enum Kind {
        READING,
        MEDIAN,
        NADIR,
        PEAK,
        ALARM;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param value in the metric's unit; NaN where the reading failed */
    public record Value(Metric metric, double value) {}

    public ChartEntry {
        values = List.copyOf(values);
    }
}
