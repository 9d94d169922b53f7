package io.vigil.fhir;

import io.vigil.fhir.Exchange.Answered;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;

/** An EHR that takes one Observation at a time, knows no identifier of ours, and answers as told. */
final class SingleEhr implements EhrCalls {
    enum Fault {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    final Map<String, Observation> taken = new LinkedHashMap<>();
    final List<Call> calls = new ArrayList<>();
    Supplier<Fault> faults = () -> Fault.NONE;

    @Override
    public Exchange call(Call call, boolean renewed) {
        calls.add(call);
        Fault fault = faults.get();
        if (fault == Fault.BEFORE_COMMIT) {
            return new Exchange.Unanswered("cut before");
        }
        Exchange answer = answer(call);
        return fault == Fault.AFTER_COMMIT ? new Exchange.Unanswered("cut after") : answer;
    }

    private Exchange answer(Call call) {
        if (call.method().equals("POST")) {
            String id = Integer.toString(taken.size() + 1);
            taken.put(id, parsed(call.body()));
            return done(201, "", "https://ehr.example/fhir/Observation/" + id + "/_history/1", "W/\"1\"");
        } else if (call.method().equals("PUT")) {
            String id = call.path().substring("Observation/".length());
            if (!call.ifMatch().equals("W/\"1\"")) {
                return done(412, "", "", "");
            }
            taken.put(id, parsed(call.body()));
            return done(200, "", "", "W/\"2\"");
        } else if (call.path().contains("?")) {
            return done(200, FhirJson.encode(found(call.path())), "", "");
        }
        Observation there = taken.get(call.path().substring("Observation/".length()));
        return there == null ? done(404, "", "", "") : done(200, FhirJson.encode(there), "", "W/\"1\"");
    }

    private Bundle found(String path) {
        String query = URLDecoder.decode(path, StandardCharsets.UTF_8);
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        taken.forEach((id, there) -> {
            boolean fits = query.contains(
                            "patient=" + there.getSubject().getReference().substring("Patient/".length()) + "&")
                    && query.contains("|" + there.getCode().getCodingFirstRep().getCode())
                    && query.endsWith("date=" + there.getEffectiveDateTimeType().getValueAsString());
            if (fits) {
                Observation copy = there.copy();
                copy.setId(id);
                bundle.addEntry().setResource(copy);
            }
        });
        return bundle;
    }

    private static Observation parsed(String body) {
        return (Observation) FhirJson.parseStrictly(body);
    }

    private static Answered done(int status, String body, String location, String etag) {
        return new Answered(status, "application/fhir+json", "", "", body, location, etag);
    }
}
