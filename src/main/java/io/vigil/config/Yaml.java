package io.vigil.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;

/** A YAML document that still knows where each of its parts stands. Immutable. */
sealed interface Yaml {
    Place place();

    /** The same values without their places. */
    JsonNode json();

    /**
     * Where a JSON Pointer leads: to the key of a mapping, to the item of a list; for what is missing, to the innermost
     * part that is there.
     */
    default Place at(String pointer) {
        Yaml here = this;
        Place place = place();
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            Optional<Entry> next = here.step(step.replace("~1", "/").replace("~0", "~"));
            if (next.isEmpty()) {
                return place;
            }
            place = next.get().place();
            here = next.get().value();
        }
        return place;
    }

    private Optional<Entry> step(String name) {
        if (this instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .filter(entry -> entry.key().equals(name))
                    .findFirst();
        }
        boolean index = this instanceof Sequence && name.matches("\\d{1,6}");
        return index
                        && this instanceof Sequence list
                        && Integer.parseInt(name) < list.items().size()
                ? Optional.of(list.items().get(Integer.parseInt(name))).map(item -> new Entry(item.place(), name, item))
                : Optional.empty();
    }

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
