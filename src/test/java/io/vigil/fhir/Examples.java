package io.vigil.fhir;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Published good and wrong resources, read where they lie beside the project; tests skip by name without them. */
public final class Examples {
    private static final Path FOLDER = Path.of(System.getProperty("user.dir"), "..", "shared", "fhir", "examples");

    private Examples() {}

    public static String text(String name) {
        Path file = FOLDER.resolve(name + ".json");
        assumeTrue(Files.exists(file), "FHIR example " + name + " is not beside the project");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example as a test system may take it: labelled as test data, otherwise untouched. */
    public static JsonObject labelled(String name) {
        JsonObject resource = new JsonObject(text(name));
        JsonObject label = new JsonObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason")
                .put("code", "HTEST");
        JsonObject meta = resource.getJsonObject("meta", new JsonObject());
        return resource.put("meta", meta.put("security", new JsonArray().add(label)));
    }
}
