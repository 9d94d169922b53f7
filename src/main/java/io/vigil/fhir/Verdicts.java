package io.vigil.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import io.vigil.fhir.Exchange.Answered;
import io.vigil.fhir.Exchange.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** Reads an EHR's answer. What is not surely taken and not surely refused is to be sent again, which is safe. */
final class Verdicts {
    private Verdicts() {}

    /** @param nowMillis wall clock, for a Retry-After that is a date */
    static Verdict of(Exchange exchange, TransactionBundle sent, long nowMillis) {
        if (exchange instanceof Unanswered none) {
            return new Verdict.Busy(0, none.reason(), 0);
        }
        Answered answer = (Answered) exchange;
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return taken(answer, sent);
        }
        return failed(answer, nowMillis);
    }

    /** Of what is not, or not surely, taken. @param nowMillis wall clock, for a Retry-After that is a date */
    static Verdict failed(Exchange exchange, long nowMillis) {
        if (exchange instanceof Unanswered none) {
            return new Verdict.Busy(0, none.reason(), 0);
        }
        Answered answer = (Answered) exchange;
        int status = answer.status();
        Optional<OperationOutcome> outcome = resource(answer, OperationOutcome.class);
        String reason = status + outcome.map(o -> ": " + OutcomeText.of(o)).orElse("");
        return switch (status) {
            case 400, 413, 422 -> new Verdict.Refused(reason);
            case 401 -> new Verdict.Unauthorized(reason);
            case 403 -> new Verdict.Forbidden(reason);
            // A wrong base address answers 404 too, but does not say in FHIR what it could not find.
            case 404, 410 -> outcome.isPresent() ? new Verdict.Refused(reason) : busy(answer, reason, nowMillis);
            default -> busy(answer, status / 100 == 3 ? status + ": redirect not followed" : reason, nowMillis);
        };
    }

    private static Verdict busy(Answered answer, String reason, long nowMillis) {
        return new Verdict.Busy(answer.status(), reason, RetryAfter.millis(answer, nowMillis));
    }

    private static Verdict taken(Answered answer, TransactionBundle sent) {
        Bundle bundle = resource(answer, Bundle.class).orElse(null);
        if (bundle == null || bundle.getEntry().size() != sent.entries()) {
            return new Verdict.Busy(0, answer.status() + ": not the answer to a FHIR transaction", 0);
        }
        List<String> locations = new ArrayList<>();
        for (int row = 0; row < sent.rows().size(); row++) {
            BundleEntryResponseComponent response =
                    bundle.getEntry().get(sent.firstObservation() + row).getResponse();
            String status = response.hasStatus() ? response.getStatus() : "no status";
            if (!status.startsWith("2")) {
                return failedEntry(response, status);
            }
            locations.add(location(response, sent, row));
        }
        return new Verdict.Taken(locations);
    }

    /** A server that treats the transaction as a batch: its entries fail one by one. */
    private static Verdict failedEntry(BundleEntryResponseComponent response, String status) {
        Resource outcome = response.getOutcome();
        String reason = outcome instanceof OperationOutcome o ? status + ": " + OutcomeText.of(o) : status;
        boolean forEver = status.startsWith("400") || status.startsWith("404") || status.startsWith("422");
        return forEver ? new Verdict.Refused(reason) : new Verdict.Busy(0, "an entry came back with " + status, 0);
    }

    /** Without the version, which changes; where the EHR gives no address, the search that finds the resource. */
    private static String location(BundleEntryResponseComponent response, TransactionBundle sent, int row) {
        if (response.hasLocation()) {
            return response.getLocation().replaceFirst("/_history/.*$", "");
        }
        return "Observation?"
                + Identifiers.query(Identifiers.observation(sent.rows().get(row).entry()));
    }

    private static <T extends Resource> Optional<T> resource(Answered answer, Class<T> type) {
        if (!answer.contentType().contains("json")) {
            return Optional.empty();
        }
        try {
            IBaseResource parsed = FhirJson.parseLeniently(answer.body());
            return type.isInstance(parsed) ? Optional.of(type.cast(parsed)) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }
}
