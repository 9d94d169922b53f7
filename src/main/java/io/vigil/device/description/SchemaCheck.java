package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A description against the shipped JSON Schema ({@code devices/device.schema.json}), with the place of each problem.
 * Knows the words of JSON Schema that the schema uses, and refuses to begin with any other. Immutable; any thread.
 */
public final class SchemaCheck {
    private static final String FILE = "/devices/device.schema.json";
    private static final Set<String> NOTES = Set.of("$schema", "$id", "$defs", "title", "description");
    private static final Set<String> WORDS = Set.of(
            "$ref",
            "type",
            "enum",
            "const",
            "pattern",
            "minimum",
            "maximum",
            "properties",
            "additionalProperties",
            "propertyNames",
            "required",
            "dependentRequired",
            "minProperties",
            "items",
            "minItems",
            "maxItems",
            "anyOf",
            "oneOf");

    private final JsonNode root;

    SchemaCheck(JsonNode root) {
        this.root = root;
        known(root);
        root.path("$defs").forEach(SchemaCheck::known);
    }

    /** The shipped one. */
    private static final class Shipped {
        private static final SchemaCheck CHECK = new SchemaCheck(read());

        private static JsonNode read() {
            try (InputStream in = SchemaCheck.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("the program was packed without " + FILE);
                }
                return new JsonMapper().readTree(in);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** The whole schema. */
    public static JsonNode shipped() {
        return Shipped.CHECK.root;
    }

    /** Empty for a text that is no YAML mapping: the reader tells that. */
    public static List<Problem> problems(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        YamlText.parse(file, text, new ArrayList<>())
                .ifPresent(mapping -> Shipped.CHECK.check(mapping, Shipped.CHECK.root, "", problems));
        return problems;
    }

    private static void known(JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        schema.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word) && !NOTES.contains(word)) {
                throw new IllegalStateException("the schema uses '" + word + "', which nobody checks");
            }
        });
        for (String inner : List.of("properties", "anyOf", "oneOf")) {
            schema.path(inner).forEach(SchemaCheck::known);
        }
        for (String inner : List.of("items", "additionalProperties", "propertyNames")) {
            known(schema.path(inner));
        }
    }

    private void check(Yaml value, JsonNode given, String name, List<Problem> problems) {
        JsonNode schema =
                given.has("$ref") ? root.at(given.path("$ref").asText().substring(1)) : given;
        int before = problems.size();
        SchemaWords words = new SchemaWords(schema, name, problems);
        if (!words.kind(value)) {
            return;
        }
        if (value instanceof Yaml.Scalar scalar) {
            words.scalar(scalar);
        } else if (value instanceof Yaml.Sequence list) {
            words.length(list);
            list.items().forEach(item -> check(item, schema.path("items"), name, problems));
        } else if (value instanceof Yaml.Mapping mapping) {
            mapping(mapping, schema, words, problems);
        }
        if (problems.size() == before) {
            choices(value, schema, name, problems);
        }
    }

    private void mapping(Yaml.Mapping mapping, JsonNode schema, SchemaWords words, List<Problem> problems) {
        words.keys(mapping);
        Set<String> known = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        JsonNode others = schema.path("additionalProperties");
        for (Yaml.Entry entry : mapping.entries()) {
            if (known.contains(entry.key())) {
                check(entry.value(), schema.path("properties").path(entry.key()), entry.key(), problems);
            } else if (others.isObject()) {
                key(entry, schema.path("propertyNames"), problems);
                check(entry.value(), others, entry.key(), problems);
            } else if (others.isBoolean()) {
                problems.add(entry.place()
                        .problem("'" + entry.key() + "' is not known here" + Nearest.hint(entry.key(), known)
                                + "; known: " + String.join(", ", known)));
            }
        }
    }

    private void key(Yaml.Entry entry, JsonNode names, List<Problem> problems) {
        if (!names.isMissingNode()) {
            check(new Yaml.Scalar(entry.place(), entry.key(), Yaml.Scalar.Kind.TEXT), names, "the key", problems);
        }
    }

    private void choices(Yaml value, JsonNode schema, String name, List<Problem> problems) {
        List<List<Problem>> wrong = new ArrayList<>();
        JsonNode choices = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
        for (JsonNode choice : choices) {
            List<Problem> here = new ArrayList<>();
            check(value, choice, name, here);
            if (!here.isEmpty()) {
                wrong.add(here);
            }
        }
        int right = choices.size() - wrong.size();
        if (choices.isEmpty() || right == 1 || right > 1 && schema.has("anyOf")) {
            return;
        }
        if (right > 1) {
            problems.add(value.place().problem("says the same twice; keep one of " + SchemaWords.required(choices)));
        } else if (schema.has("oneOf")) {
            problems.add(value.place().problem("needs one of " + SchemaWords.required(choices)));
        } else {
            // What is deepest inside is what was meant.
            problems.addAll(wrong.stream()
                    .max(java.util.Comparator.comparingInt(SchemaCheck::depth))
                    .orElseThrow());
        }
    }

    private static int depth(List<Problem> problems) {
        Place place = problems.get(0).place();
        return place.line() * 1000 + place.column();
    }

    static boolean matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    static boolean within(JsonNode schema, BigDecimal number) {
        return (!schema.has("minimum")
                        || number.compareTo(schema.path("minimum").decimalValue()) >= 0)
                && (!schema.has("maximum")
                        || number.compareTo(schema.path("maximum").decimalValue()) <= 0);
    }
}
