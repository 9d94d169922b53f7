package io.vigil.device.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.device.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {
    @TempDir
    private Path folder;

    @Test
    void eachVariantHasItsOneEventAndIsElseUneventful() {
        for (int variant = 1; variant <= 4; variant++) {
            Script script = new ScriptedCourse(variant);
            int v = variant;
            assertThat(seconds(s -> script.at(s).spo2() < 94)).isEqualTo(v == 1 ? range(30, 50) : List.of());
            assertThat(seconds(s -> script.at(s).pr() > 100)).isEqualTo(v == 3 ? range(60, 105) : List.of());
            assertThat(seconds(s -> script.at(s).sensorOff())).isEqualTo(v == 4 ? range(90, 105) : List.of());
            assertThat(seconds(s -> script.at(s).sbp() > 160)).isEqualTo(v == 2 ? List.of(40L) : List.of());
            assertThat(seconds(s -> script.at(s).cuff())).containsExactly(5L, 40L, 80L, 120L, 160L);
            assertThat(seconds(s -> script.at(s).cuff()
                            && script.at(s).sbp() <= script.at(s).dbp()))
                    .isEmpty();
        }
        Vitals peak = new ScriptedCourse(2).at(40_000);
        assertThat(List.of(peak.sbp(), peak.dbp())).containsExactly(176.0, 104.0);
        assertThat(new ScriptedCourse(2).at(80_000).sbp()).isEqualTo(134);
    }

    @Test
    void aRecordingIsReadByItsColumnNamesAndItsGapsAreGaps() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                "SpO2, Time [s], PULSE, RESP, HR\n97,0,72,14,73\nNaN,1,,15,74\n98,3,71,,NaN\n");
        RecordingCourse course = RecordingCourse.read(file);
        assertThat(course.at(0)).isEqualTo(vitals(97, 72, 73, 14));
        assertThat(course.at(1000)).isEqualTo(vitals(Double.NaN, Double.NaN, 74, 15));
        assertThat(course.at(2000).spo2()).isNaN();
        assertThat(course.ended(3000)).isFalse();
        assertThat(course.ended(4000)).isTrue();
    }

    @Test
    void aChartPlaysAMinuteASecondAndHoldsItsHeartRateForAnHour() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.txt"),
                "Time,Parameter,Value\n00:00,Height,-1\n00:07,HR,73\n00:07,NISysABP,147\n00:07,NIDiasABP,65\n"
                        + "00:07,NIMAP,92.33\n00:08,NIMAP,90\n01:30,HR,-1\n01:40,HR,80\n");
        RecordingCourse course = RecordingCourse.read(file);
        assertThat(course.at(6000).hr()).isNaN();
        Vitals cuff = course.at(7000);
        assertThat(cuff.cuff()).isTrue();
        assertThat(List.of(cuff.sbp(), cuff.dbp(), cuff.map(), cuff.cuffPulse()))
                .containsExactly(147.0, 65.0, 92.33, 73.0);
        assertThat(course.at(8000).cuff()).isFalse();
        assertThat(course.at(67_000).hr()).isEqualTo(73);
        assertThat(course.at(68_000).hr()).isNaN();
        assertThat(course.at(100_000).hr()).isEqualTo(80);
        assertThat(course.ended(101_000)).isTrue();
    }

    @Test
    void whatIsNoRecordingIsRefusedWithItsLine() throws IOException {
        Path other = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> RecordingCourse.read(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("x.csv:1");
        Path broken = Files.writeString(folder.resolve("y.csv"), "Time [s], SpO2\n0,97\n1,9x\n");
        assertThatThrownBy(() -> RecordingCourse.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("y.csv:3");
    }

    @Test
    void publishedRecordings() throws IOException {
        RecordingCourse patient = RecordingCourse.read(Captures.file("timeseries/bidmc/bidmc_22_Numerics.csv"));
        List<Double> spo2 = LongStream.range(0, 481)
                .mapToObj(s -> patient.at(s * 1000).spo2())
                .toList();
        assertThat(spo2).allMatch(value -> value >= 88 && value <= 94);
        assertThat(patient.at(0).pr()).isEqualTo(78);
        assertThat(patient.ended(480_000)).isFalse();
        assertThat(patient.ended(481_000)).isTrue();
        RecordingCourse chart = RecordingCourse.read(Captures.file("timeseries/charts/132539.txt"));
        assertThat(chart.at(7000).sbp()).isEqualTo(147);
        assertThat(chart.at(37_000).hr()).isEqualTo(77);
    }

    /** Mistakes of the recorder stay what they are on the wire: no number, never another one. */
    @Test
    void whatAFormatCannotSayIsMissing() {
        assertThat(wire(Double.NaN, 72)).containsExactly(0xA0, 72, 127, 0);
        assertThat(wire(97, 0)).containsExactly(0xA3, 127, 97, 0);
        assertThat(wire(97, 150)).containsExactly(0x81, 0x16, 97, 0);
    }

    private static int[] wire(double spo2, double pr) {
        int[] sent = new int[4];
        new NoninDf8Simulator(at -> vitals(spo2, pr, 0, 0), bytes -> {
                    for (int i = 0; i < 4; i++) {
                        sent[i] = bytes[i] & 0xFF;
                    }
                })
                .second(0);
        return sent;
    }

    private static Vitals vitals(double spo2, double pr, double hr, double rr) {
        double none = Double.NaN;
        return new Vitals(spo2, pr, none, false, false, hr, rr, none, none, none, none);
    }

    private static List<Long> seconds(java.util.function.LongPredicate atMillis) {
        return LongStream.range(0, 180)
                .filter(s -> atMillis.test(s * 1000))
                .boxed()
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
