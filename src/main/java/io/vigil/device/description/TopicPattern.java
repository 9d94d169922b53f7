package io.vigil.device.description;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A topic whose levels may vary: {@code +name} is one level, {@code #name} one or more of them. */
record TopicPattern(Pattern pattern, Map<String, Integer> groups) {
    static TopicPattern of(String text) {
        StringBuilder regex = new StringBuilder();
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (String level : text.split("/", -1)) {
            regex.append(regex.isEmpty() ? "" : "/");
            if (level.startsWith("+") || level.startsWith("#")) {
                regex.append(level.startsWith("+") ? "([^/]+)" : "(.+)");
                groups.put(level.substring(1), groups.size() + 1);
            } else {
                regex.append(Pattern.quote(level));
            }
        }
        return new TopicPattern(Pattern.compile(regex.toString()), groups);
    }

    /** The captures; none where the message came without its topic; empty where the topic is another. */
    Optional<Map<String, String>> captures(String topic) {
        if (topic.isEmpty()) {
            return Optional.of(Map.of());
        }
        Matcher matcher = pattern.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> captures = new LinkedHashMap<>();
        groups.forEach((name, group) -> captures.put(name, matcher.group(group)));
        return Optional.of(captures);
    }
}
