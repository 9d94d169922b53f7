package io.vigil.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import io.vigil.session.ChartEntry;
import io.vigil.session.Patient;
import java.util.Date;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** What resources of every kind say alike: that it is test data, whose it is, when. Any thread. */
final class Setting {
    private Setting() {}

    static Meta meta(ChartEntry entry) {
        Meta meta = new Meta();
        if (entry.site().simulated()) {
            meta.addSecurity()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActReason")
                    .setCode("HTEST")
                    .setDisplay("test health data");
        }
        return meta;
    }

    static Meta meta(ChartEntry entry, String own) {
        return meta(entry).addProfile(VitalCodes.OWN + own);
    }

    /** By reference and identifier; never by name. */
    static Reference subject(ChartEntry entry) {
        Patient patient = entry.patient();
        Patient.Identifier known = patient.identifier();
        Reference subject = new Reference();
        if (patient.reference() != null) {
            subject.setReference(patient.reference());
        }
        if (known != null) {
            subject.setIdentifier(new Identifier().setSystem(known.system()).setValue(known.value()));
        } else if (patient.reference() == null) {
            subject.setIdentifier(Identifiers.patient(entry));
        }
        return subject;
    }

    /** To something of ours that may not be in the EHR yet, or be there under an address we do not know. */
    static Reference logical(String type, Identifier identifier) {
        return new Reference().setType(type).setIdentifier(identifier);
    }

    static DateTimeType at(long millis) {
        DateTimeType at = new DateTimeType(new Date(millis));
        at.setPrecision(TemporalPrecisionEnum.MILLI);
        at.setTimeZoneZulu(true);
        return at;
    }

    /** @param toMillis 0 without an end */
    static Period period(long fromMillis, long toMillis) {
        Period period = new Period().setStartElement(at(fromMillis));
        return toMillis == 0 ? period : period.setEndElement(at(toMillis));
    }

    static CodeableConcept coded(String system, String code, String display) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(system).setCode(code).setDisplay(display);
        return concept;
    }

    static boolean withdrawn(ChartEntry entry) {
        ChartEntry.Correction correction = entry.correction();
        return correction != null && correction.change() == ChartEntry.Change.ENTERED_IN_ERROR;
    }
}
