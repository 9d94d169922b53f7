package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The moments of alarms, and what is said of an interval that gave nothing. */
class ChartingTest {
    private final Session session = new Session(Sessions.started("s1"));
    private final List<ChartEntry> charts = new ArrayList<>();

    @BeforeEach
    void wear() {
        at(0, new Happening.Bound("ox-1", List.of("spo2", "pr"), "nurse"));
    }

    private void at(long second, Happening what) {
        Effects effects = new Effects();
        session.apply(new Input("s1", session.seq() + 1, session.admit(T0 + second * 1000), what), effects);
        charts.addAll(effects.charts());
    }

    private void until(long second) {
        Effects effects = new Effects();
        session.advance(T0 + second * 1000, effects);
        charts.addAll(effects.charts());
    }

    private void spo2(long second, double value, Quality quality) {
        Reading reading = new Reading(Metric.SPO2, value, quality, List.of());
        at(second, new Happening.Measured("ox-1", T0 + second * 1000, "n" + second, List.of(reading)));
    }

    private List<ChartEntry> of(Kind kind) {
        return charts.stream().filter(entry -> entry.kind() == kind).toList();
    }

    @Test
    void theMomentOfAnAlarmIsChartedOnceWithWhatWasMeasured() {
        for (int second = 0; second < 40; second++) {
            spo2(second, second < 20 ? 97 : 85, Quality.GOOD);
        }
        assertThat(of(Kind.ALARM)).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo("test|s1|1|ox-1|spo2|alarm|2026-05-28T20:27:05Z#1");
            assertThat(entry.atMillis()).isEqualTo(T0 + 25_000);
            assertThat(entry.values()).containsExactly(new ChartEntry.Value(Metric.SPO2, 85));
            assertThat(entry.quality()).isEqualTo(Quality.GOOD);
        });
    }

    @Test
    void aQuestionableValueIsChartedOnlyAsTheMomentOfAnAlarm() {
        for (int second = 0; second < 70; second++) {
            spo2(second, 84, Quality.QUESTIONABLE);
        }
        assertThat(charts)
                .filteredOn(entry -> entry.values().get(0).metric() == Metric.SPO2)
                .filteredOn(entry -> !Double.isNaN(entry.values().get(0).value()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.kind()).isEqualTo(Kind.ALARM);
                    assertThat(entry.quality()).isEqualTo(Quality.QUESTIONABLE);
                });
    }

    @Test
    void whatFailsAfterTheFallDoesNotTakeItsMomentAway() {
        spo2(1, 84, Quality.QUESTIONABLE);
        spo2(3, Double.NaN, Quality.INVALID);
        until(8);
        assertThat(of(Kind.ALARM)).singleElement().satisfies(entry -> {
            assertThat(entry.atMillis()).isEqualTo(T0 + 1000);
            assertThat(entry.quality()).isEqualTo(Quality.QUESTIONABLE);
        });
    }

    @Test
    void aSilentOximeterHasNoMoment() {
        spo2(1, 97, Quality.GOOD);
        until(30);
        assertThat(of(Kind.ALARM)).isEmpty();
    }

    @Test
    void anIntervalWithoutAnyGoodValueIsChartedAsSuchOnce() {
        for (int second = 0; second < 60; second++) {
            spo2(second, second == 30 ? 97 : Double.NaN, second == 30 ? Quality.GOOD : Quality.SENSOR_OFF);
        }
        for (int second = 60; second <= 120; second++) {
            spo2(second, Double.NaN, Quality.SENSOR_OFF);
        }
        assertThat(of(Kind.MEDIAN))
                .filteredOn(entry -> entry.values().get(0).metric() == Metric.SPO2)
                .extracting(ChartEntry::atMillis, ChartEntry::quality)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(T0 + 60_000, Quality.GOOD),
                        org.assertj.core.groups.Tuple.tuple(T0 + 120_000, Quality.INVALID));
    }

    @Test
    void nothingIsMissedOfADeviceThatWasNotWornAllTheTimeNorOfACuffsPulse() {
        at(1, new Happening.Unbound("ox-1", "nurse"));
        at(2, new Happening.Bound("cuff-1", List.of("sbp", "dbp", "map", "pr"), "nurse"));
        at(10, new Happening.Bound("ox-2", List.of("spo2"), "nurse"));
        until(61);
        assertThat(charts).isEmpty();
        until(121);
        assertThat(charts).extracting(ChartEntry::device).containsExactly("ox-2");
    }

    @Test
    void whileThePatientIsAwayNothingIsMissed() {
        at(1, new Happening.Acted("nurse", "k", new Action.Standby(300_000)));
        until(130);
        assertThat(charts).isEmpty();
    }
}
