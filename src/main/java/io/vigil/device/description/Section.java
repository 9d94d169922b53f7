package io.vigil.device.description;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One mapping while it is read: gives typed values, notes each problem with its place, and at the end refuses the keys
 * nobody asked for. Reading goes on after a problem, so that one run shows all of them. One thread.
 */
final class Section {
    private final Yaml.Mapping mapping;
    private final List<Problem> problems;
    private final TreeSet<String> asked = new TreeSet<>();

    Section(Yaml.Mapping mapping, List<Problem> problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** Where the key's value stands, or the section itself where it is absent. */
    Place place(String key) {
        return entry(key).map(entry -> entry.value().place()).orElse(mapping.place());
    }

    Place place() {
        return mapping.place();
    }

    void problem(Place place, String message) {
        problems.add(place.problem(message));
    }

    List<Problem> problems() {
        return problems;
    }

    boolean has(String key) {
        return entry(key).isPresent();
    }

    Optional<Yaml> value(String key) {
        return entry(key).map(Yaml.Entry::value);
    }

    Optional<String> text(String key) {
        return value(key).flatMap(value -> scalar(value, key)).map(Yaml.Scalar::text);
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /** Absent is a problem; then {@code ""}. */
    String required(String key, String mend) {
        if (!has(key)) {
            problem(mapping.place(), "'" + key + "' is missing; " + mend);
        }
        return text(key, "");
    }

    String oneOf(String key, String fallback, List<String> allowed) {
        String text = text(key, fallback);
        if (!allowed.contains(text)) {
            problem(place(key), "'" + key + "' must be one of " + String.join(", ", allowed) + ", not '" + text + "'");
            return fallback;
        }
        return text;
    }

    /** Both ends inclusive. */
    int whole(String key, int fallback, int lowest, int highest) {
        return number(key)
                .filter(number -> expect(
                        key,
                        number.stripTrailingZeros().scale() <= 0
                                && number.compareTo(BigDecimal.valueOf(lowest)) >= 0
                                && number.compareTo(BigDecimal.valueOf(highest)) <= 0,
                        "a whole number from " + lowest + " to " + highest))
                .map(BigDecimal::intValue)
                .orElse(fallback);
    }

    Optional<BigDecimal> number(String key) {
        return text(key).flatMap(text -> {
            Optional<BigDecimal> number = Numbers.of(text, false);
            expect(key, number.isPresent(), "a number");
            return number;
        });
    }

    /** Written true or false. */
    boolean flag(String key, boolean fallback) {
        return oneOf(key, Boolean.toString(fallback), List.of("true", "false")).equals("true");
    }

    /** Bytes as hex text, {@code '02 70'}; none where it is absent or wrong. */
    List<Integer> octets(String key) {
        String digits = text(key, "").replaceAll("\\s", "");
        if (!digits.matches("([0-9A-Fa-f]{2})*")) {
            problem(place(key), "'" + key + "' must be pairs of hex digits such as '02 70'");
            return List.of();
        }
        List<Integer> octets = new ArrayList<>();
        for (int i = 0; i < digits.length(); i += 2) {
            octets.add(Integer.parseInt(digits, i, i + 2, 16));
        }
        return octets;
    }

    /** A list of texts, or one text for a list of one. */
    List<Yaml.Scalar> items(String key) {
        List<Yaml.Scalar> items = new ArrayList<>();
        value(key).ifPresent(value -> {
            List<Yaml> all = value instanceof Yaml.Sequence list ? list.items() : List.of(value);
            all.forEach(item -> scalar(item, key).ifPresent(items::add));
        });
        return items;
    }

    List<String> texts(String key) {
        return items(key).stream().map(Yaml.Scalar::text).toList();
    }

    Optional<Section> section(String key) {
        return value(key).flatMap(value -> mapping(value, key));
    }

    /** A list of mappings. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        value(key).ifPresent(value -> {
            if (value instanceof Yaml.Sequence list) {
                list.items().forEach(item -> mapping(item, key).ifPresent(sections::add));
            } else {
                problem(value.place(), "'" + key + "' must be a list; begin each item with '- '");
            }
        });
        return sections;
    }

    /** A mapping's own entries, all of which count as asked for. */
    List<Yaml.Entry> entries() {
        mapping.entries().forEach(entry -> asked.add(entry.key()));
        return mapping.entries();
    }

    /** Names to regular expressions, or a text such as {@code type == report and data.kind == oxi}. */
    Map<String, Pattern> patterns(String key) {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        Optional<Yaml> value = value(key);
        if (value.isPresent() && value.get() instanceof Yaml.Scalar text) {
            return Conditions.parse(this, text);
        }
        section(key).ifPresent(section -> {
            for (Yaml.Entry entry : section.entries()) {
                scalar(entry.value(), entry.key())
                        .flatMap(this::pattern)
                        .ifPresent(pattern -> patterns.put(entry.key(), pattern));
            }
        });
        return patterns;
    }

    /** Without regard to case. */
    Optional<Pattern> pattern(Yaml.Scalar scalar) {
        return pattern(scalar, Pattern.CASE_INSENSITIVE);
    }

    Optional<Pattern> pattern(Yaml.Scalar scalar, int flags) {
        try {
            return Optional.of(Pattern.compile(scalar.text(), flags));
        } catch (PatternSyntaxException bad) {
            problem(scalar.place(), "is no regular expression: " + bad.getDescription() + " at " + bad.getIndex());
            return Optional.empty();
        }
    }

    /** To be called when all is read. */
    void done() {
        for (Yaml.Entry entry : mapping.entries()) {
            if (!asked.contains(entry.key())) {
                problem(
                        entry.place(),
                        "'" + entry.key() + "' is not known here" + Nearest.hint(entry.key(), asked) + "; known: "
                                + String.join(", ", asked));
            }
        }
    }

    Optional<Yaml.Scalar> scalar(Yaml value, String key) {
        if (value instanceof Yaml.Scalar scalar) {
            return Optional.of(scalar);
        }
        problem(value.place(), "'" + key + "' must be a single value");
        return Optional.empty();
    }

    private Optional<Section> mapping(Yaml value, String key) {
        if (value instanceof Yaml.Mapping section) {
            return Optional.of(new Section(section, problems));
        }
        problem(value.place(), "'" + key + "' must be a section with keys");
        return Optional.empty();
    }

    private boolean expect(String key, boolean holds, String what) {
        if (!holds) {
            problem(place(key), "'" + key + "' must be " + what);
        }
        return holds;
    }

    private Optional<Yaml.Entry> entry(String key) {
        asked.add(key);
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst();
    }
}
