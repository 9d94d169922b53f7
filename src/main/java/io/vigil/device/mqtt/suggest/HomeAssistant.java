package io.vigil.device.mqtt.suggest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Senders that announce themselves to Home Assistant ({@code homeassistant/<component>/[<node>/]<object>/config}, its
 * "MQTT discovery", with the short names of its keys) say where they publish and what it means. It becomes a suggestion,
 * never a device: who is heard is a person's decision.
 */
final class HomeAssistant {
    private static final Pattern TOPIC = Pattern.compile("[^/]+/[a-z_]+/([^/]+/)?[^/]+/config");
    private static final Pattern FIELD =
            Pattern.compile("value_json((?:\\.[A-Za-z_]\\w*|\\['[\\w-]+'\\]|\\[\"[\\w-]+\"\\])+)");
    private static final int MOST_ENTITIES = 100;

    /** Of a payload that is made up to show how it will be read. */
    private static final Map<Metric, String> TYPICAL = Map.of(
            Metric.SPO2, "97",
            Metric.PR, "72",
            Metric.HR, "72",
            Metric.RR, "14",
            Metric.PI, "4",
            Metric.SBP, "121",
            Metric.DBP, "78",
            Metric.MAP, "92");

    private record Entity(Metric metric, String topic, String field, String availability) {}

    private HomeAssistant() {}

    static boolean announces(String topic) {
        return TOPIC.matcher(topic).matches();
    }

    static Suggestion suggestion(String topic, JsonNode config) {
        Map<String, List<Entity>> byTopic = entities(topic, config).stream()
                .collect(Collectors.groupingBy(Entity::topic, LinkedHashMap::new, Collectors.toList()));
        if (byTopic.isEmpty()) {
            return new Suggestion("", "It announces something that is no vital sign.");
        }
        JsonNode device = either(config, "device", "dev");
        String vendor = text(device, "manufacturer", "mf", "unknown");
        String model = text(device, "model", "mdl", "unknown");
        String all = byTopic.entrySet().stream()
                .map(each -> description(each.getKey(), vendor, byTopic.size() > 1 ? "unknown" : model, each.getValue())
                        .text())
                .collect(Collectors.joining("---\n"));
        return new Suggestion(all, "It announced itself to Home Assistant.");
    }

    private static SuggestedDescription description(String topic, String vendor, String model, List<Entity> entities) {
        Map<Metric, String> fields = new EnumMap<>(Metric.class);
        Map<Metric, String> values = new EnumMap<>(Metric.class);
        for (Entity entity : entities) {
            fields.putIfAbsent(entity.metric(), entity.field());
            values.put(entity.metric(), TYPICAL.getOrDefault(entity.metric(), ""));
        }
        return new SuggestedDescription(
                topic,
                vendor,
                model,
                fields,
                example(fields),
                values,
                entities.get(0).availability());
    }

    private static String example(Map<Metric, String> fields) {
        Map.Entry<Metric, String> first = fields.entrySet().iterator().next();
        if (first.getValue().equals(SuggestedDescription.BARE)) {
            return TYPICAL.getOrDefault(first.getKey(), "");
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        fields.forEach((metric, path) -> put(tree, path.split("\\."), TYPICAL.getOrDefault(metric, "")));
        return json(tree);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String[] path, String value) {
        Map<String, Object> at = tree;
        for (int i = 0; i < path.length - 1; i++) {
            Object next = at.computeIfAbsent(path[i], name -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) {
                return;
            }
            at = (Map<String, Object>) next;
        }
        at.put(path[path.length - 1], value);
    }

    private static String json(Map<String, Object> tree) {
        return tree.entrySet().stream()
                .map(each -> SuggestedDescription.quoted(each.getKey()) + ": " + value(each.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @SuppressWarnings("unchecked")
    private static String value(Object value) {
        return value instanceof Map ? json((Map<String, Object>) value) : String.valueOf(value);
    }

    /** One of a component, many of a device that announces its components together. */
    private static List<Entity> entities(String topic, JsonNode config) {
        List<Entity> entities = new ArrayList<>();
        JsonNode components = either(config, "components", "cmps");
        if (components.isObject()) {
            components.fields().forEachRemaining(each -> {
                if (entities.size() < MOST_ENTITIES) {
                    entity(each.getKey(), each.getValue(), config, entities);
                }
            });
        } else {
            entity(topic, config, config, entities);
        }
        return entities;
    }

    private static void entity(String named, JsonNode one, JsonNode whole, List<Entity> entities) {
        String base = text(one, "~", "~", text(whole, "~", "~", ""));
        String state = text(one, "state_topic", "stat_t", text(whole, "state_topic", "stat_t", ""))
                .replace("~", base);
        String template = text(one, "value_template", "val_tpl", "");
        String names = text(one, "name", "name", "") + " " + text(one, "unique_id", "uniq_id", "") + " "
                + template.replaceAll("\\W+", " ") + " " + named;
        if (!state.isEmpty()) {
            MetricWords.of(names)
                    .ifPresent(metric ->
                            entities.add(new Entity(metric, state, field(template), availability(one, whole, base))));
        }
    }

    private static String field(String template) {
        Matcher found = FIELD.matcher(template);
        if (!found.find()) {
            return SuggestedDescription.BARE;
        }
        return found.group(1)
                .replaceAll("\\[['\"]|['\"]\\]\\[['\"]", ".")
                .replaceAll("['\"]\\]", "")
                .substring(1);
    }

    private static String availability(JsonNode one, JsonNode whole, String base) {
        String own = text(one, "availability_topic", "avty_t", text(whole, "availability_topic", "avty_t", ""));
        JsonNode list = either(one, "availability", "avty");
        String listed = list.isArray() && list.size() > 0 ? text(list.get(0), "topic", "t", "") : "";
        return (own.isEmpty() ? listed : own).replace("~", base);
    }

    private static JsonNode either(JsonNode node, String name, String abbreviated) {
        return node.has(name) ? node.path(name) : node.path(abbreviated);
    }

    private static String text(JsonNode node, String name, String abbreviated, String otherwise) {
        JsonNode found = either(node, name, abbreviated);
        return found.isTextual() && !found.asText().isEmpty() ? found.asText() : otherwise;
    }
}
