package io.vigil.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** A YAML document that still knows where each of its parts stands. Immutable. */
sealed interface Yaml {
    Place place();

    /** The same values without their places. */
    JsonNode json();

    /** How a person would call this kind of value. */
    String kind();

    /**
     * @param text as written, without quotes: {@code 0403} stays {@code 0403}
     * @param json as YAML reads it: text, number, true, false or null
     */
    record Scalar(Place place, String text, JsonNode json) implements Yaml {
        @Override
        public String kind() {
            return json.isNull()
                    ? "nothing"
                    : json.isNumber() ? "a number" : json.isBoolean() ? "true or false" : "text";
        }
    }

    /** Keys in the order written, each once. */
    record Mapping(Place place, List<Entry> entries) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public JsonNode json() {
            var node = JsonNodeFactory.instance.objectNode();
            entries.forEach(entry -> node.set(entry.key(), entry.value().json()));
            return node;
        }

        @Override
        public String kind() {
            return "a section";
        }
    }

    record Entry(Place place, String key, Yaml value) {}

    record Sequence(Place place, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode json() {
            var node = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> node.add(item.json()));
            return node;
        }

        @Override
        public String kind() {
            return "a list";
        }
    }
}
