package io.vigil.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object read key by key. What is asked for is thereby known; {@link #close} reports every other key, so that no
 * misspelt field is ever skipped in silence. A wrong value is reported and the default stands in for it.
 */
public final class Fields {
    /** In a shorter key two other letters make another word. */
    private static final int LONG_KEY = 6;

    private final JsonNode node;
    private final String pointer;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    public Fields(JsonNode node, String pointer, Problems problems) {
        this.node = node.isObject() ? node : MissingNode.getInstance();
        this.pointer = pointer;
        this.problems = problems;
        if (!node.isObject()) {
            problems.at(pointer, "must be an object, not " + kindOf(node));
        }
    }

    public boolean has(String key) {
        asked.add(key);
        return node.hasNonNull(key);
    }

    /** The raw value; a missing node where there is none. */
    public JsonNode raw(String key) {
        return has(key) ? node.get(key) : MissingNode.getInstance();
    }

    public String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** Reports a problem with the value of {@code key}. */
    public void reject(String key, String message) {
        problems.at(at(key), "'" + key + "' " + message);
    }

    /** Reports a problem found by a reader of something inside this object. */
    public void report(String inner, String message) {
        problems.at(inner, message);
    }

    public void require(String key) {
        if (!has(key) && node.isObject()) {
            problems.at(pointer, "needs '" + key + "'");
        }
    }

    public String text(String key, String otherwise) {
        JsonNode value = raw(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            reject(key, "must be a text, not " + kindOf(value));
            return otherwise;
        }
        return value.textValue();
    }

    public boolean flag(String key, boolean otherwise) {
        JsonNode value = raw(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            reject(key, "must be true or false, not " + kindOf(value));
        }
        return value.isBoolean() ? value.booleanValue() : otherwise;
    }

    public double number(String key, double otherwise, double lowest, double highest) {
        JsonNode value = raw(key);
        return value.isMissingNode() ? otherwise : numberIn(value, key, otherwise, lowest, highest);
    }

    private double numberIn(JsonNode value, String key, double otherwise, double lowest, double highest) {
        if (!value.isNumber()) {
            reject(key, "must be a number, not " + kindOf(value));
            return otherwise;
        }
        double number = value.doubleValue();
        if (!(number >= lowest && number <= highest)) {
            reject(key, "must be from " + plain(lowest) + " to " + plain(highest) + ", not " + value.asText());
            return otherwise;
        }
        return number;
    }

    public List<Double> numbers(String key, double lowest, double highest) {
        var all = new ArrayList<Double>();
        for (JsonNode entry : list(key)) {
            all.add(numberIn(entry, key, 0, lowest, highest));
        }
        return all;
    }

    /** Numbers by name, as {@code limit_by_phase}. */
    public Map<String, Double> numbersByName(String key, double lowest, double highest) {
        var all = new LinkedHashMap<String, Double>();
        JsonNode value = raw(key);
        if (!value.isMissingNode() && !value.isObject()) {
            reject(key, "must be an object of numbers, not " + kindOf(value));
        }
        value.properties()
                .forEach(entry -> all.put(entry.getKey(), numberIn(entry.getValue(), key, 0, lowest, highest)));
        return all;
    }

    public List<String> texts(String key) {
        var all = new ArrayList<String>();
        for (JsonNode entry : list(key)) {
            if (entry.isTextual()) {
                all.add(entry.textValue());
            } else {
                reject(key, "must list texts, not " + kindOf(entry));
            }
        }
        return all;
    }

    /** The elements of a list; none where it is missing. */
    public Iterable<JsonNode> list(String key) {
        JsonNode value = raw(key);
        if (!value.isMissingNode() && !value.isArray()) {
            reject(key, "must be a list, not " + kindOf(value));
        }
        return value.isArray() ? value : List.of();
    }

    /** Words of a closed choice, such as metrics; unknown ones are reported with the nearest known one. */
    public <T> List<T> choices(String key, Function<String, Optional<T>> known, List<String> words) {
        var all = new ArrayList<T>();
        for (String word : texts(key)) {
            known.apply(word)
                    .ifPresentOrElse(
                            all::add, () -> reject(key, "does not know '" + word + "'" + Nearest.hint(word, words)));
        }
        return all;
    }

    public <T> Optional<T> choice(String key, Function<String, Optional<T>> known, List<String> words) {
        String word = text(key, "");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        var found = known.apply(word);
        if (found.isEmpty()) {
            reject(key, "does not know '" + word + "'" + Nearest.hint(word, words));
        }
        return found;
    }

    /** Reports every key nobody asked for. */
    public void close() {
        for (String key : (Iterable<String>) node::fieldNames) {
            if (!asked.contains(key)) {
                problems.at(at(key), "unknown key '" + key + "'" + Nearest.hint(key, asked));
            }
        }
    }

    /**
     * Reports only keys that look like a slip of the pen; others are somebody's own remarks, for documents that other
     * programs write.
     */
    public void closeNear() {
        for (String key : (Iterable<String>) node::fieldNames) {
            if (!asked.contains(key)) {
                slip(key, asked).ifPresent(meant -> reject(key, "is unknown; did you mean '" + meant + "'?"));
            }
        }
    }

    /** The known key that {@code key} is a slip of the pen for. */
    public static Optional<String> slip(String key, Collection<String> known) {
        return Nearest.of(key, known, key.length() < LONG_KEY ? 1 : 2);
    }

    private static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "'" + value.asText() + "'";
            case NULL, MISSING -> "nothing";
            default -> value.asText();
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
