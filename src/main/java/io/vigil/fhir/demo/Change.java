package io.vigil.fhir.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;

/**
 * What one request or one transaction does to the shelf: first all targets are found, then everything is checked, then
 * everything is written or nothing.
 */
final class Change {
    /**
     * Where an entry goes.
     *
     * @param written false when what was found there stays as it is
     */
    record Target(String type, String id, long version, boolean created, boolean written) {
        String versioned() {
            return type + "/" + id + "/_history/" + version;
        }

        String status() {
            return created ? "201 Created" : "200 OK";
        }
    }

    /** A request that cannot be carried out, before anything was. */
    record Obstacle(int status, String what) {}

    private final Shelf shelf;
    private final String now;
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, JsonObject> written = new LinkedHashMap<>();

    /** @param now for {@code meta.lastUpdated}, a FHIR instant */
    Change(Shelf shelf, String now) {
        this.shelf = shelf;
        this.now = now;
    }

    /**
     * A conditional create: what {@code query} finds stays, otherwise a new id.
     *
     * @param query empty for none
     */
    Either<Target> create(String type, String query) {
        if (!query.isEmpty()) {
            Either<Optional<Stored>> found = only(type, query);
            if (found.obstacle() != null) {
                return Either.no(found.obstacle());
            }
            Optional<Stored> existing = found.value();
            if (existing.isPresent()) {
                return Either.of(
                        new Target(type, existing.get().id(), existing.get().version(), false, false));
            }
        }
        return Either.of(new Target(type, shelf.nextId(type), 1, true, true));
    }

    /** A conditional update. */
    Either<Target> update(String type, String query) {
        Either<Optional<Stored>> found = only(type, query);
        if (found.obstacle() != null) {
            return Either.no(found.obstacle());
        }
        return Either.of(found.value()
                .map(stored -> new Target(type, stored.id(), stored.version() + 1, false, true))
                .orElseGet(() -> new Target(type, shelf.nextId(type), 1, true, true)));
    }

    Target put(String type, String id) {
        return shelf.get(type, id)
                .map(stored -> new Target(type, id, stored.version() + 1, false, true))
                .orElseGet(() -> new Target(type, id, 1, true, true));
    }

    /** From now on this address ({@code urn:uuid:…}) means the target. */
    void alias(String fullUrl, Target target) {
        addresses.put(fullUrl, target.type() + "/" + target.id());
    }

    boolean resolves(String reference) {
        return addresses.containsKey(reference) || addresses.containsValue(reference) || shelf.has(reference);
    }

    List<Problem> check(Resource resource) {
        if (resource instanceof Observation observation) {
            return ObservationRules.check(observation, this::resolves);
        }
        boolean marked = ObservationRules.markedAsTest(resource.getMeta());
        return marked
                ? List.of()
                : List.of(new Problem("meta.security", "no HTEST label: real data is not taken here"));
    }

    /** @return false when another entry of the same transaction writes this target already */
    boolean write(Target target, JsonObject resource) {
        JsonObject copy = resolved(resource.copy()).put("id", target.id());
        copy.put(
                "meta",
                copy.getJsonObject("meta", new JsonObject())
                        .put("versionId", Long.toString(target.version()))
                        .put("lastUpdated", now));
        return written.put(target.type() + "/" + target.id(), copy) == null;
    }

    List<JsonObject> written() {
        return List.copyOf(written.values());
    }

    static boolean supports(String type) {
        return type.equals("Observation")
                || type.equals("Device")
                || type.equals("Patient")
                || type.equals("Provenance");
    }

    static boolean supports(Resource resource) {
        return resource instanceof Observation
                || resource instanceof Device
                || resource instanceof Patient
                || resource instanceof Provenance;
    }

    private Either<Optional<Stored>> only(String type, String query) {
        Search search = Search.of(query);
        if (!search.problem().isEmpty() || Search.byName(query).isEmpty()) {
            return Either.no(new Obstacle(400, "condition " + query + ": " + search.problem()));
        }
        String token = Search.byName(query).get("identifier");
        List<Stored> candidates = token == null || token.contains("\\") || token.contains(",")
                ? shelf.all(type)
                : shelf.withToken(type, token);
        List<Stored> found = candidates.stream().filter(search.matches()).toList();
        return found.size() > 1
                ? Either.no(new Obstacle(412, "condition " + query + " matches " + found.size() + " resources"))
                : Either.of(found.stream().findFirst());
    }

    private JsonObject resolved(JsonObject object) {
        for (String name : List.copyOf(object.fieldNames())) {
            Object value = object.getValue(name);
            if (value instanceof JsonObject inner) {
                resolved(inner);
            } else if (value instanceof JsonArray array) {
                array.stream().filter(JsonObject.class::isInstance).forEach(item -> resolved((JsonObject) item));
            } else if (name.equals("reference") && value instanceof String address && addresses.containsKey(address)) {
                object.put(name, addresses.get(address));
            }
        }
        return object;
    }
}
