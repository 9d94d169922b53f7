package io.vigil.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import io.vertx.core.http.HttpClientAgent;
import io.vigil.fhir.Exchange.Answered;
import io.vigil.session.Patient;
import io.vigil.session.port.EhrPatients;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a patient in the EHR (FHIR R4, {@code GET Patient?…}). Records that were merged into another, or are no
 * longer used, are left out. Neither what was asked nor who was found reaches a log.
 */
public final class PatientSearch implements EhrPatients {
    /** Somebody waits at the screen; the name can also be typed. */
    private static final long LONGEST_MILLIS = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(PatientSearch.class);

    private final EhrCalls ehr;

    PatientSearch(EhrCalls ehr) {
        this.ehr = ehr;
    }

    /** @param endpoint its timeout counts where it is shorter than four seconds */
    public static PatientSearch at(HttpClientAgent client, Endpoint endpoint, Credential credential) {
        long millis = Math.min(LONGEST_MILLIS, endpoint.timeoutMillis());
        return new PatientSearch(
                new HttpEhrDoor(client, new Endpoint(endpoint.base(), endpoint.test(), millis), credential));
    }

    @Override
    public Answer search(String text, int atMost) {
        EhrCalls.Call call = EhrCalls.Call.get(PatientQuery.of(text, atMost));
        Exchange exchange = ehr.call(call, false);
        if (exchange instanceof Answered refused && refused.status() == 401) {
            exchange = ehr.call(call, true);
        }
        if (!(exchange instanceof Answered answered)) {
            return unanswered("it gives no answer");
        }
        if (answered.status() != 200) {
            return unanswered("it answers with " + answered.status());
        }
        try {
            return FhirJson.parseLeniently(answered.body()) instanceof Bundle bundle
                    ? new Answer(State.ANSWERED, patients(bundle, atMost))
                    : unanswered("its answer is no Bundle");
        } catch (DataFormatException notFhir) {
            return unanswered("its answer is not FHIR");
        }
    }

    private static Answer unanswered(String why) {
        LOG.warn("patients cannot be searched in the EHR: {}", why);
        return new Answer(State.UNANSWERED, List.of());
    }

    private static List<Patient> patients(Bundle bundle, int atMost) {
        List<Patient> found = new ArrayList<>();
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getResource() instanceof org.hl7.fhir.r4.model.Patient one
                    && found.size() < atMost
                    && one.hasIdElement()
                    && current(one)) {
                found.add(patient(one));
            }
        }
        return found;
    }

    private static boolean current(org.hl7.fhir.r4.model.Patient one) {
        boolean merged = one.getLink().stream().anyMatch(link -> link.getType() == LinkType.REPLACEDBY);
        return !merged && (!one.hasActive() || one.getActive());
    }

    private static Patient patient(org.hl7.fhir.r4.model.Patient one) {
        String id = one.getIdElement().getIdPart();
        Identifier known = identifier(one.getIdentifier());
        return new Patient(
                known.hasValue() ? known.getValue() : id,
                name(one.getName()),
                one.hasBirthDate() ? one.getBirthDateElement().getValueAsString() : "",
                known.hasSystem() && known.hasValue()
                        ? new Patient.Identifier(known.getSystem(), known.getValue())
                        : null,
                "Patient/" + id);
    }

    /** The medical record number where it is marked as one, else the first that is not out of use. */
    private static Identifier identifier(List<Identifier> all) {
        Identifier best = new Identifier();
        for (Identifier one : all) {
            boolean used = one.hasValue() && one.getUse() != Identifier.IdentifierUse.OLD;
            boolean record = one.getType().getCoding().stream().anyMatch(type -> "MR".equals(type.getCode()));
            if (used && (record || !best.hasValue())) {
                best = one;
                if (record) {
                    return best;
                }
            }
        }
        return best;
    }

    private static String name(List<HumanName> names) {
        HumanName best = new HumanName();
        for (HumanName one : names) {
            boolean used = one.getUse() != HumanName.NameUse.OLD && one.getUse() != HumanName.NameUse.MAIDEN;
            if (used && (best.isEmpty() || one.getUse() == HumanName.NameUse.OFFICIAL)) {
                best = one;
            }
        }
        if (best.hasText()) {
            return best.getText();
        }
        List<String> parts = new ArrayList<>();
        best.getGiven().forEach(given -> parts.add(given.getValue()));
        if (best.hasFamily()) {
            parts.add(best.getFamily());
        }
        return String.join(" ", parts);
    }
}
