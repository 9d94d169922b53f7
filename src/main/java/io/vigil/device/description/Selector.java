package io.vigil.device.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a record is known by its text, and how the text falls into named parts. */
sealed interface Selector {
    /** Empty when the text is no such record. */
    Optional<Map<String, String>> parts(String text);

    /** The names {@link #parts} can give; empty when any name may come. */
    List<String> names();

    /** The whole text by a regular expression with named groups. */
    record Matching(Pattern pattern, List<String> names) implements Selector {
        private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

        static Matching of(Pattern pattern) {
            List<String> names = new ArrayList<>();
            Matcher groups = GROUP.matcher(pattern.pattern());
            while (groups.find()) {
                names.add(groups.group(1));
            }
            return new Matching(pattern, List.copyOf(names));
        }

        @Override
        public Optional<Map<String, String>> parts(String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Map<String, String> parts = new LinkedHashMap<>();
            for (String name : names) {
                String part = matcher.group(name);
                if (part != null) {
                    parts.put(name, part);
                }
            }
            return Optional.of(parts);
        }
    }

    /** {@code KEY=value} in any order. A key that comes twice is two lines run into each other. */
    record Pairs(String between, String equals, List<String> required) implements Selector {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public Optional<Map<String, String>> parts(String text) {
            Map<String, String> parts = new LinkedHashMap<>();
            for (String pair : text.trim().split(Pattern.quote(between) + "+", -1)) {
                int at = pair.indexOf(equals);
                if (at > 0 && parts.put(pair.substring(0, at), pair.substring(at + equals.length())) != null) {
                    return Optional.empty();
                }
            }
            return parts.keySet().containsAll(required) ? Optional.of(parts) : Optional.empty();
        }
    }

    /** Exactly as many columns as there are names, after a fixed beginning. */
    record Columns(String after, String by, List<String> names) implements Selector {
        @Override
        public Optional<Map<String, String>> parts(String text) {
            if (!text.startsWith(after)) {
                return Optional.empty();
            }
            String[] columns = text.substring(after.length()).split(Pattern.quote(by), -1);
            if (columns.length != names.size()) {
                return Optional.empty();
            }
            Map<String, String> parts = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                parts.put(names.get(i), columns[i]);
            }
            return Optional.of(parts);
        }
    }
}
