package io.vigil.device.ivy;

import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Captures;
import io.vigil.device.Decoded;
import io.vigil.device.sim.IvyEncoder;
import io.vigil.device.sim.Vitals;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors: a recording joined in the middle of a frame, read in place, and frames constructed in its form. */
class AnsarBTest {
    private static final String TYPE = "ivy-450c";
    private static final double NONE = Double.NaN;

    private static Vitals vitals(double spo2, boolean off) {
        return new Vitals(spo2, 81, NONE, false, off, 79, 14, 121, 78, 92, 70);
    }

    @Test
    void theRecordingJoinedInTheMiddle() throws IOException {
        List<Decoded> all = decode(TYPE, Files.readAllBytes(Captures.file("multiparam/ivy450c_ansarb.bin")));
        assertThat(samples(all)).hasSize(9);
        assertThat(samples(all).get(0).offset()).isEqualTo(252);
        assertThat(rejected(all)).extracting(Decoded.Rejected::offset).allMatch(offset -> offset < 252);
        assertThat(rejected(all).stream().mapToInt(Decoded.Rejected::bytes).sum())
                .isEqualTo(252);
        assertThat(samples(all))
                .allSatisfy(sample -> assertThat(sample.readings())
                        .containsExactly(
                                Reading.of(Metric.HR, 80, Quality.GOOD),
                                Reading.of(Metric.RR, 35, Quality.GOOD),
                                Reading.of(Metric.SPO2, 100, Quality.GOOD),
                                Reading.of(Metric.PR, 80, Quality.GOOD),
                                Reading.of(Metric.SBP, 121, Quality.GOOD),
                                Reading.of(Metric.DBP, 75, Quality.GOOD),
                                Reading.of(Metric.MAP, 92, Quality.GOOD)));
    }

    @Test
    void endAndStartBytesInTheWaveformAreWaveform() {
        byte[] waves = new byte[400];
        Arrays.fill(waves, (byte) 0xFE);
        waves[7] = (byte) 0xFF;
        List<Decoded> all = decode(TYPE, IvyEncoder.frame(vitals(97, false), waves));
        assertThat(rejected(all)).isEmpty();
        assertThat(values(all, Metric.SPO2)).containsExactly(97.0);
        assertThat(all.stream()
                        .filter(Decoded.Wave.class::isInstance)
                        .map(w -> ((Decoded.Wave) w).samples().size()))
                .containsExactly(200, 50, 50, 50, 50);
    }

    @Test
    void anEmptyFieldIsNoValueAndATextSaysWhy() {
        Decoded.Sample none = samples(decode(TYPE, IvyEncoder.frame(vitals(NONE, false), new byte[400])))
                .get(0);
        assertThat(reading(none, Metric.SPO2).quality()).isEqualTo(Quality.INVALID);
        Decoded.Sample off = samples(decode(TYPE, IvyEncoder.frame(vitals(97, true), new byte[400])))
                .get(0);
        assertThat(reading(off, Metric.SPO2))
                .isEqualTo(Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of("sensor-off")));
        assertThat(reading(off, Metric.PR).hasValue()).isFalse();
        assertThat(reading(off, Metric.HR).value()).isEqualTo(79);
    }

    @Test
    void aByteLostOrGainedInTheWaveformCostsTheFrame() {
        byte[] frame = IvyEncoder.frame(vitals(97, false), new byte[400]);
        byte[] lost = new byte[2 * frame.length - 1];
        System.arraycopy(frame, 0, lost, 0, 100);
        System.arraycopy(frame, 101, lost, 100, frame.length - 101);
        System.arraycopy(frame, 0, lost, frame.length - 1, frame.length);
        assertThat(samples(decode(TYPE, lost)))
                .extracting(Decoded.Sample::offset)
                .containsExactly(frame.length - 1L);
        byte[] gained = new byte[2 * frame.length + 1];
        System.arraycopy(frame, 0, gained, 0, 100);
        gained[100] = 'H';
        System.arraycopy(frame, 100, gained, 101, frame.length - 100);
        System.arraycopy(frame, 0, gained, frame.length + 1, frame.length);
        assertThat(samples(decode(TYPE, gained)))
                .extracting(Decoded.Sample::offset)
                .containsExactly(frame.length + 1L);
    }
}
