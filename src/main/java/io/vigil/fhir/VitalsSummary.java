package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/** The vital signs charted of one interval as a panel of the core profile {@code vitalspanel}. */
final class VitalsSummary {
    static final String LOINC = "85353-1";

    private VitalsSummary() {}

    /** Its members are named by identifier: each is charted by itself, before or after it. */
    static Observation of(
            ChartEntry entry, ChartFact.Summary summary, Performers performers, ObservationStatus status) {
        Observation panel = new Observation();
        panel.setMeta(Setting.meta(entry)
                .addProfile("http://hl7.org/fhir/StructureDefinition/vitalspanel")
                .addProfile(VitalCodes.OWN + "vitals-summary"));
        panel.addIdentifier(Identifiers.observation(entry));
        panel.setStatus(status);
        panel.addCategory(Setting.coded(ObservationMapper.CATEGORY, "vital-signs", "Vital Signs"));
        CodeableConcept code = new CodeableConcept().setText("Vital signs");
        code.addCoding().setSystem(VitalCodes.LOINC).setCode(LOINC);
        panel.setCode(code);
        panel.setSubject(Setting.subject(entry));
        panel.setEffective(Setting.at(entry.atMillis()));
        performers.of(entry).ifPresent(panel::addPerformer);
        for (String key : summary.members()) {
            Identifier member = Identifiers.of(key);
            panel.addHasMember(Setting.logical("Observation", member));
        }
        return panel;
    }
}
