package io.vigil.device.contec;

import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Captures;
import io.vigil.device.Decoded;
import io.vigil.device.sim.ContecEncoder;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors: recorded bytes of a CMS50E read in place, and frames constructed from the layouts. */
class ContecTest {
    @Test
    void timegridReadThePerfusionBitTheWrongWayRound() {
        List<Decoded> all =
                decode("contec-v7", hex(String.join("", Captures.lines("pulseox/cms50e_v7_live_raw.hex.txt"))));
        assertThat(values(all, Metric.PR)).hasSize(40).containsOnly(60.0);
        assertThat(values(all, Metric.SPO2)).hasSize(40).containsOnly(99.0);
        assertThat(values(all, Metric.PI)).hasSize(40).containsOnly(Double.NaN);
        assertThat(rejected(all)).containsExactly(new Decoded.Rejected(360, 4, "truncated"));
    }

    /** The sources do not agree on what the flags mean, so no number of them is beyond doubt. */
    @Test
    void newerDevicesFramesAreReadInDoubt() {
        List<Decoded> all =
                decode("contec-v7", hex("EB00034809 3F EB0106485F7F0018 EB0106485F7F0019 EB01067F7F7F006F"));
        List<String> doubt = List.of("format-unconfirmed");
        assertThat(samples(all).get(0).readings())
                .containsExactly(
                        new Reading(Metric.SPO2, 95, Quality.QUESTIONABLE, doubt),
                        new Reading(Metric.PR, 72, Quality.QUESTIONABLE, doubt));
        assertThat(reading(samples(all).get(1), Metric.SPO2).hasValue()).isFalse();
        assertThat(rejected(all)).containsExactly(new Decoded.Rejected(14, 8, "checksum"));
        assertThat(all)
                .anyMatch(decoded ->
                        decoded instanceof Decoded.Wave wave && wave.samples().equals(List.of(72)));
    }

    @Test
    void publishedFramesOfNewerDevices() {
        String bytes = String.join(
                "",
                Captures.lines("pulseox/contec_eb_frames.hex").stream()
                        .map(line -> line.replaceAll("#.*", ""))
                        .toList());
        List<Decoded> all = decode("contec-v7", hex(bytes));
        assertThat(rejected(all)).isEmpty();
        assertThat(values(all, Metric.PR)).containsExactly(83.0);
        assertThat(values(all, Metric.SPO2)).containsExactly(99.0);
    }

    @Test
    void theHighByteRestoresEachBit() {
        byte[] frame = ContecEncoder.v7(98, 187, 1234, 99, false, false);
        List<Decoded> all = decode("contec-v7", frame);
        assertThat(samples(all).get(0).readings())
                .containsExactly(
                        Reading.of(Metric.SPO2, 98, Quality.GOOD),
                        Reading.of(Metric.PR, 187, Quality.GOOD),
                        Reading.of(Metric.PI, 12.34, Quality.GOOD));
        assertThat(((Decoded.Wave) all.get(1)).samples()).containsExactly(99);
    }

    @Test
    void missingIsNoReadingInBothGenerations() {
        assertThat(samples(decode("contec-v7", ContecEncoder.v7(127, 255, 0xFFFF, 0, false, false)))
                        .get(0)
                        .readings())
                .hasSize(3)
                .noneMatch(Reading::hasValue);
        assertThat(samples(decode("contec-5byte", ContecEncoder.fiveBytes(127, 255, 0, false, false)))
                        .get(0)
                        .readings())
                .hasSize(2)
                .noneMatch(Reading::hasValue);
        assertThat(samples(decode("contec-5byte", ContecEncoder.fiveBytes(0, 0, 0, false, false)))
                        .get(0)
                        .readings())
                .noneMatch(Reading::hasValue);
    }

    @Test
    void aFingerOutIsNoReadingThoughNumbersStand() {
        for (List<Decoded> all : List.of(
                decode("contec-v7", ContecEncoder.v7(98, 70, 300, 0, false, true)),
                decode("contec-5byte", ContecEncoder.fiveBytes(98, 70, 0, false, true)))) {
            assertThat(samples(all).get(0).readings())
                    .allSatisfy(reading -> assertThat(reading.quality()).isEqualTo(Quality.SENSOR_OFF))
                    .noneMatch(Reading::hasValue);
        }
    }

    @Test
    void searchingIsDoubt() {
        for (List<Decoded> all : List.of(
                decode("contec-v7", ContecEncoder.v7(98, 70, 300, 0, true, false)),
                decode("contec-5byte", ContecEncoder.fiveBytes(98, 70, 0, true, false)))) {
            assertThat(reading(samples(all).get(0), Metric.SPO2))
                    .isEqualTo(new Reading(Metric.SPO2, 98, Quality.QUESTIONABLE, List.of("pulse-search")));
        }
    }

    @Test
    void yujiaYanShiftedByTheSumOfOneAndTheLowBits() {
        Decoded.Sample sample =
                samples(decode("contec-5byte", hex("C4 3C 40 16 61"))).get(0);
        assertThat(reading(sample, Metric.PR).value()).isEqualTo(150);
        assertThat(reading(sample, Metric.SPO2).value()).isEqualTo(97);
    }

    @Test
    void aLostOrAnExtraByteNeverShiftsANumber() {
        byte[] v7 = ContecEncoder.v7(97, 72, 300, 5, false, false);
        byte[] five = ContecEncoder.fiveBytes(97, 72, 5, false, false);
        for (byte[] frame : List.of(v7, five)) {
            String type = frame.length == 9 ? "contec-v7" : "contec-5byte";
            for (int at = 0; at < frame.length; at++) {
                byte[] lost = new byte[3 * frame.length - 1];
                System.arraycopy(frame, 0, lost, 0, frame.length);
                System.arraycopy(frame, 0, lost, frame.length, at);
                System.arraycopy(frame, at + 1, lost, frame.length + at, frame.length - at - 1);
                System.arraycopy(frame, 0, lost, 2 * frame.length - 1, frame.length);
                assertThat(values(decode(type, lost), Metric.SPO2))
                        .as(type + " without " + at)
                        // Without its first byte a frame looks like the tail of the one before, which then is overlong.
                        .containsExactly(at == 0 ? new Double[] {97.0} : new Double[] {97.0, 97.0});
                byte[] extra = new byte[2 * frame.length + 1];
                System.arraycopy(frame, 0, extra, 0, at + 1);
                extra[at + 1] = (byte) (type.equals("contec-v7") ? 0xC1 : 0x41);
                System.arraycopy(frame, at + 1, extra, at + 2, frame.length - at - 1);
                System.arraycopy(frame, 0, extra, frame.length + 1, frame.length);
                assertThat(values(decode(type, extra), Metric.SPO2))
                        .as(type + " with " + at)
                        .containsExactly(97.0);
            }
        }
    }

    @Test
    void answersToCommandsAreNoReadingsAndNoFaults() {
        List<Decoded> all = decode(
                "contec-v7",
                hex("0B 80 81 80" + HexFormat.of().formatHex(ContecEncoder.v7(97, 72, 300, 5, false, false))));
        assertThat(all.get(0)).isEqualTo(new Decoded.Ignored(0, 4, "command feedback"));
        assertThat(samples(all)).extracting(Decoded.Sample::frame).containsExactly(1L);
    }
}
