package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published output of the devices that are described, not programmed, against what its collectors say it means. */
class DescribedCapturesTest {
    private static final Double NONE = Double.NaN;
    private static final Map<String, Metric> WORDS = Map.of(
            "spo2", Metric.SPO2,
            "pulse", Metric.PR,
            "pi", Metric.PI,
            "sys", Metric.SBP,
            "dia", Metric.DBP,
            "map", Metric.MAP);

    @Test
    void noninLines() {
        List<Decoded> all = decode("nonin-ascii", lines("pulseox/nonin_ascii_lines.txt"));
        assertThat(rejected(all)).isEmpty();
        assertThat(values(all, Metric.SPO2)).containsExactly(97.0, 98.0, NONE, 96.0, 95.0);
        assertThat(values(all, Metric.PR)).containsExactly(72.0, 71.0, NONE, 75.0, 101.0);
        assertThat(samples(all).stream()
                        .map(sample -> reading(sample, Metric.SPO2).flags()))
                .containsExactly(List.of(), List.of("fast-average"), List.of(), List.of("event-mark"), List.of());
    }

    @Test
    void nellcorLines() {
        List<Decoded> all = decode("nellcor-ascii", lines("pulseox/nellcor_sample_lines.txt"));
        assertThat(rejected(all)).isEmpty();
        assertThat(all).filteredOn(Decoded.Ignored.class::isInstance).hasSize(3);
        assertThat(values(all, Metric.SPO2)).containsExactly(100.0, 84.0, NONE, 97.0);
        assertThat(values(all, Metric.PR)).containsExactly(120.0, 130.0, NONE, 88.0);
        assertThat(samples(all).stream()
                        .map(sample -> reading(sample, Metric.SPO2).quality()))
                .containsExactly(Quality.GOOD, Quality.GOOD, Quality.SENSOR_OFF, Quality.QUESTIONABLE);
        assertThat(samples(all).get(0).deviceTime()).isEqualTo("1998-11-12T14:00:05");
    }

    @Test
    void medlabCommandsAndRecords() {
        List<String> texts = Captures.lines("nibp/un300c_medlab_frames.txt").stream()
                .filter(line -> line.startsWith("H ") || line.startsWith("M "))
                .map(line -> line.replaceAll("#.*", "").trim().substring(2))
                .map(line ->
                        line.replace("<02>", "\u0002").replace("<03>", "\u0003").replace("<0D>", "\r"))
                .toList();
        String result = texts.get(texts.size() - 1);
        String body = result.substring(1, result.indexOf("<cc>"));
        int sum = body.chars().sum() & 0xFF;
        String whole = String.join("", texts.subList(0, texts.size() - 1))
                + result.replace("<cc>", String.format("%02X", sum));
        List<Decoded> all = decode("medlab-un300c", ascii(whole));
        assertThat(rejected(all)).isEmpty();
        assertThat(all.stream()
                        .filter(Decoded.Ignored.class::isInstance)
                        .map(decoded -> ((Decoded.Ignored) decoded).kind()))
                .containsExactly("command", "command", "command", "cuff pressure", "finished");
        assertThat(values(all, Metric.SBP)).containsExactly(120.0);
        assertThat(values(all, Metric.DBP)).containsExactly(80.0);
        assertThat(values(all, Metric.MAP)).containsExactly(93.0);
        assertThat(values(all, Metric.PR)).containsExactly(72.0);
    }

    @Test
    void datascopeReply() {
        List<String> texts = Captures.lines("nibp/datascope_accutorr_lines.txt").stream()
                .filter(line -> line.startsWith("M "))
                .map(line -> line.substring(2))
                .toList();
        Decoder decoder =
                Catalogue.builtIn().type("datascope-accutorr").orElseThrow().fullDecoder();
        List<Decoded> all = new ArrayList<>();
        byte[] bytes = ascii(String.join("\r\n", texts) + "\r\n");
        decoder.feed(bytes, 0, bytes.length, all::add);
        Decoded.Sample sample = samples(all).get(0);
        assertThat(reading(sample, Metric.SPO2).hasValue()).isFalse();
        assertThat(reading(sample, Metric.PR).value()).isEqualTo(85);
        assertThat(reading(sample, Metric.SBP).value()).isEqualTo(120);
        assertThat(reading(sample, Metric.DBP).value()).isEqualTo(80);
        assertThat(reading(sample, Metric.MAP).value()).isEqualTo(45);
    }

    @Test
    void mqttPayloads() throws IOException {
        int seen = 0;
        for (String line : Captures.lines("mqtt/payload_samples.jsonl")) {
            JsonNode sample = new JsonMapper().readTree(line);
            String origin = sample.path("origin").asText();
            String topic = sample.path("topic").asText();
            String type = type(topic);
            JsonNode payload = sample.get("payload");
            List<Decoded> all = Catalogue.builtIn()
                    .type(type)
                    .orElseThrow()
                    .messageDecoder()
                    .decode(topic, ascii(payload.isTextual() ? payload.asText() : payload.toString()));
            assertThat(rejected(all)).as(origin).isEmpty();
            same(origin, sample.get("expected"), all);
            seen++;
        }
        assertThat(seen).isGreaterThanOrEqualTo(12);
    }

    private static String type(String topic) {
        if (topic.equals("CM4_BLE_GW_TX")) {
            return "qube-vital";
        }
        if (topic.startsWith("tele/")) {
            return "tasmota";
        }
        if (topic.contains("/BTtoMQTT/")) {
            return "openmqttgateway";
        }
        return topic.contains("/sensor/") ? "esphome" : "mqtt-vitals";
    }

    private static void same(String origin, JsonNode expected, List<Decoded> all) {
        if (expected.has("available")) {
            assertThat(all).as(origin).hasOnlyElementsOfType(Decoded.Ignored.class);
            return;
        }
        Decoded.Sample sample = samples(all).get(0);
        WORDS.forEach((word, metric) -> {
            if (expected.has(word)) {
                Double value = expected.get(word).isNull()
                        ? Double.NaN
                        : expected.get(word).doubleValue();
                assertThat((Double) reading(sample, metric).value()).as(origin).isEqualTo(value);
            }
        });
    }

    private static byte[] lines(String name) {
        List<String> lines = Captures.lines(name).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        return ascii(String.join("\r\n", lines) + "\r\n");
    }
}
