package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a request, read field by field. Faults are collected, so that the sender learns all of them at
 * once; a faulty field reads as its fallback and the request must not be used while {@link #faults} holds any.
 * {@link #end} refuses every key that was never asked for. One thread.
 */
public final class Body {
    private final JsonNode node;
    private final String prefix;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Fault> faults;

    private Body(JsonNode node, String prefix, List<Fault> faults) {
        this.node = node;
        this.prefix = prefix;
        this.faults = faults;
    }

    /** @param bytes UTF-8; nothing at all counts as an empty object */
    public static Body parse(byte[] bytes) {
        List<Fault> faults = new ArrayList<>();
        JsonNode empty = JsonNodeFactory.instance.objectNode();
        if (bytes.length == 0) {
            return new Body(empty, "", faults);
        }
        try {
            JsonNode read = Json.MAPPER.readTree(bytes);
            if (read.isObject()) {
                return new Body(read, "", faults);
            }
            faults.add(new Fault("", "must be a JSON object"));
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the body, which may hold a name.
            var at = e.getLocation();
            faults.add(new Fault(
                    "",
                    at == null
                            ? "is not valid JSON"
                            : "is not valid JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr())));
        } catch (IOException e) {
            faults.add(new Fault("", "is not valid JSON"));
        }
        return new Body(empty, "", faults);
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    public boolean has(String name) {
        return present(name) != null;
    }

    /** Required; 1 to {@code longest} characters without control characters. */
    public String text(String name, int longest) {
        String value = textOrNull(name, longest);
        if (value == null) {
            missing(name);
            return "";
        }
        return value;
    }

    public @Nullable String textOrNull(String name, int longest) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || !Texts.acceptable(value.textValue(), longest)) {
            fault(name, "must be text of 1 to " + longest + " characters without control characters");
            return "";
        }
        return value.textValue();
    }

    public String oneOf(String name, List<String> choices) {
        String value = text(name, 64);
        if (!value.isEmpty() && !choices.contains(value)) {
            fault(name, "must be one of " + String.join(", ", choices));
        }
        return value;
    }

    /** Required, from {@code lowest} to {@code highest}, both inclusive. */
    public double number(String name, double lowest, double highest) {
        if (!has(name)) {
            missing(name);
            return Double.NaN;
        }
        return numberOr(name, lowest, highest, Double.NaN);
    }

    public double numberOr(String name, double lowest, double highest, double fallback) {
        JsonNode value = present(name);
        if (value == null) {
            return fallback;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= lowest && number <= highest)) {
            fault(name, "must be a number from " + plain(lowest) + " to " + plain(highest));
            return fallback;
        }
        return number;
    }

    public int integerOr(String name, int lowest, int highest, int fallback) {
        double value = numberOr(name, lowest, highest, fallback);
        if (value != Math.rint(value)) {
            fault(name, "must be a whole number");
        }
        return (int) value;
    }

    /** Seconds, at least 1, to milliseconds. */
    public long durationMillis(String name, double mostSeconds) {
        return Math.round(number(name, 1, mostSeconds) * 1000);
    }

    public boolean flagOr(String name, boolean fallback) {
        JsonNode value = present(name);
        if (value != null && !value.isBoolean()) {
            fault(name, "must be true or false");
        }
        return value == null ? fallback : value.asBoolean();
    }

    /** ISO 8601 with an offset, to epoch ms. */
    public long instantOr(String name, long fallback) {
        String value = textOrNull(name, 40);
        if (value == null || value.isEmpty()) {
            return fallback;
        }
        try {
            return OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            fault(name, "must be an ISO 8601 instant with an offset, such as 2026-05-04T10:15:30Z");
            return fallback;
        }
    }

    public List<String> words(String name, int most, int longest) {
        JsonNode value = present(name);
        List<String> words = new ArrayList<>();
        if (value == null) {
            return words;
        }
        boolean fits = value.isArray() && value.size() <= most;
        for (JsonNode item : value) {
            fits &= item.isTextual() && Texts.acceptable(item.textValue(), longest) && !words.contains(item.asText());
            words.add(item.asText());
        }
        if (!fits) {
            fault(name, "must be a list of at most " + most + " different texts of 1 to " + longest + " characters");
            return List.of();
        }
        return words;
    }

    /** Positive whole numbers; none where absent. */
    public List<Long> wholes(String name, int most) {
        JsonNode value = present(name);
        List<Long> wholes = new ArrayList<>();
        if (value == null) {
            return wholes;
        }
        boolean fits = value.isArray() && !value.isEmpty() && value.size() <= most;
        for (JsonNode item : value) {
            fits &= item.isIntegralNumber() && item.canConvertToLong() && item.longValue() > 0;
            wholes.add(item.longValue());
        }
        if (!fits) {
            fault(name, "must be a list of 1 to " + most + " whole numbers over 0");
            return List.of();
        }
        return wholes;
    }

    /** Required; its faults are this body's faults. What is no object reads as an empty one. */
    public Body object(String name) {
        JsonNode value = present(name);
        JsonNode inner = JsonNodeFactory.instance.objectNode();
        if (value == null) {
            missing(name);
        } else if (!value.isObject()) {
            fault(name, "must be an object");
        } else {
            inner = value;
        }
        return new Body(inner, prefix + name + ".", faults);
    }

    /** None where absent. Each is to be ended on its own; their faults are this body's faults. */
    public List<Body> objects(String name, int most) {
        JsonNode value = present(name);
        List<Body> objects = new ArrayList<>();
        if (value == null) {
            return objects;
        }
        if (!value.isArray() || value.size() > most) {
            fault(name, "must be a list of at most " + most + " objects");
            return objects;
        }
        for (JsonNode item : value) {
            if (item.isObject()) {
                objects.add(new Body(item, prefix + name + "." + objects.size() + ".", faults));
            } else {
                fault(name, "must be a list of at most " + most + " objects");
                return List.of();
            }
        }
        return objects;
    }

    /** Refuses keys that were never asked for. */
    public void end() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String hint = Suggestion.of(name, known)
                        .map(word -> "; did you mean \"" + word + "\"?")
                        .orElse(known.isEmpty() ? "; no key is expected" : "; known are " + String.join(", ", known));
                fault(Texts.printable(name, 64), "is not a known key" + hint);
            }
        }
    }

    public void fault(String name, String detail) {
        faults.add(new Fault(prefix + name, detail));
    }

    private void missing(String name) {
        fault(name, "is required");
    }

    private @Nullable JsonNode present(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
