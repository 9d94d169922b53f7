package io.vigil.device.mqtt.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.device.Captures;
import io.vigil.device.Catalogue;
import io.vigil.device.Decoded;
import io.vigil.device.DeviceType;
import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A suggested description is written to a folder, checked as a person would, and must read what was seen. */
class SuggestionTest {
    @TempDir
    private Path folder;

    private static Suggestion of(String topic, String payload) {
        return Suggestion.of(
                topic,
                payload.getBytes(StandardCharsets.UTF_8),
                Catalogue.builtIn().all());
    }

    private Map<Metric, Double> reads(String description, String topic, String payload) throws IOException {
        String id = description
                .lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring(4);
        Files.createDirectories(folder.resolve(id));
        Files.writeString(folder.resolve(id).resolve("device.yaml"), description);
        Catalogue found = Catalogue.of(folder);
        assertThat(found.problems()).as(description).isEmpty();
        DeviceType type = found.type(id).orElseThrow();
        return type.messageDecoder().decode(topic, payload.getBytes(StandardCharsets.UTF_8)).stream()
                .flatMap(decoded -> ((Decoded.Sample) decoded).readings().stream())
                .collect(Collectors.toMap(Reading::metric, Reading::value));
    }

    @Test
    void nestedFieldsNamedLikeVitalSignsBecomeADescriptionThatReadsThem() throws IOException {
        String payload = "{\"deviceId\": \"D1\", \"body\": {\"heartRate\": 78, \"temp\": 36.6, \"spO2\": 98}}";
        Suggestion suggestion = of("clinic/bed4", payload);
        assertThat(suggestion.why()).contains("JSON");
        assertThat(reads(suggestion.text(), "clinic/bed4", payload))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Metric.PR, 78.0, Metric.SPO2, 98.0));
    }

    @Test
    void aBareNumberIsReadByItsTopic() throws IOException {
        Suggestion suggestion = of("lab/finger/oxygen_saturation", "96");
        assertThat(reads(suggestion.text(), "lab/finger/oxygen_saturation", "96"))
                .isEqualTo(Map.of(Metric.SPO2, 96.0));
    }

    @Test
    void aKnownTypeThatReadsItIsNamedInsteadOfANewDescription() {
        Suggestion suggestion = of(
                "tele/clinic1/SENSOR",
                "{\"Time\":\"2024-06-15T17:17:27\",\"MAX30102\":{\"HeartRate\":72,\"SpO2\":98}}");
        assertThat(suggestion.text())
                .contains("type: tasmota", "tele/clinic1/SENSOR")
                .doesNotContain("records");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"kitchen/temp | 21.5", "kitchen/spo2 | hello", "kitchen/spo2 | 400", "a/b | {\"x\": 1}", "a/b | ''"
            })
    void nothingIsSuggestedWhereNothingFits(String topic, String payload) {
        assertThat(of(topic, payload).text()).isEmpty();
    }

    @Test
    void theCapturedAnnouncementToHomeAssistantBecomesADescriptionWithItsAvailability() throws IOException {
        Path captured = Captures.file("mqtt/ha_discovery_example.json");
        JsonNode capture = new ObjectMapper().readTree(Files.readString(captured));
        Suggestion suggestion =
                of(capture.get("topic").asText(), capture.get("payload").toString());
        assertThat(suggestion.text()).contains("PM100N", "Nellcor", "availability: \"medical/spo2/availability\"");
        assertThat(reads(suggestion.text(), "medical/spo2/state", "{\"spo2\": 93}"))
                .isEqualTo(Map.of(Metric.SPO2, 93.0));
    }

    @Test
    void shortKeysABaseTopicAndComponentsTogetherAreUnderstood() throws IOException {
        String config = """
                {"~": "ward/7", "stat_t": "~/state", "avty_t": "~/lwt", "dev": {"mf": "Acme", "mdl": "Patch"}, "cmps": {
                 "a": {"p": "sensor", "name": "Oxygen saturation", "val_tpl": "{{ value_json.v['o2'] | float }}"},
                 "b": {"p": "sensor", "name": "Pulse", "val_tpl": "{{ value_json.v.beats }}"},
                 "c": {"p": "sensor", "name": "Temperature", "val_tpl": "{{ value_json.v.t }}"}}}
                """;
        Suggestion suggestion = of("homeassistant/device/patch7/config", config);
        assertThat(suggestion.text()).contains("availability: \"ward/7/lwt\"");
        assertThat(reads(suggestion.text(), "ward/7/state", "{\"v\":{\"o2\":95,\"beats\":66,\"t\":36}}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Metric.SPO2, 95.0, Metric.PR, 66.0));
        assertThat(of("homeassistant/sensor/x/config", "{\"name\":\"Door\",\"stat_t\":\"d\"}")
                        .text())
                .isEmpty();
    }

    @Test
    void noPayloadAndNoTopicBreaksIt() {
        long seed = 20260504;
        Random random = new Random(seed);
        List<String> topics = List.of("", "a\nb/spo2", "homeassistant/sensor/\u0000/config", "x/2a37", "é/hr");
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            String topic = topics.get(random.nextInt(topics.size()));
            assertThat(Suggestion.of(topic, payload, Catalogue.builtIn().all()).text())
                    .as("seed %d", seed)
                    .doesNotContain("\u0000");
        }
    }
}
