package io.vigil.fhir;

import io.vigil.session.ChartEntry;
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
    private final Quality quality;

    PressureComponents(ChartEntry entry) {
        for (Value value : entry.values()) {
            if (!METRICS.contains(value.metric()) || values.put(value.metric(), value) != null) {
                throw new IllegalArgumentException("cuff reading with a stray or second " + value.metric());
            }
        }
        quality = contradictory() ? Quality.INVALID : entry.quality();
    }

    void addTo(Observation observation) {
        for (Metric metric : METRICS) {
            Value value = values.get(metric);
            if (value == null && metric == Metric.MAP) {
                continue;
            }
            VitalCodes codes = VitalCodes.of(metric, true);
            Measured measured = value == null ? Measured.notGiven() : Measured.of(value, quality, codes);
            ObservationComponentComponent component = observation.addComponent().setCode(codes.concept());
            measured.quantity().ifPresent(component::setValue);
            measured.absence().ifPresent(component::setDataAbsentReason);
        }
    }

    /** A systolic pressure at or under the diastolic one cannot be: then none of the numbers is believed. */
    private boolean contradictory() {
        Value systolic = values.get(Metric.SBP);
        Value diastolic = values.get(Metric.DBP);
        return systolic != null && diastolic != null && systolic.value() <= diastolic.value();
    }
}
