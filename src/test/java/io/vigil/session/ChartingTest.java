package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The moments of alarms, and what is said of an interval that gave nothing. */
class ChartingTest {
    private Session session = new Session(Sessions.started("s1"));
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

    private static Reading reading(Metric metric, double value, Quality quality) {
        return new Reading(metric, value, quality, List.of());
    }

    private void cuff(long second, Quality quality, double systolic, double mean) {
        at(
                second,
                new Happening.Measured(
                        "cuff-1",
                        T0 + second * 1000,
                        "c" + second,
                        List.of(
                                reading(Metric.SBP, systolic, quality),
                                reading(Metric.DBP, 78, quality),
                                reading(Metric.MAP, mean, quality),
                                reading(Metric.PR, 66, quality))));
    }

    @Test
    void aCuffReadingIsChartedWithThePulseItCounted() {
        cuff(5, Quality.GOOD, 121, 92);
        assertThat(charts)
                .extracting(ChartEntry::key)
                .containsExactly(
                        "test|s1|1|cuff-1|nibp|reading|2026-05-28T20:26:45Z#1",
                        "test|s1|1|cuff-1|pr|reading|2026-05-28T20:26:45Z#1");
        assertThat(charts.get(1).values()).containsExactly(new ChartEntry.Value(Metric.PR, 66));
        assertThat(charts).extracting(ChartEntry::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void ofACuffReadingThatFailedThePulseIsNotBelievedEither() {
        cuff(5, Quality.GOOD, Double.NaN, 92);
        cuff(9, Quality.GOOD, 70, 74);
        assertThat(charts).extracting(ChartEntry::kind).containsExactly(Kind.READING, Kind.READING);
        assertThat(charts).extracting(ChartEntry::quality).containsOnly(Quality.INVALID);
        assertThat(charts).extracting(entry -> entry.values().get(0).metric()).containsOnly(Metric.SBP);
    }

    @Test
    void aCuffThatGivesNoMeanIsChartedWithoutIt() {
        cuff(5, Quality.GOOD, 121, Double.NaN);
        assertThat(charts.get(0).quality()).isEqualTo(Quality.GOOD);
        assertThat(charts.get(0).values()).extracting(ChartEntry.Value::value).containsExactly(121.0, 78.0);
    }

    @Test
    void thePulseOfAMonitorsFrameIsTheOximetersAndNoReading() {
        List<Reading> readings = List.of(
                reading(Metric.SPO2, 97, Quality.GOOD),
                reading(Metric.PR, 66, Quality.GOOD),
                reading(Metric.SBP, 121, Quality.GOOD),
                reading(Metric.DBP, 78, Quality.GOOD));
        at(5, new Happening.Measured("mon-1", T0 + 5000, "m", readings));
        until(61);
        assertThat(of(Kind.READING))
                .singleElement()
                .satisfies(entry -> assertThat(entry.values()).hasSize(2));
        assertThat(of(Kind.PEAK))
                .singleElement()
                .satisfies(entry -> assertThat(entry.device()).isEqualTo("mon-1"));
    }

    /** The rules of the house take a good pressure only; a site may want otherwise. */
    @Test
    void aDoubtfulCuffReadingIsChartedAsTheMomentOfTheAlarmItRaisedAndOtherwiseForTheOutboxToKeep() {
        var rule = Rule.named("sbp.doubt", RuleKind.LIMIT_HIGH, Priority.MEDIUM)
                .on(Metric.SBP)
                .limit(150)
                .accept(Set.of(Quality.GOOD, Quality.QUESTIONABLE))
                .build();
        Input first = Sessions.started("s1");
        var usual = (Happening.Started) first.what();
        Protocol small = usual.protocol();
        Protocol other = new Protocol(
                small.id(),
                small.title(),
                small.phases(),
                small.minObservationMinutes(),
                small.minObservationFrom(),
                small.requiredMetrics(),
                small.discharge(),
                List.of(rule));
        session = new Session(new Input(
                "s1",
                1,
                T0,
                new Happening.Started(
                        "s1", usual.site(), usual.patient(), other, usual.chair(), 70, usual.by(), usual.key())));
        cuff(5, Quality.QUESTIONABLE, 121, 92);
        assertThat(charts).extracting(ChartEntry::kind).containsExactly(Kind.READING, Kind.READING);
        assertThat(charts).extracting(ChartEntry::quality).containsOnly(Quality.QUESTIONABLE);
        cuff(9, Quality.QUESTIONABLE, 171, 109);
        assertThat(of(Kind.ALARM)).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo("test|s1|1|cuff-1|nibp|alarm|2026-05-28T20:26:49Z#1");
            assertThat(entry.quality()).isEqualTo(Quality.QUESTIONABLE);
            assertThat(entry.values())
                    .containsExactly(
                            new ChartEntry.Value(Metric.SBP, 171),
                            new ChartEntry.Value(Metric.DBP, 78),
                            new ChartEntry.Value(Metric.MAP, 109));
        });
        cuff(300, Quality.GOOD, 175, 112);
        assertThat(of(Kind.ALARM))
                .as("a good one is charted as the reading it is")
                .hasSize(1);
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
