package io.vigil.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One mapping of a file while it is read: gives typed values, notes each problem with its place, and at the end refuses
 * the keys that nobody asked for. Reading goes on after a problem, so that one run shows all of them. One thread.
 */
final class Section {
    private final Yaml.Mapping mapping;
    private final Findings findings;
    private final TreeSet<String> asked = new TreeSet<>();

    Section(Yaml.Mapping mapping, Findings findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    Place place() {
        return mapping.place();
    }

    /** Where the key's value stands, or the section itself where it is absent. */
    Place place(String key) {
        return entry(key).map(entry -> entry.value().place()).orElse(mapping.place());
    }

    Yaml.Mapping yaml() {
        return mapping;
    }

    boolean has(String key) {
        return entry(key).isPresent();
    }

    /** The word {@code none} in place of a section. */
    boolean saysNone(String key) {
        boolean none = entry(key)
                .filter(entry -> entry.value() instanceof Yaml.Scalar scalar
                        && scalar.text().equals("none"))
                .isPresent();
        if (none) {
            asked.add(key);
        }
        return none;
    }

    Optional<String> text(String key) {
        return scalar(key, "text").flatMap(scalar -> findings.expanded(scalar));
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /** Absent is a problem; then {@code ""}. */
    String required(String key, String mend) {
        Optional<String> value = text(key);
        if (value.isEmpty() && !has(key)) {
            findings.add(place(), "'" + key + "' is missing; " + mend);
        }
        return value.orElse("");
    }

    Optional<Secret> secret(String key) {
        return text(key).map(Secret::new);
    }

    boolean flag(String key, boolean fallback) {
        return scalar(key, "true or false")
                .filter(scalar -> expect(scalar, scalar.json().isBoolean(), key, "true or false"))
                .map(scalar -> scalar.json().booleanValue())
                .orElse(fallback);
    }

    /** Both ends inclusive. */
    double number(String key, double fallback, double lowest, double highest) {
        String range = "a number from " + plain(lowest) + " to " + plain(highest);
        return scalar(key, range)
                .filter(scalar -> expect(
                        scalar,
                        scalar.json().isNumber()
                                && scalar.json().doubleValue() >= lowest
                                && scalar.json().doubleValue() <= highest,
                        key,
                        range))
                .map(scalar -> scalar.json().doubleValue())
                .orElse(fallback);
    }

    /** Both ends inclusive. */
    int whole(String key, int fallback, int lowest, int highest) {
        String range = "a whole number from " + lowest + " to " + highest;
        return scalar(key, range)
                .filter(scalar -> expect(
                        scalar,
                        scalar.json().isIntegralNumber()
                                && scalar.json().canConvertToInt()
                                && scalar.json().intValue() >= lowest
                                && scalar.json().intValue() <= highest,
                        key,
                        range))
                .map(scalar -> scalar.json().intValue())
                .orElse(fallback);
    }

    String oneOf(String key, String fallback, Collection<String> allowed) {
        Optional<String> value = text(key);
        if (value.isPresent() && !allowed.contains(value.get())) {
            findings.add(
                    place(key), "'" + key + "' cannot be '" + value.get() + "'" + Nearest.hint(value.get(), allowed));
            return fallback;
        }
        return value.orElse(fallback);
    }

    Optional<Section> section(String key) {
        return value(key, Yaml.Mapping.class, "a section").map(inner -> new Section(inner, findings));
    }

    List<Section> sections(String key) {
        return items(key, item -> {
            if (item instanceof Yaml.Mapping inner) {
                return Optional.of(new Section(inner, findings));
            }
            findings.add(item.place(), "an entry of '" + key + "' must be a section, not " + item.kind());
            return Optional.empty();
        });
    }

    List<String> texts(String key) {
        return items(key, item -> word(key, item));
    }

    /** Words of a closed choice; each that is none of them is a problem at its own place. */
    <T> List<T> choices(String key, Map<String, T> known) {
        return items(
                key,
                item -> word(key, item).flatMap(word -> {
                    Optional<T> choice = Optional.ofNullable(known.get(word));
                    if (choice.isEmpty()) {
                        String hint = Nearest.hint(word, known.keySet());
                        findings.add(item.place(), "'" + key + "' does not know '" + word + "'" + hint);
                    }
                    return choice;
                }));
    }

    private Optional<String> word(String key, Yaml item) {
        if (item instanceof Yaml.Scalar scalar && !scalar.json().isNull()) {
            return findings.expanded(scalar);
        }
        findings.add(item.place(), "an entry of '" + key + "' must be text, not " + item.kind());
        return Optional.empty();
    }

    /** For what a later version will read: present is a problem, never silently ignored. */
    void notYet(String key) {
        asked.add(key);
        entry(key)
                .ifPresent(entry ->
                        findings.add(entry.place(), "'" + key + "' is not supported in this version; remove it"));
    }

    /** Says that the key's owner reads it by itself. */
    void left(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** To be called last: whatever nobody asked for is refused. */
    void done() {
        mapping.entries().stream()
                .filter(entry -> !asked.contains(entry.key()))
                .forEach(entry -> findings.add(
                        entry.place(), "unknown key '" + entry.key() + "'" + Nearest.hint(entry.key(), asked)));
    }

    private <T> List<T> items(String key, Function<Yaml, Optional<T>> each) {
        List<T> read = new ArrayList<>();
        value(key, Yaml.Sequence.class, "a list")
                .ifPresent(list -> list.items().forEach(item -> each.apply(item).ifPresent(read::add)));
        return read;
    }

    private Optional<Yaml.Scalar> scalar(String key, String wanted) {
        return value(key, Yaml.Scalar.class, wanted)
                .filter(scalar -> expect(scalar, !scalar.json().isNull(), key, wanted));
    }

    private <T extends Yaml> Optional<T> value(String key, Class<T> kind, String wanted) {
        asked.add(key);
        return entry(key)
                .map(Yaml.Entry::value)
                .filter(value -> expect(value, kind.isInstance(value), key, wanted))
                .map(kind::cast);
    }

    private boolean expect(Yaml value, boolean good, String key, String wanted) {
        if (!good) {
            String given = value instanceof Yaml.Scalar scalar
                            && !scalar.json().isNull()
                            && scalar.text().length() <= 40
                    ? "'" + scalar.text() + "'"
                    : value.kind();
            findings.add(value.place(), "'" + key + "' must be " + wanted + ", not " + given);
        }
        return good;
    }

    private Optional<Yaml.Entry> entry(String key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst();
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
