package io.vigil.device.mqtt.suggest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.device.Decoded;
import io.vigil.device.DeviceType;
import io.vigil.device.Json;
import io.vigil.device.MqttSettings;
import io.vigil.device.mqtt.message.TopicFilter;
import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * What could read the messages of a topic that nobody is configured for. Never throws, whatever the payload.
 *
 * @param text for the configuration, or a whole description; empty where nothing fits
 * @param why what it rests on, in words
 */
public record Suggestion(String text, String why) {
    private static final int DEEPEST = 4;
    private static final int MOST_FIELDS = 200;
    private static final String UNKNOWN = "unknown";

    private static final Suggestion NONE = new Suggestion("", "Nothing here looks like a vital sign.");

    /** @param payload the last one; @param types all that are known */
    public static Suggestion of(String topic, byte[] payload, Collection<DeviceType> types) {
        Optional<JsonNode> json = Json.object(payload);
        if (json.isPresent() && HomeAssistant.announces(topic)) {
            return HomeAssistant.suggestion(topic, json.get());
        }
        return known(
                        topic,
                        payload,
                        types.stream().filter(type -> usual(type, topic)).toList())
                .or(() -> json.flatMap(object -> described(topic, object, payload)))
                .or(() -> bare(topic, payload))
                .or(() -> known(topic, payload, types))
                .orElse(NONE);
    }

    /** Such devices publish on topics of this shape. */
    private static boolean usual(DeviceType type, String topic) {
        return type.link() instanceof MqttSettings mqtt
                && TopicFilter.matches(mqtt.topic().replaceAll("\\+\\w+", "+"), topic);
    }

    private record Fit(DeviceType type, long values) {}

    private static Optional<Suggestion> known(String topic, byte[] payload, Collection<DeviceType> types) {
        return types.stream()
                .filter(type -> !type.stream() && (!type.id().startsWith("gatt-") || topic.contains("2a")))
                .map(type -> new Fit(type, values(type, topic, payload)))
                .filter(fit -> fit.values() > 0)
                .max(Comparator.comparingLong(Fit::values))
                .map(fit -> new Suggestion(
                        "devices: ["
                                + SuggestedDescription.entry(
                                        SuggestedDescription.idOf(topic),
                                        fit.type().id(),
                                        topic,
                                        "")
                                + "]\n",
                        "The type " + fit.type().id() + " reads " + fit.values() + " of its values."));
    }

    private static long values(DeviceType type, String topic, byte[] payload) {
        try {
            return type.messageDecoder().decode(topic, payload).stream()
                    .filter(Decoded.Sample.class::isInstance)
                    .flatMap(sample -> ((Decoded.Sample) sample).readings().stream())
                    .filter(Reading::hasValue)
                    .count();
        } catch (RuntimeException unsuited) {
            return 0;
        }
    }

    private static Optional<Suggestion> described(String topic, JsonNode object, byte[] payload) {
        Map<Metric, String> fields = new EnumMap<>(Metric.class);
        Map<Metric, String> values = new EnumMap<>(Metric.class);
        fields(object, "", 1, fields, values);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Suggestion(
                        new SuggestedDescription(
                                        topic,
                                        UNKNOWN,
                                        UNKNOWN,
                                        fields,
                                        new String(payload, StandardCharsets.UTF_8),
                                        values,
                                        "")
                                .text(),
                        "Fields of its JSON are named like vital signs."));
    }

    private static void fields(
            JsonNode object, String path, int depth, Map<Metric, String> fields, Map<Metric, String> values) {
        int looked = 0;
        for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext() && looked < MOST_FIELDS; ) {
            Map.Entry<String, JsonNode> each = all.next();
            looked++;
            String name = each.getKey();
            String at = path.isEmpty() ? name : path + "." + name;
            if (each.getValue().isObject() && depth < DEEPEST) {
                fields(each.getValue(), at, depth + 1, fields, values);
            } else if (each.getValue().isNumber() && name.matches("[A-Za-z0-9_-]+")) {
                MetricWords.of(name)
                        .filter(metric -> metric.plausible(each.getValue().asDouble()))
                        .filter(metric -> !fields.containsKey(metric))
                        .ifPresent(metric -> {
                            fields.put(metric, at);
                            values.put(metric, number(each.getValue().asText()));
                        });
            }
        }
    }

    private static Optional<Suggestion> bare(String topic, byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8).trim();
        if (!text.matches("\\d{1,3}(\\.\\d{1,3})?")) {
            return Optional.empty();
        }
        return MetricWords.of(topic)
                .filter(metric -> metric.plausible(Double.parseDouble(text)))
                .map(metric -> new Suggestion(
                        new SuggestedDescription(
                                        topic,
                                        UNKNOWN,
                                        UNKNOWN,
                                        Map.of(metric, SuggestedDescription.BARE),
                                        text,
                                        Map.of(metric, number(text)),
                                        "")
                                .text(),
                        "The topic is named like " + metric.wire() + ", and its payload is a number."));
    }

    private static String number(String text) {
        double value = Double.parseDouble(text);
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
