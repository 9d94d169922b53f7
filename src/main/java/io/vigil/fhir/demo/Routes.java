package io.vigil.fhir.demo;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.session.Patient;
import io.vigil.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which request means what (FHIR R4, RESTful API). One thread at a time. */
final class Routes {
    private final Shelf shelf;
    private final Clock clock;
    private final String basePath;
    private final Desk desk;
    private final Counter counter;

    Routes(Shelf shelf, Clock clock, String basePath) {
        this.shelf = shelf;
        this.clock = clock;
        this.basePath = basePath;
        this.desk = new Desk(shelf, clock);
        this.counter = new Counter(shelf);
    }

    Reply reply(String method, String uri, MultiMap headers, String body) {
        String[] parts = uri.split("\\?", 2);
        String query = parts.length == 2 ? parts[1] : "";
        if (!parts[0].equals(basePath) && !parts[0].startsWith(basePath + "/")) {
            return Reply.refused(404, "nothing at " + parts[0]);
        }
        String path = parts[0].substring(basePath.length()).replaceAll("^/+|/+$", "");
        String[] steps = path.isEmpty() ? new String[0] : path.split("/");
        if (method.equals("GET")) {
            return get(steps, query);
        }
        if (!json(headers)) {
            return Reply.refused(415, "send application/fhir+json");
        }
        String condition = headers.get("If-None-Exist");
        if (method.equals("POST") && steps.length == 0) {
            return desk.transaction(body);
        }
        if (method.equals("POST") && steps.length == 1 && Change.supports(steps[0])) {
            return desk.create(steps[0], condition == null ? "" : condition, body);
        }
        if (method.equals("PUT") && steps.length == 2 && Change.supports(steps[0])) {
            return desk.update(steps[0], steps[1], "", body);
        }
        if (method.equals("PUT") && steps.length == 1 && Change.supports(steps[0])) {
            return desk.update(steps[0], "", query, body);
        }
        return Reply.refused(404, method + " " + path + " is not offered");
    }

    private Reply get(String[] steps, String query) {
        if (steps.length == 1 && steps[0].equals("metadata")) {
            return counter.metadata(Instant.ofEpochMilli(clock.wallMillis()).toString());
        }
        if (steps.length == 0 || steps.length > 2 || !Change.supports(steps[0])) {
            return Reply.refused(404, "nothing at " + String.join("/", steps));
        }
        return steps.length == 2 ? counter.read(steps[0], steps[1]) : counter.search(steps[0], query, basePath);
    }

    private static boolean json(MultiMap headers) {
        String type = headers.get("Content-Type");
        return type != null && (type.startsWith("application/fhir+json") || type.startsWith("application/json"));
    }

    void seed(List<Patient> patients) throws IOException {
        List<JsonObject> fresh = new ArrayList<>();
        for (Patient patient : patients) {
            String reference = patient.reference();
            if (reference != null && reference.startsWith("Patient/") && !shelf.has(reference)) {
                fresh.add(resource(patient, reference.substring("Patient/".length())));
            }
        }
        shelf.put(fresh);
    }

    private JsonObject resource(Patient patient, String id) {
        JsonObject meta = new JsonObject()
                .put("versionId", "1")
                .put("lastUpdated", Instant.ofEpochMilli(clock.wallMillis()).toString())
                .put(
                        "security",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason")
                                        .put("code", "HTEST")));
        JsonObject resource = new JsonObject()
                .put("resourceType", "Patient")
                .put("id", id)
                .put("meta", meta)
                .put("name", new JsonArray().add(new JsonObject().put("text", patient.display())))
                .put("birthDate", patient.birthDate());
        Patient.Identifier known = patient.identifier();
        if (known != null) {
            JsonObject identifier =
                    new JsonObject().put("system", known.system()).put("value", known.value());
            resource.put("identifier", new JsonArray().add(identifier));
        }
        return resource;
    }
}
