package io.vigil.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Quantity;

/** As {@link StructuralCheck}, for what is sent beside measured values. Any thread. */
final class FactCheck {
    private static final Set<ProcedureStatus> OVER = Set.of(ProcedureStatus.COMPLETED, ProcedureStatus.STOPPED);
    private static final Set<String> MASS = Set.of("mg", "ug");

    private final List<String> faults = new ArrayList<>();

    private FactCheck() {}

    /** @return one line for each fault, with the key of the invariant it breaks */
    static List<String> of(DomainResource resource) {
        FactCheck check = new FactCheck();
        if (resource instanceof Observation observation) {
            return StructuralCheck.of(observation);
        } else if (resource instanceof Procedure procedure) {
            check.session(procedure);
        } else if (resource instanceof MedicationAdministration dose) {
            check.dose(dose);
        } else if (resource instanceof DetectedIssue issue) {
            check.alarm(issue);
        } else {
            check.faults.add("vig-fhir: nothing of ours is a " + resource.fhirType());
        }
        return check.faults;
    }

    private void session(Procedure procedure) {
        require(procedure.hasIdentifier(), "vig-identifier", "no identifier");
        require(procedure.hasSubject(), "vig-subject", "no patient");
        boolean period = procedure.getPerformed() instanceof Period;
        require(period, "vig-ended", "a session has a period");
        boolean ended = period && procedure.getPerformedPeriod().hasEnd();
        require(ended || !OVER.contains(procedure.getStatus()), "vig-ended", "a session that is over has an end");
    }

    private void dose(MedicationAdministration dose) {
        require(dose.hasIdentifier(), "vig-identifier", "no identifier");
        require(dose.hasSubject(), "vig-subject", "no patient");
        Quantity amount = dose.getDosage().getDose();
        boolean positive = amount.hasValue() && amount.getValue().signum() > 0;
        require(positive, "vig-dose", "a dose is over zero");
        boolean mass = VitalCodes.UCUM.equals(amount.getSystem()) && MASS.contains(amount.getCode());
        require(!amount.hasCode() || mass, "vig-dose", "a coded dose is in a UCUM unit of mass");
    }

    private void alarm(DetectedIssue issue) {
        require(issue.hasIdentifier(), "vig-identifier", "no identifier");
        require(issue.hasPatient(), "vig-subject", "no patient");
        require(issue.hasSeverity(), "vig-alarm", "an alarm has a priority");
        require(issue.hasIdentified(), "vig-alarm", "an alarm has a beginning");
        require(issue.hasDetail(), "vig-alarm", "an alarm says what it is about");
    }

    private void require(boolean holds, String key, String what) {
        if (!holds) {
            faults.add(key + ": " + what);
        }
    }
}
