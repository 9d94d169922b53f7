package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one record says, by name: the named parts of a text, or the topic's captures and the keys of a JSON message. */
sealed interface Facts {
    /**
     * Every value the name stands for, trimmed; several only where a {@code *} in the path fits more than once. A JSON
     * null is the text {@code null}.
     */
    List<String> all(String name);

    default Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The value as a set of bits: hexadecimal text, unless {@code base} is 10; a binary field's own bits. */
    default Optional<Long> bits(String name, int base) {
        return first(name).flatMap(text -> {
            String digits = text.toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
            return digits.matches(base == 10 ? "\\d{1,15}" : "[0-9a-f]{1,15}")
                    ? Optional.of(Long.parseLong(digits, base))
                    : Optional.<Long>empty();
        });
    }

    /** A frame of bytes. */
    record Octets(byte[] frame, Map<String, BinaryField> fields) implements Facts {
        @Override
        public List<String> all(String name) {
            BinaryField field = fields.get(name);
            return field == null
                    ? List.of()
                    : field.text(frame).map(String::trim).stream().toList();
        }

        @Override
        public Optional<Long> bits(String name, int base) {
            BinaryField field = fields.get(name);
            return field == null ? Optional.empty() : field.bits(frame);
        }
    }

    record Named(Map<String, String> values) implements Facts {
        @Override
        public List<String> all(String name) {
            String value = values.get(name);
            return value == null ? List.of() : List.of(value.trim());
        }
    }

    /** @param captures of the topic, and {@code payload} for the whole of a bare value */
    record Message(Map<String, String> captures, JsonNode json) implements Facts {
        @Override
        public List<String> all(String name) {
            String captured = captures.get(name);
            if (captured != null) {
                return List.of(captured);
            }
            List<JsonNode> found = List.of(json);
            for (String step : name.split("\\.", -1)) {
                found = found.stream()
                        .flatMap(node -> under(node, step).stream())
                        .toList();
            }
            return found.stream().map(Message::text).toList();
        }

        /** Keys are compared as written first, then without regard to case. */
        private static List<JsonNode> under(JsonNode node, String step) {
            List<JsonNode> all = new ArrayList<>();
            if (step.equals("*")) {
                node.elements().forEachRemaining(all::add);
            } else if (node.has(step)) {
                all.add(node.get(step));
            } else {
                node.fields().forEachRemaining(field -> {
                    if (field.getKey().equalsIgnoreCase(step)) {
                        all.add(field.getValue());
                    }
                });
            }
            return all;
        }

        private static String text(JsonNode node) {
            return node.isValueNode() ? node.asText().trim() : node.toString();
        }
    }

    static Map<String, String> with(Map<String, String> values, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return more;
    }
}
