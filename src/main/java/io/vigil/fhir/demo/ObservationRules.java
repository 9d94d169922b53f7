package io.vigil.fhir.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** What a vital-sign Observation must be like to be taken here. Names every fault, not only the first. */
final class ObservationRules {
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String SENDERS = "https://vigil.example/fhir/StructureDefinition/";
    private static final Set<String> PROFILES =
            Set.of(CORE + "bp", CORE + "heartrate", CORE + "oxygensat", CORE + "resprate", CORE + "vitalsigns");

    private final Predicate<String> known;
    private final List<Problem> problems = new ArrayList<>();

    private ObservationRules(Predicate<String> known) {
        this.known = known;
    }

    /** @param known whether a reference can be resolved; @return empty when it may be stored */
    static List<Problem> check(Observation observation, Predicate<String> known) {
        ObservationRules rules = new ObservationRules(known);
        rules.frame(observation);
        rules.content(observation);
        return rules.problems;
    }

    /** A test system: only what says that it is no real patient's may come in. */
    static boolean markedAsTest(Meta meta) {
        return meta.getSecurity().stream()
                .anyMatch(label -> "HTEST".equals(label.getCode())
                        && "http://terminology.hl7.org/CodeSystem/v3-ActReason".equals(label.getSystem()));
    }

    private void frame(Observation observation) {
        require(markedAsTest(observation.getMeta()), "meta.security", "no HTEST label: real data is not taken here");
        for (CanonicalType profile : observation.getMeta().getProfile()) {
            require(known(profile.getValue()), "meta.profile", "unknown profile " + profile.getValue());
        }
        require(observation.hasStatus(), "status", "no status");
        boolean vital = observation.getCategory().stream()
                .anyMatch(category -> category.hasCoding(
                        "http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs"));
        require(vital, "category", "no category vital-signs");
        reference(observation.getSubject(), "subject");
        reference(observation.getDevice(), "device");
        Type effective = observation.getEffective();
        boolean instant = effective instanceof DateTimeType at && at.hasTime();
        require(instant, "effective", "effectiveDateTime with time and zone is required");
    }

    /** The sender's own profiles are taken on trust, as most servers do with profiles that nobody has loaded. */
    private static boolean known(String profile) {
        return PROFILES.contains(profile) || profile.startsWith(SENDERS);
    }

    private void reference(Reference reference, String where) {
        String target = reference.getReference();
        require(target != null && known.test(target), where, "cannot be resolved: " + target);
    }

    private void content(Observation observation) {
        Set<String> codes = loinc(observation.getCode());
        Vital vital = vital(codes, "code");
        if (codes.contains(Vital.PRESSURE_PANEL)) {
            require(!observation.hasValue(), "value", "a panel carries its values in components");
            pressures(observation.getComponent());
        } else {
            measured(observation.getValue(), observation.getDataAbsentReason(), vital, "value");
        }
    }

    private void pressures(List<ObservationComponentComponent> components) {
        Map<String, BigDecimal> values = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < components.size(); i++) {
            ObservationComponentComponent component = components.get(i);
            String where = "component[" + i + "]";
            Set<String> codes = loinc(component.getCode());
            measured(component.getValue(), component.getDataAbsentReason(), vital(codes, where), where + ".value");
            seen.addAll(codes);
            if (component.getValue() instanceof Quantity quantity && quantity.hasValue()) {
                codes.forEach(code -> values.put(code, quantity.getValue()));
            }
        }
        require(seen.contains(Vital.SYSTOLIC), "component", "no systolic pressure (" + Vital.SYSTOLIC + ")");
        require(seen.contains(Vital.DIASTOLIC), "component", "no diastolic pressure (" + Vital.DIASTOLIC + ")");
        BigDecimal systolic = values.get(Vital.SYSTOLIC);
        BigDecimal diastolic = values.get(Vital.DIASTOLIC);
        boolean possible = systolic == null || diastolic == null || systolic.compareTo(diastolic) > 0;
        require(possible, "component", "systolic pressure is not above the diastolic one");
    }

    private @Nullable Vital vital(Set<String> codes, String where) {
        Vital found = null;
        for (String code : codes) {
            Vital vital = Vital.of(code);
            require(vital != null, where, "unknown LOINC code " + code);
            if (vital != null) {
                String companion = vital.companion();
                require(
                        companion.isEmpty() || codes.contains(companion),
                        where,
                        code + " without the " + companion + " its profile demands");
                found = vital;
            }
        }
        require(!codes.isEmpty(), where, "no LOINC code");
        return found;
    }

    private void measured(@Nullable Type value, CodeableConcept absence, @Nullable Vital vital, String where) {
        boolean absent = absence.hasCoding();
        require(value != null || absent, where, "neither a value nor a dataAbsentReason");
        require(value == null || !absent, where, "a value and a dataAbsentReason");
        if (value == null || vital == null) {
            return;
        }
        if (!(value instanceof Quantity quantity) || !quantity.hasValue()) {
            problems.add(new Problem(where, "a quantity is required"));
            return;
        }
        boolean ucum = "http://unitsofmeasure.org".equals(quantity.getSystem());
        require(ucum && vital.unit().equals(quantity.getCode()), where, "the UCUM unit must be " + vital.unit());
        double number = quantity.getValue().doubleValue();
        boolean plausible = number >= vital.lowest() && number <= vital.highest();
        require(plausible, where, "implausible value " + quantity.getValue().toPlainString());
    }

    private static Set<String> loinc(CodeableConcept concept) {
        Set<String> codes = new LinkedHashSet<>();
        for (Coding coding : concept.getCoding()) {
            if ("http://loinc.org".equals(coding.getSystem()) && coding.hasCode()) {
                codes.add(coding.getCode());
            }
        }
        return codes;
    }

    private void require(boolean holds, String where, String what) {
        if (!holds) {
            problems.add(new Problem(where, what));
        }
    }
}
