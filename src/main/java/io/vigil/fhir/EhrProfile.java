package io.vigil.fhir;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.session.ChartEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;

/**
 * What an EHR can do and takes, from {@code fhir-profiles/ehr}.
 *
 * @param write false: nothing is sent at all
 * @param transaction false: one resource at a time
 * @param conditional creates and updates by identifier; false: it is our memory that makes each take effect once
 * @param provenance whether it keeps who corrected what
 * @param kinds of chart entry that it takes, wire names
 * @param statuses of an Observation that it takes
 * @param drop elements of an Observation that it does not take
 * @param absentReason whether it takes an Observation without a value
 * @param practitioner whether it demands one as the performer
 */
public record EhrProfile(
        String id,
        boolean write,
        boolean transaction,
        boolean conditional,
        boolean provenance,
        Set<String> kinds,
        Set<String> statuses,
        Set<String> drop,
        boolean absentReason,
        boolean practitioner) {
    public EhrProfile {
        kinds = Set.copyOf(kinds);
        statuses = Set.copyOf(statuses);
        drop = Set.copyOf(drop);
    }

    /** As {@link #leaves(ChartEntry, DomainResource)}, where no resource is made of it. */
    public String leaves(ChartEntry entry) {
        return kinds.contains(entry.kind().wire())
                ? ""
                : "the EHR takes no entry of kind " + entry.kind().wire();
    }

    /** Why it will never take this, whatever becomes of the entry; empty where it does. */
    String leaves(ChartEntry entry, DomainResource whole) {
        if (write && !kinds.contains(entry.kind().wire())) {
            return "the EHR takes no entry of kind " + entry.kind().wire();
        }
        boolean lacks = whole instanceof Observation observation
                && (observation.hasDataAbsentReason()
                        || observation.getComponent().stream().anyMatch(part -> part.hasDataAbsentReason()));
        return write && lacks && !absentReason ? "the EHR takes no Observation without a value" : "";
    }

    /** @throws IllegalArgumentException when there is none of this name */
    public static EhrProfile named(String id) {
        try (InputStream file = EhrProfile.class.getResourceAsStream("/fhir-profiles/ehr/" + id + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("no EHR profile " + id);
            }
            return of(new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EhrProfile of(JsonObject json) {
        return new EhrProfile(
                json.getString("id"),
                json.getBoolean("write"),
                json.getBoolean("transaction"),
                json.getBoolean("conditional"),
                json.getBoolean("provenance"),
                texts(json.getJsonArray("kinds")),
                texts(json.getJsonArray("statuses")),
                texts(json.getJsonArray("drop")),
                json.getBoolean("absent_reason"),
                json.getBoolean("practitioner"));
    }

    private static Set<String> texts(JsonArray array) {
        return array.stream().map(String::valueOf).collect(Collectors.toSet());
    }
}
