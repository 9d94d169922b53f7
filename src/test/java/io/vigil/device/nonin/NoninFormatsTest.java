package io.vigil.device.nonin;

import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Captures;
import io.vigil.device.Decoded;
import io.vigil.device.sim.NoninEncoder;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Vectors: the worked frames of the layout, and packets constructed from it. */
class NoninFormatsTest {
    private static byte[] good(boolean wide) {
        return NoninEncoder.packet(wide, 97, 72, 0, 10);
    }

    @Test
    void thePublishedPacketIsSeventyTwoAndNinetySeven() {
        List<Decoded> all = decode("nonin-df2", hex(String.join("", Captures.lines("pulseox/nonin_df2_packet1.hex"))));
        assertThat(rejected(all)).isEmpty();
        assertThat(samples(all).get(0).readings())
                .containsExactly(Reading.of(Metric.SPO2, 97, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD));
        Decoded.Wave pleth = (Decoded.Wave) all.get(1);
        assertThat(pleth.samples()).hasSize(25).containsOnly(1);
        assertThat(pleth.perSecond()).isEqualTo(75);
    }

    @Test
    void theThreeFirstFramesAreBuiltAsPublished() {
        assertThat(HexFormat.of().withUpperCase().formatHex(NoninEncoder.packet(false, 97, 72, 0, 1), 0, 15))
                .isEqualTo("0181010083" + "01800148CA" + "01800161E3");
    }

    @Test
    void pufferfishTookAPacketWhoseFramesHaveWrongChecksums() {
        for (boolean wide : new boolean[] {false, true}) {
            String type = wide ? "nonin-df7" : "nonin-df2";
            for (int frame = 0; frame < 25; frame++) {
                byte[] bad = good(wide);
                bad[5 * frame + 4] ^= 1;
                byte[] stream = new byte[375];
                System.arraycopy(good(wide), 0, stream, 0, 125);
                System.arraycopy(bad, 0, stream, 125, 125);
                System.arraycopy(good(wide), 0, stream, 250, 125);
                List<Decoded> all = decode(type, stream);
                assertThat(samples(all))
                        .as(type + " frame " + frame)
                        .extracting(Decoded.Sample::offset)
                        .containsExactly(0L, 250L);
                assertThat(rejected(all).stream()
                                .mapToInt(Decoded.Rejected::bytes)
                                .sum())
                        .isEqualTo(125);
            }
        }
    }

    @Test
    void theBadFrameIsNamedByItsPlace() {
        byte[] bad = good(false);
        bad[19] ^= 1;
        assertThat(decode("nonin-df2", bad))
                .startsWith(new Decoded.Rejected(0, 15, "incomplete packet"), new Decoded.Rejected(15, 5, "checksum"));
    }

    @Test
    void theSensorAlarmIsNoReadingThoughDisplayValuesStand() {
        for (boolean wide : new boolean[] {false, true}) {
            byte[] frozen = NoninEncoder.packet(wide, 127, 511, 97, 72, NoninEncoder.SENSOR_ALARM, 0);
            assertThat(samples(decode(wide ? "nonin-df7" : "nonin-df2", frozen))
                            .get(0)
                            .readings())
                    .allSatisfy(reading -> assertThat(reading.quality()).isEqualTo(Quality.SENSOR_OFF))
                    .noneMatch(Reading::hasValue);
        }
    }

    @Test
    void plainMissingIsMissingThoughDisplayValuesStand() {
        byte[] missing = NoninEncoder.packet(false, 127, 511, 97, 72, 0, 0);
        assertThat(samples(decode("nonin-df2", missing)).get(0).readings()).noneMatch(Reading::hasValue);
    }

    @Test
    void statusOfOneFrameDoubtsThePacket() {
        assertDoubt(NoninEncoder.ARTIFACT, Quality.QUESTIONABLE, "artifact");
        assertDoubt(NoninEncoder.OUT_OF_TRACK, Quality.QUESTIONABLE, "out-of-track");
        assertDoubt(NoninEncoder.LOW_PERFUSION, Quality.QUESTIONABLE, "low-perfusion");
        assertDoubt(NoninEncoder.MARGINAL_PERFUSION, Quality.GOOD, "marginal-perfusion");
    }

