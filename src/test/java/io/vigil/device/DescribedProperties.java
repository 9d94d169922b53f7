package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Reading;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What holds for every described device, whatever comes over its line or from its broker. */
class DescribedProperties {
    private static final Map<String, String> STREAMS = new TreeMap<>(Map.of(
            "nonin-ascii", "SPO2=097 HR=072\r\n14:30:15 SPO2=098F HR=101*\r\n",
            "nellcor-ascii",
                    "TIME                %SPO2    BPM    PA    Status\r\n04-MAY-26 14:00:11    97      88     40    MO LB\r\n",
            "medlab-un300c", "\u0002085C0S3\u0003\u0002S1;A0;C00;M00;P121078092;R071;T0000;;39\u0003\r",
            "datascope-accutorr", "P:97,85,121, 92, 78,000,000,000, 0\r\n"));
    private static final List<String> MESSAGES =
            List.of("openmqttgateway", "esphome", "tasmota", "qube-vital", "mqtt-vitals");

    @Property(tries = 200)
    void noiseNeverThrowsAndEveryByteIsAccountedFor(@ForAll @Size(max = 3000) byte[] noise) {
        for (String type : STREAMS.keySet()) {
            String ends = type.equals("medlab-un300c") ? "\r\n\0\u0002\u0003" : "\r\n\0";
            List<Decoded> all = decode(type, noise);
            // An STX with a text behind it is that text's first byte.
            long parted = new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replaceAll(ends.indexOf('\u0002') < 0 ? "" : "\u0002(?=[^" + ends + "])", "")
                    .chars()
                    .filter(octet -> ends.indexOf(octet) >= 0)
                    .count();
            long told =
                    rejected(all).stream().mapToLong(Decoded.Rejected::bytes).sum()
                            + all.stream()
                                    .filter(Decoded.Ignored.class::isInstance)
                                    .mapToLong(decoded -> ((Decoded.Ignored) decoded).bytes())
                                    .sum();
            assertThat(samples(all)).isEmpty();
            assertThat(told + parted).isEqualTo(noise.length);
        }
    }

    @Property(tries = 300)
    void noPayloadThrowsOrIsBelievedBeyondBelief(
            @ForAll @StringLength(max = 200) String text, @ForAll @Size(max = 200) byte[] bytes) {
        for (String type : MESSAGES) {
            MessageDecoder decoder =
                    Catalogue.builtIn().type(type).orElseThrow().messageDecoder();
            for (String topic : List.of("", text, "a/sensor/spo2/state", "tele/a/SENSOR", "a/spo2")) {
                believable(decoder.decode(topic, bytes));
                believable(decoder.decode(topic, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                believable(decoder.decode(topic, ascii("{\"spo2\":\"" + text.replaceAll("[\"\\\\]", "") + "\"}")));
            }
        }
    }

    @Property(tries = 20)
    void anEndlessLineIsGivenUpInPieces(@ForAll @IntRange(min = 2000, max = 20_000) int length) {
        for (String type : STREAMS.keySet()) {
            List<Decoded.Rejected> given = rejected(decode(type, ascii("x".repeat(length))));
            assertThat(given).hasSizeGreaterThan(1);
            assertThat(given.stream().mapToInt(Decoded.Rejected::bytes).max().orElse(0))
                    .isLessThanOrEqualTo(1024);
        }
    }

    private static void believable(List<Decoded> all) {
        for (Decoded.Sample sample : samples(all)) {
            for (Reading reading : sample.readings()) {
                assertThat(!reading.hasValue() || reading.metric().plausible(reading.value()))
                        .isTrue();
            }
        }
    }
}
