package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static io.vigil.session.Sessions.cuff;
import static io.vigil.session.Sessions.oximeter;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final long OBSERVED = 1 + 3600;

    private final Session session = new Session(Sessions.started("s1"));

    private void at(long second, Happening what) {
        session.apply(new Input("s1", session.seq() + 1, session.admit(T0 + second * 1000), what), new Effects());
    }

    private void does(long second, Action action) {
        at(second, new Happening.Acted("nurse", "k" + session.seq(), action));
    }

    private static Action dose(String event) {
        return new Action.Dose("ketamine", "iv", 35, "mg", event, null, null, null);
    }

    private List<String> missing() {
        return session.notReady(session.lastInstantMillis());
    }

    private void wellObserved() {
        does(0, new Action.ConfirmBaseline(Map.of(Metric.SBP, 120.0, Metric.DBP, 80.0)));
        does(0, new Action.MovePhase("recovery"));
        does(1, dose("given"));
        at(OBSERVED - 10, cuff(T0 + (OBSERVED - 10) * 1000, 144, 80, 100, 70));
        // Silence until here has raised tech.spo2.stale, which the first message ends.
        at(OBSERVED - 1, oximeter(T0 + (OBSERVED - 1) * 1000, 97, 72));
        does(OBSERVED - 1, new Action.Assess(9, 5, true, null));
        at(OBSERVED, oximeter(T0 + OBSERVED * 1000, 97, 72));
    }

    @Test
    void atTheStartAllOfItIsMissingInWords() {
        assertThat(missing())
                .containsExactly(
                        "no dose is recorded from which the minimum observation counts",
                        "no baseline SBP is confirmed",
                        "no baseline DBP is confirmed",
                        "no live SpO2 of good quality",
                        "the Aldrete score is not assessed since the last dose",
                        "the ride home is not confirmed");
        assertThat(session.view(T0).discharge().ready()).isFalse();
    }

    @Test
    void aPatientWhoIsWellMayLeaveAndTwentyPerCentIsWithinTwentyPerCent() {
        wellObserved();
        assertThat(missing()).isEmpty();
        assertThat(session.view(session.lastInstantMillis()).discharge().ready())
                .isTrue();
    }

    @Test
    void theMinimumObservationEndsToTheMillisecond() {
        wellObserved();
        assertThat(session.notReady(T0 + OBSERVED * 1000 - 1)).containsExactly("minimum observation: 1 min left");
        assertThat(session.notReady(T0 + OBSERVED * 1000)).isEmpty();
    }

    @Test
    void aRunningInfusionHasNoEnd() {
        wellObserved();
        does(OBSERVED, dose("start"));
        does(OBSERVED, new Action.Assess(10, null, null, null));
        assertThat(missing()).containsExactly("the infusion is not recorded as stopped");
    }

    @Test
    void aDoseMakesTheAssessmentVoidButNotTheRide() {
        wellObserved();
        does(OBSERVED, dose("given"));
        assertThat(missing())
                .containsExactly(
                        "minimum observation: 60 min left", "the Aldrete score is not assessed since the last dose");
    }

    @Test
    void pressureSaturationAndScoreAreEachNamedWithTheirNumbers() {
        wellObserved();
        at(OBSERVED, cuff(T0 + OBSERVED * 1000, 145, 60, 88, 70));
        at(OBSERVED + 1, oximeter(T0 + (OBSERVED + 1) * 1000, 92, 72));
        does(OBSERVED + 1, new Action.Assess(8, null, null, null));
        assertThat(missing())
                .containsExactly(
                        "SBP 145 is not within 20 % of baseline 120",
                        "DBP 60 is not within 20 % of baseline 80",
                        "SpO2 92 % is not above 92 %",
                        "Aldrete score 8 is below 9");
    }

    @Test
    void aStandingAlarmKeepsThePatientAlsoWhenAcknowledged() {
        wellObserved();
        at(OBSERVED, cuff(T0 + OBSERVED * 1000, 161, 80, 100, 70));
        does(OBSERVED, new Action.Acknowledge("*", 0));
        assertThat(missing()).contains("alarm sbp.high.warn is acked, alarm sbp.delta.high is acked");
        at(OBSERVED + 1, cuff(T0 + (OBSERVED + 1) * 1000, 130, 80, 100, 70));
        assertThat(missing()).isEmpty();
    }

    @Test
    void standbyIsNoWayOut() {
        wellObserved();
        does(OBSERVED, new Action.Standby(60_000));
        assertThat(missing()).contains("monitoring is in standby");
    }

    @Test
    void effectsAndARecentPressureAreAskedForWhereTheProtocolDoes() {
        Protocol small = Sessions.protocol();
        Protocol rems = new Protocol(
                "rems",
                small.title(),
                small.phases(),
                60,
                "first_dose_start",
                small.requiredMetrics(),
                new Protocol.DischargeGate(20, 20, 92, 9, false, 15, List.of("sedation", "respiratory_depression")),
                small.rules());
        Happening.Started first =
                new Happening.Started("s1", Sessions.SITE, Sessions.patient("p1"), rems, "1", 70, "nurse", "key");
        Session strict = new Session(new Input("s1", 1, T0, first));
        strict.apply(
                new Input(
                        "s1",
                        2,
                        T0,
                        new Happening.Acted(
                                "nurse", "b", new Action.ConfirmBaseline(Map.of(Metric.SBP, 120.0, Metric.DBP, 80.0)))),
                new Effects());
        strict.apply(new Input("s1", 3, T0, cuff(T0, 120, 80, 93, 70)), new Effects());
        strict.apply(
                new Input(
                        "s1",
                        4,
                        T0,
                        new Happening.Acted("nurse", "a", new Action.Assess(9, 5, null, List.of("sedation")))),
                new Effects());
        assertThat(strict.notReady(T0 + 900_000))
                .contains("respiratory depression is not assessed as resolved")
                .noneMatch(line -> line.contains("BP") || line.contains("sedation") || line.contains("ride"));
        assertThat(strict.notReady(T0 + 900_001)).contains("SBP 120 is 15 min old", "DBP 80 is 15 min old");
    }

    @Test
    void anAgedPressureAnswersNothingAndSaysHowOldItIs() {
        wellObserved();
        long measured = T0 + (OBSERVED - 10) * 1000;
        assertThat(session.notReady(measured + 899_999)).noneMatch(line -> line.contains("BP"));
        assertThat(session.notReady(measured + 900_000)).contains("SBP 144 is 15 min old", "DBP 80 is 15 min old");
        assertThat(session.notReady(measured + 42 * 60_000)).contains("SBP 144 is 42 min old");
        assertThat(session.notReady(measured + 3_600_000)).contains("no recent SBP", "no recent DBP");
    }

    @Test
    void takingTheCuffOffMakesItsPressureNeitherYoungerNorOlder() {
        wellObserved();
        at(OBSERVED, new Happening.Bound("cuff-1", List.of("sbp", "dbp"), "nurse"));
        at(OBSERVED, new Happening.Unbound("cuff-1", "nurse"));
        assertThat(missing()).isEmpty();
        assertThat(session.notReady(T0 + (OBSERVED + 890) * 1000)).contains("SBP 144 is 15 min old");
    }

    @Test
    void aQuestionablePressureAnswersNothing() {
        wellObserved();
        long now = T0 + OBSERVED * 1000;
        at(
                OBSERVED,
                new Happening.Measured(
                        "cuff-1",
                        now,
                        "doubt",
                        List.of(
                                Reading.of(Metric.SBP, 121, Quality.QUESTIONABLE),
                                Reading.of(Metric.DBP, 80, Quality.QUESTIONABLE))));
        assertThat(missing()).containsExactly("SBP 121 is questionable", "DBP 80 is questionable");
    }

    @Test
    void aSaturationIsLiveOnlyWhileItIsHeld() {
        wellObserved();
        long now = T0 + OBSERVED * 1000;
        assertThat(session.notReady(now + 9_999)).isEmpty();
        assertThat(session.notReady(now + 10_000)).contains("no live SpO2 of good quality");
        // A message that was eight seconds on its way.
        at(OBSERVED + 20, oximeter(now + 12_000, 97, 72));
        assertThat(session.notReady(now + 21_999)).noneMatch(line -> line.contains("SpO2"));
        assertThat(session.notReady(now + 22_000)).contains("no live SpO2 of good quality");
    }

    @Test
    void aLimitIsShownWithItsBoundsAndItsDefault() {
        does(1, new Action.SetLimit("spo2.low.crit", 86, "athlete"));
        assertThat(session.view(T0 + 1000).limits())
                .contains(new SessionView.Limit("spo2.low.crit", 86, 85, 95, 88))
                .noneMatch(limit -> limit.alarm().equals("sbp.delta.high"));
    }

    private void corrected(double sbp, double dbp, long saidMillis) {
        long measured = T0 + (OBSERVED - 10) * 1000;
        at(
                OBSERVED,
                new Happening.Corrected(
                        "cuff-1", measured, Map.of(Metric.SBP, sbp, Metric.DBP, dbp), "nurse", saidMillis));
    }

    @Test
    void aCorrectedPressureCountsAsItWasCorrected() {
        wellObserved();
        corrected(160, 73, 1);
        assertThat(missing()).containsExactly("SBP 160 (corrected) is not within 20 % of baseline 120");
        assertThat(session.engine.panel().value(Metric.SBP))
                .as("the screen and the alarms stay with what was measured")
                .isEqualTo(144);
    }

    @Test
    void ofTwoWordsTheLaterHoldsInWhateverOrderTheyCome() {
        wellObserved();
        corrected(130, 80, 2);
        corrected(160, 73, 1);
        assertThat(missing()).isEmpty();
    }

    @Test
    void aPressureThatWasTakenBackAsksForAnother() {
        wellObserved();
        corrected(Double.NaN, Double.NaN, 1);
        assertThat(missing())
                .containsExactly("SBP 144 was taken back: measure again", "DBP 80 was taken back: measure again");
        at(OBSERVED, cuff(T0 + OBSERVED * 1000, 124, 80, 95, 70));
        assertThat(missing()).isEmpty();
    }

    @Test
    void aCorrectedPressureAgesAsTheReadingItWas() {
        wellObserved();
        corrected(130, 80, 1);
        assertThat(session.notReady(T0 + (OBSERVED + 890) * 1000)).contains("SBP 144 is 15 min old");
    }

    @Test
    void aFigurePutInForAFailedReadingIsNoMeasuredOne() {
        wellObserved();
        at(OBSERVED, new Happening.Corrected("cuff-1", T0 + OBSERVED * 1000, Map.of(Metric.SBP, 170.0), "nurse", 1));
        assertThat(missing()).containsExactly("the last SBP was not measured but put in by correction: measure again");
    }

    @Test
    void whatWasCorrectedOutlivesARestart() {
        wellObserved();
        corrected(160, 73, 1);
        Session twin = Session.resume(Sessions.started("s1"), session.snapshot());
        assertThat(twin.notReady(twin.lastInstantMillis())).isEqualTo(missing());
        assertThat(twin.snapshot().state()).isEqualTo(session.snapshot().state());
    }
}
