package io.vigil.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.parser.DataFormatException;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What our profiles' invariants say, by the same keys, in microseconds: HL7's validator is too slow and too big for a
 * service. Every Observation passes here before it is sent. Any thread.
 */
public final class StructuralCheck {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final Set<String> PRESSURE = Set.of("85354-9");
    private static final Set<String> SUMMARY = Set.of(VitalsSummary.LOINC);
    private static final Map<Set<String>, Metric> SINGLE = Map.of(
            Set.of("2708-6", "59408-5"), Metric.SPO2,
            Set.of("8867-4", "8889-8"), Metric.PR,
            Set.of("8867-4"), Metric.HR,
            Set.of("9279-1"), Metric.RR,
            Set.of("61006-3"), Metric.PI);
    private static final Map<String, Metric> PARTS =
            Map.of("8480-6", Metric.SBP, "8462-4", Metric.DBP, "8478-0", Metric.MAP);

    private final List<String> faults = new ArrayList<>();

    private StructuralCheck() {}

    /** @return one line for each fault, with the key of the invariant it breaks; empty when it may go */
    public static List<String> of(Observation observation) {
        StructuralCheck check = new StructuralCheck();
        check.frame(observation);
        check.content(observation);
        return check.faults;
    }

    /** The same for a text, which must moreover be an Observation of FHIR R4 and nothing else. */
    static List<String> ofText(String json) {
        try {
            return FhirJson.parseStrictly(json) instanceof Observation observation
                    ? of(observation)
                    : List.of("vig-fhir: not an Observation");
        } catch (DataFormatException | IllegalArgumentException e) {
            return List.of("vig-fhir: not FHIR R4: " + e.getMessage());
        }
    }

    private void frame(Observation observation) {
        require(observation.hasStatus(), "vig-status", "no status");
        require(observation.hasIdentifier(), "vig-identifier", "no identifier");
        require(observation.hasSubject(), "vig-subject", "no patient");
        boolean panel = loinc(observation.getCode()).equals(SUMMARY);
        require(panel || observation.hasDevice(), "vig-device", "no device");
        boolean vital =
                observation.getCategory().stream().anyMatch(category -> category.hasCoding(CATEGORY, "vital-signs"));
        require(vital, "vig-category", "no category vital-signs");
        boolean instant = observation.getEffective() instanceof DateTimeType at
                && at.getPrecision().ordinal() >= TemporalPrecisionEnum.SECOND.ordinal()
                && at.getTimeZone() != null;
        require(instant, "vig-time", "effectiveDateTime with time and zone is required");
    }

    private void content(Observation observation) {
        Set<String> codes = loinc(observation.getCode());
        if (codes.equals(PRESSURE)) {
            require(!observation.hasValue(), "vig-bp-one", "a panel carries its values in components");
            pressures(observation.getComponent());
            return;
        }
        if (codes.equals(SUMMARY)) {
            require(!observation.hasValue(), "vig-panel-bare", "a panel carries no value itself");
            require(observation.hasHasMember(), "vig-panel-bare", "a panel has members");
            return;
        }
        Metric metric = SINGLE.get(codes);
        require(metric != null, "vig-loinc", "no vital sign of ours has the LOINC codes " + codes);
        require(!observation.hasComponent(), "vig-parts", "only a panel has components");
        one(observation.getValue(), observation.hasDataAbsentReason(), "vig-one");
        if (metric != null) {
            measured(observation.getValue(), metric, "vig-range");
        }
    }

    private void pressures(List<ObservationComponentComponent> components) {
        Set<Metric> seen = new LinkedHashSet<>();
        double systolic = Double.NaN;
        double diastolic = Double.NaN;
        for (ObservationComponentComponent component : components) {
            Set<String> codes = loinc(component.getCode());
            Metric metric = codes.size() == 1 ? PARTS.get(codes.iterator().next()) : null;
            if (metric == null || !seen.add(metric)) {
                faults.add("vig-bp-parts: stray or second component " + codes);
                continue;
            }
            one(component.getValue(), component.hasDataAbsentReason(), "vig-bp-one");
            double value = measured(component.getValue(), metric, "vig-bp-range");
            systolic = metric == Metric.SBP ? value : systolic;
            diastolic = metric == Metric.DBP ? value : diastolic;
        }
        require(seen.contains(Metric.SBP), "vig-bp-parts", "no systolic pressure");
        require(seen.contains(Metric.DBP), "vig-bp-parts", "no diastolic pressure");
        require(!(systolic <= diastolic), "vig-bp-order", "systolic is not above diastolic");
    }

    private void one(@Nullable Type value, boolean absent, String key) {
        require((value == null) == absent, key, "a value, or the reason why there is none, never both");
    }

    /** @return NaN without a number */
    private double measured(@Nullable Type value, Metric metric, String key) {
        if (value == null) {
            return Double.NaN;
        }
        if (!(value instanceof Quantity quantity) || !quantity.hasValue()) {
            faults.add(key + ": not a quantity");
            return Double.NaN;
        }
        boolean unit =
                VitalCodes.UCUM.equals(quantity.getSystem()) && metric.unit().equals(quantity.getCode());
        require(unit, "vig-unit", "the UCUM unit of " + metric.wire() + " is " + metric.unit());
        double number = quantity.getValue().doubleValue();
        require(metric.plausible(number), key, metric.wire() + " is out of range");
        return number;
    }

    private static Set<String> loinc(CodeableConcept concept) {
        Set<String> codes = new LinkedHashSet<>();
        for (Coding coding : concept.getCoding()) {
            if (VitalCodes.LOINC.equals(coding.getSystem())) {
                codes.add(String.valueOf(coding.getCode()));
            }
        }
        return codes;
    }

    private void require(boolean holds, String key, String what) {
        if (!holds) {
            faults.add(key + ": " + what);
        }
    }
}
