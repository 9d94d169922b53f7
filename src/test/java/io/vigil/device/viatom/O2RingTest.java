package io.vigil.device.viatom;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Captures;
import io.vigil.device.Catalogue;
import io.vigil.device.Decoded;
import io.vigil.device.MessageDecoder;
import io.vigil.device.sim.O2RingEncoder;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors: a real night file beside its vendor's table, read in place; live frames constructed from the layout. */
class O2RingTest {
    private static final String TYPE = "viatom-o2ring";

    private static List<Decoded> night(byte[] file) {
        List<Decoded> all = new java.util.ArrayList<>();
        NightFile reader = new NightFile();
        for (int from = 0; from < file.length; from += 7) {
            reader.feed(file, from, Math.min(7, file.length - from), all::add);
        }
        reader.endOfFile(all::add);
        return all;
    }

    @Test
    void theNightFileIsTheVendorsTable() throws IOException {
        java.time.format.DateTimeFormatter stamp =
                java.time.format.DateTimeFormatter.ofPattern("HH:mm:ss MMM dd yyyy", java.util.Locale.ENGLISH);
        List<String> expected = Captures.lines("timeseries/o2ring/night.csv").stream()
                .skip(1)
                .map(row -> row.split(","))
                .map(row -> LocalDateTime.parse(row[0], stamp) + " " + Double.valueOf(row[1]) + " "
                        + Double.valueOf(row[2]))
                .toList();
        List<Decoded> all = night(Files.readAllBytes(Captures.file("timeseries/o2ring/night.vld")));
        assertThat(expected).hasSize(2000);
        assertThat(samples(all).stream()
                        .map(sample -> LocalDateTime.parse(sample.deviceTime()) + " "
                                + reading(sample, Metric.SPO2).value() + " "
                                + reading(sample, Metric.PR).value()))
                .isEqualTo(expected);
        assertThat(samples(all)).allMatch(Decoded.Sample::history);
        assertThat(rejected(all)).isEmpty();
    }

    @Test
    void aGapInTheNightIsNoReadingAndACutRecordIsSaid() {
        byte[] file = O2RingEncoder.night(LocalDateTime.of(2026, 5, 4, 23, 59, 58), new int[][] {{97, 60}, {255, 255}});
        List<Decoded> all = night(Arrays.copyOf(file, file.length));
        assertThat(samples(all))
                .extracting(Decoded.Sample::deviceTime)
                .containsExactly("2026-05-04T23:59:58", "2026-05-05T00:00:02");
        assertThat(samples(all).get(1).readings()).noneMatch(Reading::hasValue);
        assertThat(night(Arrays.copyOf(file, file.length - 2))).contains(new Decoded.Rejected(45, 3, "truncated"));
    }

    @Test
    void thePublishedRequestHasThePublishedCrc() {
        String request =
                Captures.lines("pulseox/viatom_oxyii_vectors.hex").get(0).replaceAll("#.*", "");
        assertThat(message(TYPE, ascii(request.trim()))).containsExactly(new Decoded.Ignored(0, 8, "request 17"));
        byte[] bytes = hex(request);
        assertThat(Crc8.of(bytes, 0, 7)).isEqualTo(0x1B);
    }

    @Test
    void sensorsAndRealTimeReadAlikeInEachForm() {
        for (byte[] frame :
                List.of(O2RingEncoder.sensors(85, 61, 32, true), O2RingEncoder.realTime(85, 61, 32, true, 1, 2, 3))) {
            for (byte[] form : List.of(
                    frame,
                    ascii(HexFormat.of().formatHex(frame)),
                    ascii(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(frame)),
                    java.util.Base64.getEncoder().encode(frame))) {
                Decoded.Sample sample = samples(message(TYPE, form)).get(0);
                assertThat(reading(sample, Metric.SPO2)).isEqualTo(Reading.of(Metric.SPO2, 85, Quality.GOOD));
                assertThat(reading(sample, Metric.PR)).isEqualTo(Reading.of(Metric.PR, 61, Quality.GOOD));
                assertThat(reading(sample, Metric.PI).quality()).isEqualTo(Quality.QUESTIONABLE);
            }
        }
    }

    @Test
    void notWornNoFingerAndCalibratingAreNoReading() {
        for (byte[] frame : List.of(
                O2RingEncoder.sensors(97, 61, 32, false),
                O2RingEncoder.sensors(255, 255, 0, true),
                O2RingEncoder.sensors(0, 0, 0, true),
                O2RingEncoder.realTime(97, 61, 32, false),
                O2RingEncoder.realTime(255, 65_535, 0, true),
                O2RingEncoder.realTime(0, 0, 0, true))) {
            assertThat(samples(message(TYPE, frame)).get(0).readings()).noneMatch(Reading::hasValue);
        }
    }

    @Test
    void smartHomeHealthHubShowedZeroAsAValue() {
        Decoded.Sample sample =
                samples(message(TYPE, O2RingEncoder.sensors(0, 61, 3, true))).get(0);
        assertThat(reading(sample, Metric.SPO2).hasValue()).isFalse();
    }

    @Test
    void aFlippedBitGivesNoNumber() {
        byte[] frame = O2RingEncoder.sensors(97, 61, 32, true);
        for (int bit = 0; bit < 8 * frame.length; bit++) {
            byte[] bad = frame.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(samples(message(TYPE, ascii(HexFormat.of().formatHex(bad)))))
                    .as("bit " + bit)
                    .isEmpty();
        }
    }

    @Test
    void aFrameInPiecesIsJoinedForALiveRing() {
        byte[] frame = O2RingEncoder.realTime(97, 71, 4, true, new int[60]);
        for (int mtu : new int[] {8, 20, 23}) {
            MessageDecoder ring =
                    Catalogue.builtIn().type("viatom-o2ring").orElseThrow().newMessageDecoder();
            List<Decoded> all = new ArrayList<>();
            for (int from = 0; from < frame.length; from += mtu) {
                byte[] piece = Arrays.copyOfRange(frame, from, Math.min(frame.length, from + mtu));
                all.addAll(ring.decode("", HexFormat.of().formatHex(piece).getBytes(StandardCharsets.US_ASCII)));
            }
            assertThat(all).noneMatch(Decoded.Rejected.class::isInstance);
            assertThat(values(all, Metric.SPO2)).containsExactly(97.0);
        }
    }

    @Test
    void aPieceWhoseRestWasLostIsToldAndTheNextFrameIsRead() {
        byte[] first = O2RingEncoder.sensors(85, 60, 4, true);
        byte[] second = O2RingEncoder.sensors(97, 71, 4, true);
        MessageDecoder ring =
                Catalogue.builtIn().type("viatom-o2ring").orElseThrow().newMessageDecoder();
        List<Decoded> all = new ArrayList<>(ring.decode("", Arrays.copyOf(first, 15)));
        all.addAll(ring.decode("", second));
        assertThat(values(all, Metric.SPO2)).containsExactly(97.0);
        assertThat(all).contains(new Decoded.Rejected(0, 15, "truncated"));
    }

    @Test
    void piecesOfTwoFramesAreNoReading() {
        byte[] first = O2RingEncoder.sensors(85, 60, 4, true);
        byte[] second = O2RingEncoder.sensors(97, 71, 9, true);
        MessageDecoder ring =
                Catalogue.builtIn().type("viatom-o2ring").orElseThrow().newMessageDecoder();
        ring.decode("", Arrays.copyOf(first, 15));
        List<Decoded> all = ring.decode("", Arrays.copyOfRange(second, 15, second.length));
        assertThat(all).containsExactly(new Decoded.Rejected(0, first.length, "checksum"));
    }
}
