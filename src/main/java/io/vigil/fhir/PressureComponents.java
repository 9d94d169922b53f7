package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;

/** The components of one cuff reading; systolic and diastolic always stand there, with a value or with a reason. */
final class PressureComponents {
    static final List<Metric> METRICS = List.of(Metric.SBP, Metric.DBP, Metric.MAP);

    private final Map<Metric, Value> values = new EnumMap<>(Metric.class);
    private final Kind kind;
    private final Quality quality;

    PressureComponents(ChartEntry entry) {
        for (Value value : entry.values()) {
            if (!METRICS.contains(value.metric()) || values.put(value.metric(), value) != null) {
                throw new IllegalArgumentException("cuff reading with a stray or second " + value.metric());
            }
        }
        kind = entry.kind();
        quality = ChartEntry.contradictory(entry.values()) ? Quality.INVALID : entry.quality();
    }

    void addTo(Observation observation) {
        for (Metric metric : METRICS) {
            Value value = values.get(metric);
            if (value == null && metric == Metric.MAP) {
                continue;
            }
            VitalCodes codes = VitalCodes.of(metric, kind);
            Measured measured = value == null ? Measured.notGiven() : Measured.of(value, quality, codes);
            ObservationComponentComponent component = observation.addComponent().setCode(codes.concept());
            measured.quantity().ifPresent(component::setValue);
            measured.absence().ifPresent(component::setDataAbsentReason);
        }
    }
}
