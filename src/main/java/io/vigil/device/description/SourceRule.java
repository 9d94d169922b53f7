package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The key {@code source}: what tells the devices behind one gateway apart, {@code [data.ble_mac, mac]}. A capture of the
 * link's topic or a field of the message; the first that is there. Immutable; any thread.
 */
public final class SourceRule {
    static final SourceRule NONE = new SourceRule(TopicPattern.of("#none"), List.of());

    private final TopicPattern topic;
    private final List<String> names;

    private SourceRule(TopicPattern topic, List<String> names) {
        this.topic = topic;
        this.names = List.copyOf(names);
    }

    static SourceRule read(Section root, Description.Link link) {
        if (!root.has("source")) {
            return NONE;
        }
        List<String> names = root.texts("source");
        if (!(link instanceof Description.Mqtt mqtt)) {
            root.problem(root.place("source"), "on a serial line there is one device; remove 'source'");
            return NONE;
        }
        return new SourceRule(TopicPattern.of(mqtt.topic()), names);
    }

    /** False where the topic alone tells the devices apart. */
    public boolean said() {
        return !names.isEmpty();
    }

    /** @param json asked only where the topic does not tell; a missing node where the payload is no JSON object */
    public Optional<String> of(String at, Supplier<JsonNode> json) {
        Map<String, String> captures = topic.captures(at).orElse(Map.of());
        Optional<String> level = first(new Facts.Message(captures, MissingNode.getInstance()));
        return level.isPresent() ? level : first(new Facts.Message(captures, json.get()));
    }

    private Optional<String> first(Facts facts) {
        return names.stream()
                .flatMap(name -> facts.all(name).stream())
                .map(SourceRule::plain)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** An address with or without its colons is the same one. */
    public static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
