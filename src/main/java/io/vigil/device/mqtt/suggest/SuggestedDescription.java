package io.vigil.device.mqtt.suggest;

import io.vigil.vital.Metric;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A description to begin with, in the words of {@code devices/README.md}: it passes {@code devices check} as it is, and a
 * person then corrects what one message could not tell.
 *
 * @param topic where it publishes
 * @param fields metric to the field that holds it; {@code payload} where the payload is the bare value
 * @param example a payload
 * @param values what the example must become
 */
record SuggestedDescription(
        String topic,
        String vendor,
        String model,
        Map<Metric, String> fields,
        String example,
        Map<Metric, String> values,
        String availability) {
    private static final int LONGEST_ID = 40;
    static final String BARE = "payload";

    String text() {
        String id = id();
        boolean bare = fields.containsValue(BARE);
        String metrics = metrics(metric -> metric.wire(), ", ");
        String readings = metrics(metric -> metric.wire() + ": " + quoted(fields.getOrDefault(metric, BARE)), ", ");
        String expected = new TreeMap<>(values)
                .entrySet().stream()
                        .map(each -> each.getKey().wire() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
        return """
                # devices/%1$s/device.yaml: check names and units, and what it sends without a sensor
                id: %1$s
                vendor: %2$s
                model: %3$s
                kind: device on MQTT
                notes: Suggested from what was seen on its topic; not checked by a person.
                confidence: low
                sources: [what was seen on its topic]
                fhir: {code: "528384", display: MDC_DEV_SPEC_PROFILE_HYDRA, manufacturer: %2$s, device_name: %3$s}
                link: {mqtt: {topic: %4$s, qos: 1}}
                metrics: [%5$s]
                silence_s: 30
                none: [0, -1, -999]
                records:
                  - %9$sreadings: {%6$s}
                examples:
                  - {topic: %4$s, input: %7$s, expect: [%8$s]}
                """.formatted(
                                id,
                                quoted(vendor),
                                quoted(model),
                                quoted(topic),
                                metrics,
                                readings,
                                quoted(example),
                                expected,
                                bare ? "bare: true\n    " : "")
                + configured(id, id, topic, availability);
    }

    /** What goes into the configuration, as a comment below a description. */
    private static String configured(String id, String type, String topic, String availability) {
        return "# vigil.yaml: devices: [" + entry(id, type, topic, availability) + "]\n";
    }

    static String entry(String id, String type, String topic, String availability) {
        return "{id: " + id + ", type: " + type + ", mqtt: {topic: " + quoted(topic)
                + (availability.isEmpty() ? "" : ", availability: " + quoted(availability)) + "}}";
    }

    private String metrics(java.util.function.Function<Metric, String> text, String between) {
        return new TreeMap<>(fields).keySet().stream().map(text).collect(Collectors.joining(between));
    }

    private String id() {
        return idOf(model.equals("unknown") ? topic : model);
    }

    /** A device's id made of any text. */
    static String idOf(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = plain.length() > LONGEST_ID ? plain.substring(plain.length() - LONGEST_ID) : plain;
        String id = cut.replaceAll("^-+", "");
        return id.isEmpty() ? "device" : id;
    }

    /** As YAML and JSON both read it; a stranger's text stays one line. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
