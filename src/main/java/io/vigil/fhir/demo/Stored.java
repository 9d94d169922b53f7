package io.vigil.fhir.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A resource as kept: its text, and what searches ask for. Read from JSON without HAPI, so that thousands come back
 * quickly after a restart.
 *
 * @param tokens {@code system|value} of its identifiers
 * @param codes {@code system|code} of its codings
 * @param subject {@code Patient/…}, empty without
 * @param names of a Patient: each part, in lower case
 * @param birthDate of a Patient, empty without
 * @param effectiveMillis epoch ms, {@link Long#MIN_VALUE} without
 */
record Stored(
        String type,
        String id,
        long version,
        List<String> tokens,
        List<String> codes,
        String subject,
        List<String> names,
        String birthDate,
        long effectiveMillis,
        String json) {

    /** @throws IllegalArgumentException when it has no type, id or version */
    static Stored of(JsonObject resource) {
        String type = resource.getString("resourceType");
        String id = resource.getString("id");
        String version = object(resource, "meta").getString("versionId");
        if (type == null || id == null || version == null) {
            throw new IllegalArgumentException("a resource without type, id or version");
        }
        return new Stored(
                type,
                id,
                Long.parseLong(version),
                pairs(resource.getJsonArray("identifier", new JsonArray()), "value"),
                pairs(object(resource, "code").getJsonArray("coding", new JsonArray()), "code"),
                object(resource, "subject").getString("reference", ""),
                names(resource),
                resource.getString("birthDate", ""),
                millis(resource.getString("effectiveDateTime", "")),
                resource.encode());
    }

    String reference() {
        return type + "/" + id;
    }

    String versioned() {
        return reference() + "/_history/" + version;
    }

    String key() {
        return reference();
    }

    private static JsonObject object(JsonObject resource, String name) {
        return resource.getJsonObject(name, new JsonObject());
    }

    private static List<String> pairs(JsonArray array, String name) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonObject item = array.getJsonObject(i);
            pairs.add(item.getString("system", "") + "|" + item.getString(name, ""));
        }
        return pairs;
    }

    private static List<String> names(JsonObject resource) {
        List<String> parts = new ArrayList<>();
        // A Device's name is another thing.
        if ("Patient".equals(resource.getString("resourceType"))) {
            JsonArray names = resource.getJsonArray("name", new JsonArray());
            for (int i = 0; i < names.size(); i++) {
                JsonObject name = names.getJsonObject(i);
                parts.add(name.getString("text", "").toLowerCase(Locale.ROOT));
                parts.add(name.getString("family", "").toLowerCase(Locale.ROOT));
                name.getJsonArray("given", new JsonArray())
                        .forEach(given -> parts.add(String.valueOf(given).toLowerCase(Locale.ROOT)));
            }
        }
        return parts;
    }

    private static long millis(String dateTime) {
        try {
            return dateTime.isEmpty()
                    ? Long.MIN_VALUE
                    : OffsetDateTime.parse(dateTime).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return Long.MIN_VALUE;
        }
    }
}
