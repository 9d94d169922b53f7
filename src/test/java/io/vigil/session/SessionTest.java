package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static io.vigil.session.Sessions.cuff;
import static io.vigil.session.Sessions.oximeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Display;
import io.vigil.alarm.Sound;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final List<Input> journal = new ArrayList<>(List.of(Sessions.started("s1")));
    private final Session session = new Session(journal.get(0));
    private final List<AlarmEvent> events = new ArrayList<>();
    private final List<ChartEntry> charts = new ArrayList<>();

    private void at(long second, Happening what) {
        Effects effects = new Effects();
        Input input = new Input("s1", session.seq() + 1, session.admit(T0 + second * 1000), what);
        journal.add(input);
        session.apply(input, effects);
        keep(effects);
    }

    private void until(long second) {
        Effects effects = new Effects();
        session.advance(T0 + second * 1000, effects);
        keep(effects);
    }

    private void keep(Effects effects) {
        events.addAll(effects.events());
        charts.addAll(effects.charts());
    }

    private void spo2(long from, long to, double value) {
        for (long second = from; second <= to; second++) {
            at(second, oximeter(T0 + second * 1000, value, 72));
        }
    }

    private List<String> said() {
        return events.stream()
                .map(e -> (e.atMillis() - T0) / 1000 + " " + e.id("s1"))
                .toList();
    }

    private SessionView.Value shown(Metric metric) {
        return session.view(session.lastInstantMillis()).values().stream()
                .filter(value -> value.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFallingSaturationRaisesIsAcknowledgedAndClears() {
        spo2(0, 9, 97);
        spo2(10, 19, 85);
        at(17, new Happening.Acted("nurse", "k1", new Action.Acknowledge("spo2.low.crit", 1)));
        spo2(20, 30, 97);
        assertThat(said())
                .containsExactly(
                        "15 s1/spo2.low.crit/1/raised",
                        "19 s1/spo2.low.crit/1/acknowledged",
                        "25 s1/spo2.low.crit/1/cleared");
    }

    @Test
    void whoAcknowledgesSecondHasAcknowledgedNothing() {
        spo2(0, 9, 97);
        spo2(10, 19, 85);
        at(17, new Happening.Acted("anna", "k1", new Action.Acknowledge("spo2.low.crit", 1)));
        at(18, new Happening.Acted("otto", "k2", new Action.Acknowledge("*", 0)));
        assertThat(session.view(session.lastInstantMillis()).acknowledgedBy()).containsEntry("spo2.low.crit", "anna");
    }

    @Test
    void anInputThatArrivesBehindAClosedTickIsTakenAfterIt() {
        until(5);
        assertThat(session.admit(T0 + 4_990)).isEqualTo(T0 + 5_001);
        assertThat(session.admit(T0 + 5_700)).isEqualTo(T0 + 5_700);
    }

    @Test
    void theCuffsOwnPulseIsNotAFeedThatCouldGoStale() {
        at(0, new Happening.Bound("cuff-1", List.of("sbp", "dbp", "map"), "nurse"));
        at(1, cuff(T0 + 1000, 121, 78, 92, 66));
        assertThat(session.view(T0 + 1000).values()).noneMatch(value -> value.metric() == Metric.PR);
        assertThat(shown(Metric.SBP).value()).isEqualTo(121);
    }

    @Test
    void withoutACuffNoneIsDueWhereNoneIsRequired() {
        at(0, new Happening.Bound("cuff-1", List.of("sbp", "dbp", "map"), "nurse"));
        at(1, new Happening.Acted("nurse", "k", new Action.MovePhase("dosing")));
        assertThat(session.view(T0 + 1000).nextCuffMillis()).isEqualTo(T0 + 601_000);
        at(2, new Happening.Unbound("cuff-1", "nurse"));
        assertThat(session.view(T0 + 2000).nextCuffMillis()).isZero();
    }

    @Test
    void aMetricNobodyOffersIsNotMissedAndARequiredOneIs() {
        until(60);
        assertThat(said()).containsExactly("10 s1/tech.spo2.stale/1/raised");
    }

    @Test
    void aWornDeviceThatFallsSilentIsMissedUntilItIsTakenOff() {
        at(0, new Happening.Bound("ox-1", List.of("spo2", "pr"), "nurse"));
        spo2(1, 5, 97);
        until(15);
        assertThat(said()).containsExactlyInAnyOrder("15 s1/tech.spo2.stale/1/raised", "15 s1/tech.pr.stale/1/raised");
        at(16, new Happening.Unbound("ox-1", "nurse"));
        assertThat(said()).contains("16 s1/tech.pr.stale/1/cleared");
        assertThat(said()).noneMatch(line -> line.contains("spo2.stale/1/cleared"));
    }

    @Test
    void anOldNumberIsNeverShownAsANumber() {
        spo2(0, 3, 97);
        assertThat(shown(Metric.SPO2).value()).isEqualTo(97);
        until(20);
        assertThat(shown(Metric.SPO2).display()).isEqualTo(Display.STALE);
        assertThat(shown(Metric.SPO2).value()).isNaN();
    }

    @Test
    void deltaFromBaselineIsShownAndAlarmed() {
        at(1, new Happening.Acted("nurse", "k", new Action.ConfirmBaseline(Map.of(Metric.SBP, 110.0))));
        at(2, cuff(T0 + 2000, 150, 90, 110, 70));
        assertThat(shown(Metric.SBP).delta()).isEqualTo(40);
        assertThat(said()).contains("2 s1/sbp.delta.high/1/raised", "2 s1/predose.sbp.hold/1/raised");
        assertThat(session.alarms().preDoseHold()).isPresent();
    }

    @Test
    void everyCuffReadingIsChartedAndAFailedOneWithoutANumber() {
        at(1, cuff(T0 + 1000, 121, 78, 92, 66));
        Reading none = Reading.none(Metric.SBP, Quality.INVALID, List.of());
        at(2, new Happening.Measured("cuff-1", T0 + 2000, "x", List.of(none)));
        assertThat(charts)
                .extracting(ChartEntry::kind)
                .containsOnly(Kind.READING)
                .hasSize(3);
        assertThat(charts.get(0).key()).isEqualTo("test|s1|1|cuff-1|nibp|reading|2026-05-28T20:26:41Z#1");
        assertThat(charts.get(0).values())
                .containsExactly(
                        new ChartEntry.Value(Metric.SBP, 121),
                        new ChartEntry.Value(Metric.DBP, 78),
                        new ChartEntry.Value(Metric.MAP, 92));
        assertThat(charts.get(2).quality()).isEqualTo(Quality.INVALID);
        assertThat(charts.get(2).values().get(0).value()).isNaN();
    }

    @Test
    void aMinuteOfSaturationIsChartedAsMedianAndNadir() {
        spo2(0, 29, 97);
        spo2(30, 32, 89);
        spo2(33, 61, 96);
        assertThat(charts)
                .filteredOn(entry -> entry.values().get(0).metric() == Metric.SPO2)
                .extracting(
                        ChartEntry::kind,
                        entry -> (entry.atMillis() - T0) / 1000,
                        entry -> entry.values().get(0).value())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.MEDIAN, 60L, 96.0),
                        org.assertj.core.groups.Tuple.tuple(Kind.NADIR, 30L, 89.0));
    }

    @Test
    void minimumObservationCountsFromTheEndOfTheInfusion() {
        at(1, dose("start"));
        assertThat(session.view(T0 + 1000).observedUntilMillis()).isZero();
        at(10, dose("stop"));
        assertThat(session.view(T0 + 10_000).observedUntilMillis()).isEqualTo(T0 + 10_000 + 3_600_000);
        assertThat(session.view(T0 + 10_000).doseMillis()).isEqualTo(T0 + 1000);
    }

    private static Happening dose(String event) {
        return new Happening.Acted(
                "nurse", event, new Action.Dose("ketamine", "iv", 35, "mg", event, null, null, null));
    }

    @Test
    void aRestartIsInvisible() {
        spo2(0, 9, 97);
        spo2(10, 16, 85);
        until(16);
        Session again = refold(T0 + 16_000);
        SessionView before = session.view(T0 + 16_000);
        SessionView after = again.view(T0 + 16_000);
        assertThat(after).isEqualTo(before);
        assertThat(after.sounding()).isEqualTo(Sound.HIGH);
    }

    @Test
    void theGapOfARestartIsCrossedByOneInstantWithoutASecondAlarm() {
        spo2(0, 9, 97);
        spo2(10, 16, 85);
        Session again = refold(T0 + 16_000);
        Effects effects = new Effects();
        again.apply(new Input("s1", again.seq() + 1, T0 + 40_000, new Happening.Restarted(T0 + 16_000)), effects);
        assertThat(effects.events())
                .extracting(e -> e.id("s1"))
                .containsExactlyInAnyOrder("s1/tech.spo2.stale/1/raised");
        again.advance(T0 + 45_000, effects);
        assertThat(effects.events())
                .extracting(e -> e.id("s1"))
                .containsExactlyInAnyOrder("s1/tech.spo2.stale/1/raised", "s1/spo2.low.crit/1/escalated-1");
    }

    private Session refold(long throughMillis) {
        Session again = new Session(journal.get(0));
        Effects announcedThen = new Effects();
        journal.subList(1, journal.size()).forEach(input -> again.apply(input, announcedThen));
        again.advance(throughMillis, announcedThen);
        return again;
    }

    @Test
    void aRedeliveryAndARepeatedRequestAreKnown() {
        at(1, cuff(T0 + 1000, 121, 78, 92, 66));
        at(2, new Happening.Acted("nurse", "k1", new Action.Note("slept well")));
        List<Reading> said = cuff(T0, 121, 78, 92, 66).readings();
        assertThat(session.knowsStamp("cuff-1", "stamp-" + (T0 + 1000), said)).isTrue();
        assertThat(session.knowsStamp("cuff-2", "stamp-" + (T0 + 1000), said)).isFalse();
        assertThat(session.knowsKey("k1")).isTrue();
    }

    @Test
    void anInputOutOfOrderIsADefectNotADataPoint() {
        at(5, oximeter(T0 + 5000, 97, 70));
        Input stale = new Input("s1", 2, T0 + 6000, oximeter(T0 + 6000, 97, 70));
        assertThatThrownBy(() -> session.apply(stale, new Effects())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterDischargeNothingIsEvaluated() {
        at(1, new Happening.Acted("nurse", "k", new Action.Discharge(null)));
        until(60);
        assertThat(said()).isEmpty();
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void aSingleDoseDuringAnInfusionDoesNotEndIt() {
        at(1, dose("start"));
        at(5, dose("given"));
        assertThat(session.view(T0 + 5_000).observedUntilMillis()).isZero();
        at(10, dose("stop"));
        assertThat(session.view(T0 + 10_000).observedUntilMillis()).isEqualTo(T0 + 10_000 + 3_600_000);
    }

    @Test
    void anObservationThatCountsFromTheFirstDoseIsNotMovedByALaterOne() {
        Clocks clocks = new Clocks("dosing", T0);
        clocks.dose("given", T0 + 1_000);
        clocks.dose("given", T0 + 300_000);
        Protocol small = Sessions.protocol();
        Protocol rems = new Protocol(
                small.id(),
                small.title(),
                small.phases(),
                120,
                "first_dose_start",
                small.requiredMetrics(),
                small.discharge(),
                small.rules());
        assertThat(clocks.observedUntilMillis(rems)).isEqualTo(T0 + 1_000 + 7_200_000);
    }

    @Test
    void underACuffOnTheSameLimbAnOldNumberIsNotShownAndNoNadirIsCharted() {
        spo2(0, 3, 97);
        at(4, new Happening.Acted("nurse", "c", new Action.Cuff("start", true)));
        for (long second = 5; second <= 20; second++) {
            at(second, new Happening.Measured("ox-1", T0 + second * 1000, "", none()));
        }
        assertThat(shown(Metric.SPO2).value()).isNaN();
        at(21, oximeter(T0 + 21_000, 71, 72));
        spo2(80, 82, 96);
        assertThat(charts)
                .filteredOn(entry -> entry.kind() == Kind.NADIR)
                .extracting(entry -> entry.values().get(0).value())
                .containsExactly(97.0);
    }

    private static List<Reading> none() {
        return List.of(Reading.none(Metric.SPO2, Quality.INVALID, List.of("weak-signal")));
    }

    @Test
    void theResultOfTheCuffEndsTheTimeUnderTheCuffAndAnEarlierResultDoesNot() {
        at(10, new Happening.Acted("nurse", "c", new Action.Cuff("start", true)));
        at(12, cuff(T0 + 9_000, 121, 78, 92, 66));
        at(13, oximeter(T0 + 13_000, 95, 72));
        assertThat(charts).filteredOn(entry -> entry.kind() == Kind.NADIR).isEmpty();
        at(45, cuff(T0 + 45_000, 122, 78, 92, 66));
        at(46, oximeter(T0 + 46_000, 96, 72));
        until(61);
        assertThat(charts)
                .filteredOn(entry -> entry.kind() == Kind.NADIR)
                .extracting(entry -> entry.values().get(0).value())
                .containsExactly(96.0);
    }
}
