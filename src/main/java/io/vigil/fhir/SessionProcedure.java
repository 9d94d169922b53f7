package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;

/** A session that is over, as a Procedure with the devices worn in it. */
final class SessionProcedure {
    private SessionProcedure() {}

    static Procedure of(ChartEntry entry, ChartFact.Stay stay, Performers performers) {
        Procedure procedure = new Procedure();
        procedure.setMeta(Setting.meta(entry, "session"));
        procedure.addIdentifier(Identifiers.observation(entry));
        procedure.setStatus(status(entry, stay));
        procedure.setCode(new CodeableConcept().setText(stay.protocol()));
        procedure.setSubject(Setting.subject(entry));
        procedure.setPerformed(Setting.period(stay.fromMillis(), stay.toMillis()));
        performers.of(entry).ifPresent(who -> procedure.addPerformer().setActor(who));
        for (String device : stay.devices()) {
            procedure.addUsedReference(Setting.logical("Device", Identifiers.device(entry.site(), device)));
        }
        return procedure;
    }

    private static ProcedureStatus status(ChartEntry entry, ChartFact.Stay stay) {
        if (Setting.withdrawn(entry)) {
            return ProcedureStatus.ENTEREDINERROR;
        }
        return stay.stopped() ? ProcedureStatus.STOPPED : ProcedureStatus.COMPLETED;
    }
}
