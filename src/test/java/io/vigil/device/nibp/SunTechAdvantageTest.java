package io.vigil.device.nibp;

import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Captures;
import io.vigil.device.Decoded;
import io.vigil.device.sim.SunTechEncoder;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Vectors: the published frames read in place, and frames constructed from the layout. */
class SunTechAdvantageTest {
    private static final String TYPE = "suntech-advantage";

    private static List<Decoded> published() {
        return decode(
                TYPE,
                hex(Captures.lines("nibp/suntech_advantage_frames.hex").stream()
                        .map(line -> line.replaceAll("#.*|^[HM] ", ""))
                        .collect(Collectors.joining())));
    }

    @Test
    void thePublishedFrames() {
        List<Decoded> all = published();
        assertThat(rejected(all)).containsExactly(new Decoded.Rejected(24, 5, "checksum"));
        assertThat(all).contains(new Decoded.Ignored(19, 5, "cuff pressure 258 mm[Hg]"));
        assertThat(samples(all))
                .singleElement()
                .satisfies(sample -> assertThat(sample.readings())
                        .containsExactly(
                                Reading.of(Metric.SBP, 115, Quality.GOOD),
                                Reading.of(Metric.DBP, 74, Quality.GOOD),
                                Reading.of(Metric.MAP, 88, Quality.GOOD),
                                Reading.of(Metric.PR, 85, Quality.GOOD)));
    }

    @Test
    void theEncoderBuildsThePublishedFrames() {
        assertThat(SunTechEncoder.start()).isEqualTo(hex("3A 20 A6"));
        assertThat(SunTechEncoder.askCuffPressure()).isEqualTo(hex("3A 79 05 00 48"));
        assertThat(SunTechEncoder.askResult()).isEqualTo(hex("3A 79 03 00 4A"));
        assertThat(SunTechEncoder.accepted()).isEqualTo(hex("3E 04 4B 73"));
        assertThat(SunTechEncoder.cuffPressure(258)).isEqualTo(hex("3E 05 02 01 BA"));
    }

    @Test
    void theCuffPressureIsNoBloodPressure() {
        List<Decoded> all = decode(TYPE, SunTechEncoder.cuffPressure(121));
        assertThat(samples(all)).isEmpty();
        assertThat(all)
                .containsExactly(
                        new Decoded.Wave(1, 0, "cuff", 0, List.of(121)),
                        new Decoded.Ignored(0, 5, "cuff pressure 121 mm[Hg]"));
    }

    @Test
    void anErrorCodeGivesNoNumber() {
        Decoded.Sample failed =
                samples(decode(TYPE, SunTechEncoder.result(121, 78, 92, 70, 3))).get(0);
        assertThat(failed.readings()).hasSize(4).noneMatch(Reading::hasValue).allSatisfy(reading -> {
            assertThat(reading.quality()).isEqualTo(Quality.INVALID);
            assertThat(reading.flags()).containsExactly("error-3");
        });
    }

    @Test
    void pressuresOutOfTheirOrderAreNoMeasurement() {
        Decoded.Sample wrong = samples(decode(TYPE, SunTechEncoder.result(121, 78, 130, 70, 0)))
                .get(0);
        assertThat(wrong.readings())
                .hasSize(4)
                .noneMatch(Reading::hasValue)
                .allSatisfy(reading -> assertThat(reading.flags()).containsExactly("inconsistent"));
    }

    /** The eight bits of the sum let one cut frame in 256 pass together with what follows: this is one of them. */
    @Test
    void aCutFrameIsNotCompletedByTheNextOne() {
        String cut = "3E 18 7A 00 57 00";
        String next = "3E 18 76 00 34 00 1E 01 00 00 00 00 00 00 00 00 BA 00 4A 00 00 00 00 DD";
        List<Decoded> all = decode(TYPE, hex(cut + next));
        assertThat(values(all, Metric.SBP)).containsExactly(118.0);
        assertThat(rejected(all)).containsExactly(new Decoded.Rejected(0, 6, "framing"));
    }

    @Test
    void aFrameCutByAFalseBeginningIsStillFound() {
        byte[] result = SunTechEncoder.result(121, 78, 92, 70, 0);
        byte[] stream = new byte[2 + result.length];
        stream[0] = 0x3E;
        stream[1] = 0x43;
        System.arraycopy(result, 0, stream, 2, result.length);
        assertThat(values(decode(TYPE, stream), Metric.SBP)).containsExactly(121.0);
    }
}
