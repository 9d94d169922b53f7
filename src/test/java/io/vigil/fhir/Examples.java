package io.vigil.fhir;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** All whose name begins so, sorted. */
    static List<String> names(String start) {
        assumeTrue(Files.isDirectory(FOLDER), "FHIR examples are not beside the project");
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .filter(name -> name.startsWith(start))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text, claiming our profile for what its name or id says it is, and no other. */
    static String claiming(String text) {
        JsonObject resource = new JsonObject(text);
        String id = resource.getString("id", "");
        String own = id.contains("bp")
                ? "blood-pressure"
                : id.contains("pulse") ? "pulse-rate" : id.contains("perfusion") ? "perfusion-index" : "spo2";
        JsonArray profile = new JsonArray().add("https://vigil.example/fhir/StructureDefinition/vigil-" + own);
        return resource.put("meta", new JsonObject().put("profile", profile)).encode();
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
