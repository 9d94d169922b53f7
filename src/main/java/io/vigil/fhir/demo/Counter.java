package io.vigil.fhir.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;

/** Gives resources out: reads, searches, and what the receiver can do. One thread at a time. */
final class Counter {
    private static final List<String> TYPES = List.of("Observation", "Device", "Patient");
    private static final List<TypeRestfulInteraction> INTERACTIONS = List.of(
            TypeRestfulInteraction.READ,
            TypeRestfulInteraction.CREATE,
            TypeRestfulInteraction.UPDATE,
            TypeRestfulInteraction.SEARCHTYPE);

    private final Shelf shelf;

    Counter(Shelf shelf) {
        this.shelf = shelf;
    }

    Reply read(String type, String id) {
        return shelf.get(type, id)
                .map(stored -> new Reply(200, stored.json(), Map.of("ETag", "W/\"" + stored.version() + "\"")))
                .orElseGet(() -> Reply.refused(404, type + "/" + id + " is not here"));
    }

    /** @param base address for links, without a slash at its end */
    Reply search(String type, String query, String base) {
        Search search = Search.of(query);
        if (!search.problem().isEmpty()) {
            return Reply.refused(400, search.problem());
        }
        List<Stored> found = shelf.all(type).stream().filter(search.matches()).toList();
        JsonArray entries = new JsonArray();
        found.stream()
                .skip(search.offset())
                .limit(search.count())
                .forEach(stored -> entries.add(new JsonObject()
                        .put("fullUrl", base + "/" + stored.reference())
                        .put("resource", new JsonObject(stored.json()))
                        .put("search", new JsonObject().put("mode", "match"))));
        JsonObject bundle = new JsonObject()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", found.size())
                .put("link", links(base + "/" + type, query, search, found.size()));
        if (!entries.isEmpty()) {
            bundle.put("entry", entries);
        }
        return new Reply(200, bundle.encode(), Map.of());
    }

    private static JsonArray links(String url, String query, Search search, int total) {
        JsonArray links = new JsonArray();
        links.add(link("self", query.isEmpty() ? url : url + "?" + query));
        int next = search.offset() + search.count();
        if (search.count() > 0 && next < total) {
            String rest = query.replaceAll("(^|&)_offset=[^&]*", "").replaceFirst("^&", "");
            links.add(link("next", url + "?" + (rest.isEmpty() ? "" : rest + "&") + "_offset=" + next));
        }
        return links;
    }

    private static JsonObject link(String relation, String url) {
        return new JsonObject().put("relation", relation).put("url", url);
    }

    Reply metadata(String date) {
        CapabilityStatement statement = new CapabilityStatement();
        statement
                .setStatus(PublicationStatus.ACTIVE)
                .setKind(CapabilityStatementKind.INSTANCE)
                .setFhirVersion(FHIRVersion._4_0_1)
                .setDateElement(new DateTimeType(date))
                .addFormat("application/fhir+json");
        statement
                .getImplementation()
                .setDescription("Demonstration receiver: test data only, takes only resources labelled HTEST");
        CapabilityStatementRestComponent rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        for (String type : TYPES) {
            var resource =
                    rest.addResource().setType(type).setConditionalCreate(true).setConditionalUpdate(true);
            INTERACTIONS.forEach(interaction -> resource.addInteraction().setCode(interaction));
        }
        return Reply.of(200, statement);
    }
}
