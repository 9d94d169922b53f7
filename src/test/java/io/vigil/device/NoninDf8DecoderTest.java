package io.vigil.device;

import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors: the vendor layout's worked frames; the rest constructed from it. */
class NoninDf8DecoderTest {
    private static final String TYPE = "nonin-df8";

    @Test
    void aGoodFrameIsTwoGoodReadings() {
        assertThat(samples(decode(TYPE, hex("80 48 61 00"))))
                .containsExactly(new Decoded.Sample(
                        1,
                        0,
                        List.of(Reading.of(Metric.SPO2, 97, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD)),
                        "",
                        "",
                        false));
    }

    @Test
    void openIceShiftedTheHighPulseBitsTooFar() {
        assertThat(values(decode(TYPE, hex("81 16 60 00")), Metric.PR)).containsExactly(150.0);
    }

    @Test
    void theWholePulseRangeIsRead() {
        assertThat(values(decode(TYPE, hex("80 12 60 00 82 41 60 00")), Metric.PR))
                .containsExactly(18.0, 321.0);
    }

    @Test
    void displayValuesFrozenAfterFingerRemovalAreNoReading() {
        Decoded.Sample frozen = samples(decode(TYPE, hex("80 48 61 08"))).get(0);
        assertThat(frozen.readings()).allSatisfy(reading -> {
            assertThat(reading.hasValue()).isFalse();
            assertThat(reading.quality()).isEqualTo(Quality.SENSOR_OFF);
            assertThat(reading.flags()).containsExactly("sensor-alarm");
        });
    }

    @Test
    void missingNumbersAreNoReading() {
        assertThat(samples(decode(TYPE, hex("83 7F 7F 08"))).get(0).readings())
                .extracting(Reading::quality)
                .containsOnly(Quality.SENSOR_OFF);
        Decoded.Sample noPulse = samples(decode(TYPE, hex("83 7F 61 00"))).get(0);
        assertThat(reading(noPulse, Metric.PR)).isEqualTo(Reading.none(Metric.PR, Quality.INVALID, List.of()));
        assertThat(reading(noPulse, Metric.SPO2).value()).isEqualTo(97);
        Decoded.Sample noSaturation = samples(decode(TYPE, hex("80 48 7F 00"))).get(0);
        assertThat(reading(noSaturation, Metric.SPO2).hasValue()).isFalse();
        assertThat(reading(noSaturation, Metric.PR).value()).isEqualTo(72);
    }

    @Test
    void statusBitsMakeDoubtAndAreNamed() {
        assertDoubt("90 48 55 00", Quality.QUESTIONABLE, "low-perfusion");
        assertDoubt("A0 48 55 00", Quality.QUESTIONABLE, "out-of-track");
        assertDoubt("84 48 55 00", Quality.QUESTIONABLE, "artifact");
        assertDoubt("88 48 55 00", Quality.GOOD, "marginal-perfusion");
        assertDoubt("80 48 55 01", Quality.GOOD, "low-battery");
    }

    private static void assertDoubt(String frame, Quality quality, String flag) {
        assertThat(samples(decode(TYPE, hex(frame))).get(0).readings())
                .containsExactly(
                        new Reading(Metric.SPO2, 85, quality, List.of(flag)),
                        new Reading(Metric.PR, 72, quality, List.of(flag)));
    }

    @Test
    void zeroSaturationIsNoValue() {
        assertThat(reading(samples(decode(TYPE, hex("80 48 00 00"))).get(0), Metric.SPO2))
                .isEqualTo(Reading.none(Metric.SPO2, Quality.INVALID, List.of("implausible")));
    }

    @Test
    void aLostByteCostsItsFrameAndNoOther() {
        String good = "80 48 61 00";
        for (String cut : List.of("48 61 00", "80 61 00", "80 48 00", "80 48 61")) {
            List<Decoded> all = decode(TYPE, hex(good + cut + good + good));
            assertThat(values(all, Metric.SPO2)).as(cut).containsExactly(97.0, 97.0, 97.0);
            assertThat(rejected(all))
                    .as(cut)
                    .extracting(Decoded.Rejected::bytes)
                    .containsExactly(3);
        }
    }

    @Test
    void anExtraByteNeverShiftsANumber() {
        for (String extra : List.of("80 11 48 61 00", "80 48 11 61 00")) {
            List<Decoded> all = decode(TYPE, hex("80 48 61 00" + extra + "80 48 61 00"));
            assertThat(values(all, Metric.SPO2)).as(extra).containsExactly(97.0, 97.0);
            assertThat(values(all, Metric.PR)).as(extra).containsExactly(72.0, 72.0);
        }
    }

    @Test
    void numbersBeyondTheVendorsRangeAreNotFrames() {
        assertThat(samples(decode(TYPE, hex("80 11 61 00 82 42 61 00 80 48 65 00 80 48 7E 00"))))
                .isEmpty();
    }

    @Test
    void everyByteIsAccountedFor() {
        byte[] bytes = hex("11 22 80 48 61 00 33 80 48 81 16 60 00 80 48");
        List<Decoded> all = decode(TYPE, bytes);
        assertThat(all)
                .containsExactly(
                        new Decoded.Rejected(0, 2, "noise"),
                        all.get(1),
                        new Decoded.Rejected(6, 1, "noise"),
                        new Decoded.Rejected(7, 2, "framing"),
                        all.get(4),
                        new Decoded.Rejected(13, 2, "truncated"));
        assertThat(samples(all)).extracting(Decoded.Sample::offset).containsExactly(2L, 9L);
        assertThat(samples(all)).extracting(Decoded.Sample::frame).containsExactly(1L, 2L);
    }
}
