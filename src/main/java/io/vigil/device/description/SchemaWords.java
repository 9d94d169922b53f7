package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one schema says of one value, without what is inside it. One thread. */
record SchemaWords(JsonNode schema, String name, List<Problem> problems) {
    /** False, and told, where the value is of another kind than the schema says. */
    boolean kind(Yaml value) {
        if (!(value instanceof Yaml.Scalar) && (schema.has("enum") || schema.has("const"))) {
            problems.add(value.place().problem(subject() + "must be a single value"));
            return false;
        }
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        if (types.isEmpty() || types.stream().anyMatch(each -> is(value, each))) {
            return true;
        }
        problems.add(value.place().problem(subject() + "must be " + article(types.get(0))));
        return false;
    }

    private static boolean is(Yaml value, String type) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            return type.equals(value instanceof Yaml.Mapping ? "object" : "array");
        }
        return switch (type) {
            case "string" -> scalar.kind() == Yaml.Scalar.Kind.TEXT;
            case "boolean" -> scalar.kind() == Yaml.Scalar.Kind.BOOLEAN;
            // 0x20 is a number of YAML, and a mask to us.
            case "number" ->
                scalar.kind() == Yaml.Scalar.Kind.NUMBER
                        || Numbers.of(scalar.text(), false).isPresent();
            case "integer" ->
                Numbers.of(scalar.text(), false)
                        .filter(number -> number.stripTrailingZeros().scale() <= 0)
                        .isPresent();
            default -> false;
        };
    }

    private static String article(String type) {
        return switch (type) {
            case "object" -> "a section with keys";
            case "array" -> "a list; begin each item with '- '";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> "a text";
        };
    }

    void scalar(Yaml.Scalar scalar) {
        List<String> allowed = new ArrayList<>();
        schema.path("enum").forEach(each -> allowed.add(each.asText()));
        if (schema.has("const")) {
            allowed.add(schema.path("const").asText());
        }
        if (!allowed.isEmpty() && !allowed.contains(scalar.text())) {
            problems.add(scalar.place()
                    .problem(subject() + "must be one of " + String.join(", ", allowed) + ", not '" + scalar.text()
                            + "'" + Nearest.hint(scalar.text(), allowed)));
        }
        if (schema.has("pattern") && !SchemaCheck.matches(schema.path("pattern").asText(), scalar.text())) {
            problems.add(scalar.place().problem(subject() + "cannot be '" + scalar.text() + "'; " + mend()));
        }
        Optional<BigDecimal> number = Numbers.of(scalar.text(), false);
        if (number.isPresent() && !SchemaCheck.within(schema, number.get())) {
            problems.add(scalar.place()
                    .problem(
                            subject() + "must be from " + schema.path("minimum").asText("any") + " to "
                                    + schema.path("maximum").asText("any")));
        }
    }

    void length(Yaml.Sequence list) {
        int count = list.items().size();
        if (count < schema.path("minItems").asInt(0)
                || count > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            problems.add(list.place().problem(subject() + "has " + count + " items; " + mend()));
        }
    }

    void keys(Yaml.Mapping mapping) {
        Set<String> there = new TreeSet<>();
        mapping.entries().forEach(entry -> there.add(entry.key()));
        schema.path("required").forEach(key -> needed(mapping, there, key.asText()));
        schema.path("dependentRequired").fields().forEachRemaining(rule -> {
            if (there.contains(rule.getKey())) {
                rule.getValue().forEach(key -> needed(mapping, there, key.asText()));
            }
        });
        if (there.size() < schema.path("minProperties").asInt(0)) {
            problems.add(mapping.place().problem(subject() + "needs at least one key"));
        }
    }

    private void needed(Yaml.Mapping mapping, Set<String> there, String key) {
        if (!there.contains(key)) {
            String what =
                    schema.path("properties").path(key).path("description").asText("");
            problems.add(mapping.place().problem("'" + key + "' is missing" + (what.isEmpty() ? "" : "; " + what)));
        }
    }

    /** The keys by which the choices differ. */
    static String required(JsonNode choices) {
        List<String> keys = new ArrayList<>();
        choices.forEach(choice -> choice.path("required").forEach(key -> keys.add("'" + key.asText() + "'")));
        return String.join(", ", keys);
    }

    private String mend() {
        return schema.path("description").asText("see devices/README.md");
    }

    private String subject() {
        return name.isEmpty() ? "the description " : "'" + name + "' ";
    }
}
