package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Correction;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.UUID;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/** Who corrected what is in the chart, when, and why, as a Provenance. */
final class CorrectionRecord {
    private static final String OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private CorrectionRecord() {}

    /** The same for the same row, so that it is written once however often it is sent. */
    static String id(ChartEntry entry) {
        return UUID.nameUUIDFromBytes(entry.key().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** @param target how the Observation is referred to */
    static Provenance of(ChartEntry entry, Correction correction, String target, Meta meta, Performers performers) {
        boolean amended = correction.change() == Change.AMENDED;
        Provenance provenance = new Provenance();
        provenance.setId(id(entry));
        provenance.setMeta(meta.addProfile(VitalCodes.OWN + "correction"));
        provenance.addTarget(new Reference(target));
        provenance.setRecorded(new Date(correction.atMillis()));
        provenance.getRecordedElement().setTimeZoneZulu(true);
        provenance.addReason(Setting.coded(REASON, "TREAT", "treatment").setText(correction.reason()));
        provenance.setActivity(
                amended
                        ? Setting.coded(OPERATION, "UPDATE", "revise")
                        : Setting.coded(OPERATION, "NULLIFY", "nullify"));
        provenance
                .addAgent()
                .setType(Setting.coded(PARTICIPANT, "verifier", "Verifier"))
                .setWho(performers.person(correction.by()));
        provenance
                .addAgent()
                .setType(Setting.coded(PARTICIPANT, "assembler", "Assembler"))
                .setWho(new Reference().setDisplay("Vigil"));
        return provenance;
    }
}