    private static void assertDoubt(int status, Quality quality, String flag) {
        byte[] packet = good(false);
        packet[5 * 7 + 1] |= (byte) status;
        packet[5 * 7 + 4] += (byte) status;
        assertThat(samples(decode("nonin-df2", packet)).get(0).readings())
                .containsExactly(
                        new Reading(Metric.SPO2, 97, quality, List.of(flag)),
                        new Reading(Metric.PR, 72, quality, List.of(flag)));
    }

    @Test
    void theWideWaveformHasSixteenBits() {
        List<Decoded> all = decode("nonin-df7", NoninEncoder.packet(true, 97, 300, 0, 0x8123));
        assertThat(values(all, Metric.PR)).containsExactly(300.0);
        assertThat(((Decoded.Wave) all.get(1)).samples()).containsOnly(0x8123);
    }

    @Test
    void aLostByteCostsItsPacketAndNoOther() {
        for (boolean wide : new boolean[] {false, true}) {
            byte[] three = new byte[374];
            System.arraycopy(good(wide), 0, three, 0, 125);
            System.arraycopy(good(wide), 1, three, 125, 124);
            System.arraycopy(good(wide), 0, three, 249, 125);
            assertThat(samples(decode(wide ? "nonin-df7" : "nonin-df2", three)))
                    .extracting(Decoded.Sample::offset)
                    .containsExactly(0L, 249L);
        }
    }

    @Test
    void theSpotCheckOfTheLayout() {
        String record = Captures.lines("pulseox/nonin_df8_df13_constructed.hex").stream()
                .filter(line -> line.startsWith("00 02 00 0D"))
                .map(line -> line.replaceAll("#.*", ""))
                .collect(Collectors.joining());
        Decoded.Sample sample = samples(decode("nonin-df13", hex(record))).get(0);
        assertThat(sample.deviceTime()).isEqualTo("2024-06-15T14:30:15");
        assertThat(sample.history()).isFalse();
        assertThat(sample.readings())
                .containsExactly(Reading.of(Metric.SPO2, 97, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD));
    }

    @Test
    void mattjlewisSetTheMonthFromTheDay() {
        LocalDateTime at = LocalDateTime.of(2031, 2, 9, 23, 5, 7, 250_000_000);
        assertThat(samples(decode("nonin-df13", NoninEncoder.spotCheck(at, 95, 300, true, false, 0)))
                        .get(0))
                .satisfies(sample ->
                        assertThat(LocalDateTime.parse(sample.deviceTime())).isEqualTo(at))
                .satisfies(
                        sample -> assertThat(reading(sample, Metric.PR).value()).isEqualTo(300));
    }

    @Test
    void aLongerRecordIsReadByItsLengthAndAStoredOneIsHistory() {
        LocalDateTime at = LocalDateTime.of(2031, 2, 9, 23, 5, 7);
        byte[] stored = NoninEncoder.spotCheck(at, 95, 61, true, true, 9);
        assertThat(samples(decode("nonin-df13", stored)).get(0).history()).isTrue();
        assertThat(rejected(decode("nonin-df13", stored))).isEmpty();
    }

    @Test
    void withoutSmartPointASpotCheckIsInDoubtAndWithoutASetClockItHasNoTime() {
        byte[] doubted = NoninEncoder.spotCheck(LocalDateTime.of(2031, 2, 9, 23, 5), 95, 61, false, false, 0);
        assertThat(reading(samples(decode("nonin-df13", doubted)).get(0), Metric.SPO2)
                        .quality())
                .isEqualTo(Quality.QUESTIONABLE);
        byte[] unset = hex("00 02 00 0D 00 0E 00 00 00 00 00 00 00 00 02 00 00 48 00 61 AB 03");
        assertThat(samples(decode("nonin-df13", unset)).get(0).deviceTime()).isEmpty();
        unset[20] ^= 1;
        assertThat(decode("nonin-df13", unset)).containsExactly(new Decoded.Rejected(0, 22, "checksum"));
    }
}
