package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded and published device output, against what its collectors say it means. */
class PublishedCapturesTest {
    private static final Double NONE = Double.NaN;

    /** Read by the tests of these types; {@code -} for what no device says: commands to one, a description, lists. */
    private static final Map<String, String> READ_AS = Map.ofEntries(
            Map.entry("INDEX.md", "-"),
            Map.entry("ble/ble_vectors.txt", "gatt-blood-pressure"),
            Map.entry("mqtt/ha_discovery_example.json", "-"),
            Map.entry("mqtt/payload_samples.jsonl", "qube-vital"),
            Map.entry("multiparam/ivy450c_ansarb.bin", "ivy-450c"),
            Map.entry("nibp/datascope_accutorr_lines.txt", "datascope-accutorr"),
            Map.entry("nibp/dinamap_ascii_commands.txt", "-"),
            Map.entry("nibp/suntech_advantage_frames.hex", "suntech-advantage"),
            Map.entry("nibp/un300c_medlab_frames.txt", "medlab-un300c"),
            Map.entry("pulseox/cms50e_v7_live_raw.hex.txt", "contec-v7"),
            Map.entry("pulseox/contec_eb_frames.hex", "contec-v7"),
            Map.entry("pulseox/contec_v7_commands.hex", "-"),
            Map.entry("pulseox/masimo_ascii1_real_lines.txt", "masimo-ascii1"),
            Map.entry("pulseox/masimo_rad8_trend_dump_manual.txt", "masimo-ascii1"),
            Map.entry("pulseox/nellcor_sample_lines.txt", "nellcor-ascii"),
            Map.entry("pulseox/nonin_ascii_lines.txt", "nonin-ascii"),
            Map.entry("pulseox/nonin_commands.hex", "-"),
            Map.entry("pulseox/nonin_df2_packet1.hex", "nonin-df2"),
            Map.entry("pulseox/nonin_df8_df13_constructed.hex", "nonin-df8"),
            Map.entry("pulseox/viatom_oxyii_vectors.hex", "viatom-o2ring"));

