package io.vigil.fhir.read;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.fhir.FhirJson;
import io.vigil.fhir.Identifiers;
import io.vigil.fhir.ObservationMapper;
import io.vigil.session.ChartEntry;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartReads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Searches the outbox from the oldest row on and stops when a page is full, so that its cost is that of the rows walked.
 * What a nurse has not released yet is preliminary; what was corrected is as it was corrected. Blocking: workers only.
 */
public final class ChartReadSide implements ChartReads {
    private static final int STRIDE = 1_000;

    private final ChartOutbox outbox;
    private final ObservationMapper mapper;

    public ChartReadSide(ChartOutbox outbox, ObservationMapper mapper) {
        this.outbox = outbox;
        this.mapper = mapper;
    }

    @Override
    public Answer read(String path, String query) {
        String[] steps = path.split("/");
        try {
            if (path.equals("metadata")) {
                return new Answer(200, metadata());
            } else if (steps[0].equals("Observation")) {
                return steps.length == 1 ? answer(search(Sought.of(query), query)) : observation(steps[1]);
            }
            return session(steps[1]);
        } catch (IllegalArgumentException e) {
            return refused(400, IssueType.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Answer observation(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            return unknown("Observation/" + id);
        }
        long row = Long.parseLong(id);
        Optional<Charted> found = outbox.after(row - 1, 1).stream()
                .filter(first -> first.id() == row && first.entry().correction() == null)
                .map(first -> Charted.of(first, outbox.ofSession(first.entry().session())))
                .filter(charted -> !charted.gone() && charted.isObservation())
                .findFirst();
        return found.map(charted -> answer(charted.observation(mapper, "Device/")))
                .orElseGet(() -> unknown("Observation/" + id));
    }

    private Answer session(String session) {
        List<Row> rows = outbox.ofSession(session);
        return rows.isEmpty() ? unknown("Bundle/" + session) : new Answer(200, bundle(rows, mapper));
    }

    /**
     * Everything charted in one session, with its devices, as the text of a Bundle.
     *
     * @param rows all of the session, oldest first
     */
    public static String bundle(List<Row> rows, ObservationMapper mapper) {
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        Map<String, Device> devices = new LinkedHashMap<>();
        List<DomainResource> resources = new ArrayList<>();
        for (Row row : rows) {
            Charted charted = Charted.of(row, rows);
            if (row.entry().correction() == null && !charted.gone()) {
                if (row.entry().fact() == null) {
                    devices.computeIfAbsent(row.entry().device(), any -> charted.device(mapper));
                }
                resources.add(charted.resource(mapper, "urn:uuid:"));
            }
        }
        devices.values().forEach(device -> add(bundle, device));
        resources.forEach(resource -> add(bundle, resource));
        return FhirJson.encode(bundle);
    }

    private Bundle search(Sought sought, String query) {
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        Map<String, List<Row>> sessions = new HashMap<>();
        long at = sought.after();
        List<Row> rows = outbox.after(at, STRIDE);
        while (!rows.isEmpty()) {
            for (Row row : rows) {
                if (bundle.getEntry().size() >= sought.count()) {
                    bundle.addLink().setRelation("next").setUrl("/fhir/Observation?" + onFrom(query, at));
                    return bundle;
                }
                at = row.id();
                ChartEntry entry = row.entry();
                if (entry.correction() == null) {
                    List<Row> beside = sessions.computeIfAbsent(entry.session(), outbox::ofSession);
                    consider(Charted.of(row, beside), sought, bundle);
                }
            }
            rows = outbox.after(at, STRIDE);
        }
        return bundle;
    }

    private void consider(Charted charted, Sought sought, Bundle bundle) {
        if (charted.gone() || !charted.isObservation() || !sought.fits(charted)) {
            return;
        }
        Observation observation = charted.observation(mapper, "Device/");
        List<Coding> codings = observation.getCode().getCoding();
        if (sought.codes().stream().allMatch(wanted -> codings.stream().anyMatch(coding -> named(wanted, coding)))) {
            add(bundle, observation);
            bundle.getEntry().get(bundle.getEntry().size() - 1).getSearch().setMode(Bundle.SearchEntryMode.MATCH);
        }
    }

    private static boolean named(Set<String> wanted, Coding coding) {
        return wanted.contains(coding.getCode()) || wanted.contains(coding.getSystem() + "|" + coding.getCode());
    }

    private static String onFrom(String query, long after) {
        String rest = query.replaceAll("(^|&)_after=[^&]*", "").replaceFirst("^&", "");
        return (rest.isEmpty() ? "" : rest + "&") + "_after=" + after;
    }

    private static void add(Bundle bundle, Resource resource) {
        String id = resource.getIdElement().getIdPart();
        String fullUrl = resource instanceof Device ? "urn:uuid:" + id : charted(resource);
        bundle.addEntry().setFullUrl(fullUrl).setResource(resource);
    }

    private static String charted(Resource resource) {
        Identifier identifier =
                (Identifier) resource.getNamedProperty("identifier").getValues().get(0);
        return Identifiers.fullUrl(identifier);
    }

    private static Answer answer(Resource resource) {
        return new Answer(200, FhirJson.encode(resource));
    }

    private static Answer unknown(String what) {
        return refused(404, IssueType.NOTFOUND, "There is no " + what);
    }

    private static Answer refused(int status, IssueType type, String why) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(why);
        return new Answer(status, FhirJson.encode(outcome));
    }

    /** As published, but of this instance. */
    private static String metadata() {
        try (InputStream published =
                ChartReadSide.class.getResourceAsStream("/fhir-profiles/conformance/vigil-read.json")) {
            if (published == null) {
                throw new IllegalStateException("the description of the read side is not packed");
            }
            String text = new String(published.readAllBytes(), StandardCharsets.UTF_8);
            return new JsonObject(text)
                    .put("kind", "instance")
                    .put("implementation", new JsonObject().put("description", "Vigil"))
                    .put("format", new JsonArray().add("application/fhir+json"))
                    .encode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
