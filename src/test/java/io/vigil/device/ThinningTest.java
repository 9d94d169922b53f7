package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final long MILLI = 1_000_000;

    private final Thinning thinning = new Thinning();

    private List<Double> at(long millis, boolean history, Reading... readings) {
        return thinning.pass(new Decoded.Sample(1, 0, List.of(readings), "", "", history), millis * MILLI)
                .map(sample -> sample.readings().stream().map(Reading::value).toList())
                .orElse(List.of());
    }

    private static Reading spo2(double value) {
        return Reading.of(Metric.SPO2, value, Quality.GOOD);
    }

    private static Reading sbp(double value) {
        return Reading.of(Metric.SBP, value, Quality.GOOD);
    }

    @Test
    void sixtyAMomentBecomeOneASecondAndEachChange() {
        List<Long> passed = new ArrayList<>();
        for (long frame = 0; frame < 180; frame++) {
            long millis = frame * 1000 / 60;
            if (!at(millis, false, spo2(frame < 100 ? 97 : 91)).isEmpty()) {
                passed.add(frame);
            }
        }
        assertThat(passed).contains(0L, 100L).hasSizeBetween(4, 6);
    }

    @Test
    void aChangeOfQualityIsNews() {
        assertThat(at(0, false, spo2(97))).containsExactly(97.0);
        assertThat(at(10, false, spo2(97))).isEmpty();
        assertThat(at(20, false, Reading.of(Metric.SPO2, 97, Quality.QUESTIONABLE)))
                .containsExactly(97.0);
        assertThat(at(30, false, Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of())))
                .hasSize(1);
        assertThat(at(40, false, Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of())))
                .isEmpty();
    }

    @Test
    void aDeviceOfOneASecondPassesWhole() {
        for (long second = 0; second < 20; second++) {
            assertThat(at(second * 1000 - second % 3 * 30, false, spo2(97))).hasSize(1);
        }
    }

    @Test
    void aMonitorsOldCuffValueIsNotANewOne() {
        assertThat(at(0, false, spo2(97), sbp(121))).containsExactly(97.0);
        assertThat(at(1000, false, spo2(97), sbp(121))).containsExactly(97.0);
        assertThat(at(60_000, false, spo2(97), sbp(121))).containsExactly(97.0);
        assertThat(at(61_000, false, spo2(97), sbp(118))).containsExactly(97.0, 118.0);
        assertThat(at(62_000, false, spo2(97), sbp(118))).containsExactly(97.0);
    }

    @Test
    void aCuffsOwnResultsEachCount() {
        Reading pulse = Reading.of(Metric.PR, 70, Quality.GOOD);
        assertThat(at(0, false, sbp(121), pulse)).containsExactly(121.0, 70.0);
        assertThat(at(500, false, sbp(121), pulse)).isEmpty();
        assertThat(at(60_000, false, sbp(121), pulse)).containsExactly(121.0, 70.0);
    }

    @Test
    void historyPassesUntouched() {
        assertThat(at(0, true, spo2(97))).hasSize(1);
        assertThat(at(1, true, spo2(97))).hasSize(1);
    }
}