    @Test
    void noCaptureIsForgotten() throws IOException {
        Path folder = Objects.requireNonNull(Captures.file("INDEX.md").getParent());
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !file.startsWith("timeseries/")))
                    .isSubsetOf(READ_AS.keySet());
        }
        assertThat(READ_AS.values().stream().filter(type -> !type.equals("-")))
                .allMatch(type -> Catalogue.builtIn().type(type).isPresent());
    }

    @Test
    void masimoLines() {
        List<String> lines = Captures.lines("pulseox/masimo_ascii1_real_lines.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<Decoded> all = decode("masimo-ascii1", ascii(String.join("\n\r", lines) + "\n\r"));
        assertThat(rejected(all)).isEmpty();
        assertThat(values(all, Metric.SPO2)).startsWith(98.0, 98.0, 98.0, 98.0, 98.0, NONE, 98.0, NONE);
        assertThat(values(all, Metric.PR)).startsWith(97.0, 96.0, 96.0, 96.0, 97.0, NONE, 123.0, NONE);
        assertThat(samples(all).stream()
                        .limit(5)
                        .map(sample -> reading(sample, Metric.PI).value()))
                .containsExactly(3.60, 3.95, 4.25, 3.19, 2.41);
        assertThat(samples(all).stream()
                        .limit(8)
                        .map(sample -> reading(sample, Metric.SPO2).quality()))
                .containsExactly(
                        Quality.GOOD,
                        Quality.GOOD,
                        Quality.GOOD,
                        Quality.GOOD,
                        Quality.GOOD,
                        Quality.SENSOR_OFF,
                        Quality.QUESTIONABLE,
                        Quality.INVALID);
        assertThat(samples(all).get(0).deviceTime()).isEqualTo("2016-02-22T22:47:45");
    }

    /** The collector's annotations are no device output: each is refused, and no number changes. */
    @Test
    void masimoLinesWithTheCollectorsNotes() {
        List<String> lines = Captures.lines("pulseox/masimo_ascii1_real_lines.txt");
        List<Decoded> all = decode("masimo-ascii1", ascii(String.join("\n", lines) + "\n"));
        long notes = lines.stream().filter(line -> line.startsWith("#")).count();
        assertThat(rejected(all)).hasSize((int) notes);
        assertThat(samples(all)).hasSize(lines.size() - (int) notes);
    }

    @Test
    void theTrendDownloadIsAnotherFormat() {
        List<String> lines = Captures.lines("pulseox/masimo_rad8_trend_dump_manual.txt");
        assertThat(samples(decode("masimo-ascii1", ascii(String.join("\r\n", lines) + "\r\n"))))
                .isEmpty();
    }

    @Test
    void noninDf8Frames() {
        String df8 = Captures.lines("pulseox/nonin_df8_df13_constructed.hex").stream()
                .map(line -> line.replaceAll("#.*", "").trim())
                .filter(line -> line.matches("(\\S\\S ){3}\\S\\S"))
                .collect(Collectors.joining());
        List<Decoded> all = decode("nonin-df8", hex(df8));
        assertThat(rejected(all)).isEmpty();
        assertThat(values(all, Metric.PR)).containsExactly(72.0, 150.0, 72.0);
        assertThat(values(all, Metric.SPO2)).containsExactly(97.0, 96.0, 85.0);
        assertThat(reading(samples(all).get(2), Metric.SPO2))
                .isEqualTo(new Reading(Metric.SPO2, 85, Quality.QUESTIONABLE, List.of("low-perfusion")));
    }

    @Test
    void bloodPressureMeasurements() throws IOException {
        for (String[] vector : vectors("2A35")) {
            JsonNode expected = new JsonMapper().readTree(vector[2]);
            Decoded.Sample sample =
                    samples(message("gatt-blood-pressure", ascii(vector[1]))).get(0);
            boolean kilopascal = expected.has("sys_kPa");
            String unit = kilopascal ? "_kPa" : "";
            same(sample, Metric.SBP, expected.path("sys" + unit), kilopascal);
            same(sample, Metric.DBP, expected.path("dia" + unit), kilopascal);
            same(sample, Metric.MAP, expected.path("map" + unit), kilopascal);
            if (expected.has("pulse")) {
                same(sample, Metric.PR, expected.path("pulse"), false);
            }
            assertThat(sample.deviceTime()).isEqualTo(expected.path("time").asText(""));
        }
    }

    private static void same(Decoded.Sample sample, Metric metric, JsonNode expected, boolean kilopascal) {
        Reading reading = reading(sample, metric);
        if (expected.isNull()) {
            assertThat(reading.hasValue()).isFalse();
            assertThat(reading.quality()).isEqualTo(Quality.INVALID);
        } else {
            double value = expected.doubleValue() * (kilopascal ? 7.50062 : 1);
            assertThat(reading.value()).isCloseTo(value, within(1e-9));
            assertThat(reading.quality()).isEqualTo(Quality.GOOD);
        }
    }

    @Test
    void sfloatWords() {
        for (String[] vector : vectors("SFLOAT")) {
            byte[] bytes = hex(vector[1]);
            int word = bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
            if (vector[2].matches("-?[0-9.]+")) {
                assertThat(Sfloat.special(word)).isFalse();
                assertThat(Sfloat.value(word).doubleValue()).isEqualTo(Double.parseDouble(vector[2]));
            } else {
                assertThat(Sfloat.special(word)).as(vector[2]).isTrue();
            }
        }
    }

    @Test
    void theGatewaysReplyWithRealBytes() throws IOException {
        String line = Captures.lines("mqtt/payload_samples.jsonl").stream()
                .filter(sample -> sample.contains("\"2a35\""))
                .findFirst()
                .orElseThrow();
        JsonNode sample = new JsonMapper().readTree(line);
        Decoded.Sample decoded = samples(message(
                        "gatt-blood-pressure", ascii(sample.get("payload").toString())))
                .get(0);
        assertThat(Stream.of(Metric.SBP, Metric.DBP, Metric.MAP, Metric.PR)
                        .map(metric -> reading(decoded, metric).value()))
                .containsExactly(124.0, 86.0, 97.0, 51.0);
    }

    /** Kind, hex, expected. */
    private static List<String[]> vectors(String kind) {
        List<String[]> vectors = Captures.lines("ble/ble_vectors.txt").stream()
                .filter(line -> line.startsWith(kind + " "))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::trim).toArray(String[]::new))
                .toList();
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(3);
        return vectors;
    }
}
