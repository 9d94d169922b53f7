package io.vigil.alarm;

import static io.vigil.alarm.Priority.HIGH;
import static io.vigil.alarm.Priority.MEDIUM;
import static io.vigil.vital.Metric.HR;
import static io.vigil.vital.Metric.PR;
import static io.vigil.vital.Metric.SBP;
import static io.vigil.vital.Metric.SPO2;
import static io.vigil.vital.Quality.GOOD;
import static io.vigil.vital.Quality.QUESTIONABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exactly on a limit, a second or a boundary, where one sign more or less would decide otherwise. */
class EdgesTest {
    private static RuleBuilder low() {
        return Rule.named("low", RuleKind.LIMIT_LOW, MEDIUM).on(SPO2).limit(90);
    }

    private static RuleBuilder rise() {
        return Rule.named("rise", RuleKind.RATE_HIGH, MEDIUM).on(PR).change(5).window(30);
    }

    private static double worst(Patient patient) {
        return patient.engine().panel().standing().get(0).worst();
    }

    @Test
    void aNewLimitRestartsARunningClearDelay() {
        Patient.with(low().clearDelay(4))
                .at(0)
                .spo2(80)
                .raises(MEDIUM, "low")
                .at(1)
                .spo2(95)
                .silent()
                .at(3)
                .does((engine, now, events) -> engine.setLimit("low", 89, now))
                .silent()
                .at(7)
                .clears("low");
    }

    @Test
    void aDelayThatRanBeforeAStandbyCountsAnewAtItsEnd() {
        Patient.with(low().delay(3))
                .at(0)
                .spo2(80)
                .silent()
                .at(1)
                .does((engine, now, events) -> engine.standby(2_000, now, events))
                .silent()
                // The reading of the second in which it ends is already one of the time after it.
                .at(6)
                .raises(MEDIUM, "low");
    }

    @Test
    void aRateResultIsUnknownFromTheTenthSecondOn() {
        Patient.with(rise().delay(10))
                .at(0)
                .once(PR, 60, GOOD)
                .silent()
                .at(1)
                .once(PR, 70, GOOD)
                .silent()
                .at(11)
                .silent()
                .at(30)
                .silent();
    }

    @Test
    void aRateClearsExactlyAtItsHysteresis() {
        Patient.with(rise().hysteresis(1))
                .at(0)
                .pr(60)
                .silent()
                .at(1)
                .pr(66)
                .raises(MEDIUM, "rise")
                .at(2)
                .pr(64.1)
                .silent()
                .at(3)
                .pr(64)
                .clears("rise");
    }

    @Test
    void aRateOfExactlyTheChangeIsNone() {
        Patient.with(rise())
                .at(0)
                .pr(60)
                .silent()
                .at(1)
                .pr(65)
                .silent()
                .at(2)
                .pr(65.1)
                .raises(MEDIUM, "rise");
    }

    @Test
    void aRateTellsNoChangeFromTheTenthSecondOn() {
        var patient = Patient.with(rise())
                .at(0)
                .once(PR, 60, GOOD)
                .at(1)
                .once(PR, 70, GOOD)
                .raises(MEDIUM, "rise");
        var told = new java.util.ArrayList<Double>();
        patient.at(11)
                .does((engine, now, events) -> engine.acknowledge("rise", now, event -> told.add(event.value())))
                .silent();
        assertThat(told).containsExactly(Double.NaN);
    }

    @Test
    void theWorstOfAnInstantIsItsWorstNotItsLast() {
        var rate = Patient.with(rise()).at(0).pr(60).at(1).pr(70).raises(MEDIUM, "rise");
        rate.at(2).late(PR, 90, GOOD, 2).silent();
        rate.engine().reading(PR, 72, GOOD, 2_500, 2_500);
        assertThat(worst(rate)).isEqualTo(30);

        var run = Patient.with(Rule.named("run", RuleKind.LIMIT_HIGH, MEDIUM)
                        .on(SBP)
                        .limit(160)
                        .counted(1, 0))
                .at(0)
                .sbp(170)
                .raises(MEDIUM, "run");
        run.engine().reading(SBP, 190, GOOD, 1_000, 1_000);
        run.engine().reading(SBP, 175, GOOD, 1_001, 1_001);
        assertThat(worst(run)).isEqualTo(190);
    }

    @Test
    void aValueInsideAMovedLimitIsStillTheWorst() {
        var patient =
                Patient.with(low().clearDelay(60)).at(0).once(SPO2, 89, GOOD).raises(MEDIUM, "low");
        patient.at(1)
                .does((engine, now, events) -> engine.setLimit("low", 80, now))
                .silent();
        patient.engine().reading(SPO2, 85, GOOD, 1_500, 1_500);
        patient.engine().reading(SPO2, 97, GOOD, 1_600, 1_600);
        patient.at(2).silent();
        assertThat(worst(patient)).isEqualTo(85);
    }

    @Test
    void twoReadingsAtOnceAreARunOfTwoWithoutASpan() {
        Patient.with(Rule.named("run", RuleKind.LIMIT_HIGH, MEDIUM)
                        .on(SBP)
                        .limit(160)
                        .counted(2, 0))
                .at(0)
                .sbp(170)
                .silent()
                .at(1)
                .sbp(161)
                .raises(MEDIUM, "run");
    }

    @Test
    void theHysteresisOfAPerCentIsInTheMetricsUnit() {
        Patient.with(Rule.named("pct", RuleKind.DELTA_PCT_HIGH, MEDIUM)
                        .on(SBP)
                        .change(10)
                        .hysteresis(1))
                .at(0)
                .does((engine, now, events) -> engine.baseline(Map.of(SBP, 100.0)))
                .sbp(110.1)
                .raises(MEDIUM, "pct")
                .at(1)
                .sbp(109.1)
                .silent()
                .at(2)
                .sbp(109)
                .clears("pct");
    }

    @Test
    void aDoseWakesACheckpointThatRested() {
        Patient.with(Rule.named("cp", RuleKind.CHECKPOINT, MEDIUM).on(SBP).checkpoint(5, 0, 0))
                .at(3)
                .does((engine, now, events) -> engine.dose(now))
                .silent()
                .at(8)
                .raises(MEDIUM, "cp");
    }

    @Test
    void aDoseThatWasNoneEndsTheCheckpointAndOneThatWasEarlierMovesIt() {
        Patient.with(Rule.named("cp", RuleKind.CHECKPOINT, MEDIUM).on(SBP).checkpoint(5, 0, 0))
                .at(0)
                .does((engine, now, events) -> engine.dose(now))
                .silent()
                .at(5)
                .raises(MEDIUM, "cp")
                .at(6)
                .does((engine, now, events) -> engine.noDose())
                .clears("cp")
                .at(20)
                .does((engine, now, events) -> engine.doseWas(17_000))
                .silent()
                .at(22)
                .raises(MEDIUM, "cp");
    }

    @Test
    void aCheckpointThatWasMetRestsForGood() {
        Patient.with(Rule.named("cp", RuleKind.CHECKPOINT, MEDIUM).on(SBP).checkpoint(5, 2, 2))
                .at(0)
                .does((engine, now, events) -> engine.dose(now))
                .silent()
                .at(3)
                .sbp(120)
                .silent()
                .at(30)
                .silent();
    }

    @Test
    void twoThatDifferAreJudgedFromTheFirstReadingOfTheSecond() {
        Patient.with(Rule.named("differ", RuleKind.DIFFER, MEDIUM).on(HR, PR).change(20))
                .at(0)
                .pr(70)
                .silent()
                .at(5)
                .each(HR, 91, GOOD)
                .raises(MEDIUM, "differ")
                .at(6)
                .each(HR, 90, GOOD)
                .clears("differ")
                .at(7)
                .pr(69)
                .raises(MEDIUM, "differ");
    }

    @Test
    void aWeakReadingInsideEveryLimitStillWakesTheSignalsAlarm() {
        Patient.with(Rule.named("weak", RuleKind.SIGNAL_QUALITY, MEDIUM).on(SPO2), low())
                .at(0)
                .spo2(97)
                .silent()
                .at(4)
                .each(SPO2, 97, QUESTIONABLE)
                .raises(MEDIUM, "weak");
    }

    @Test
    void aMovedBaselineMovesWhatIsCalm() {
        Patient.with(
                        Rule.named("rise", RuleKind.DELTA_HIGH, HIGH).on(PR).change(20),
                        Rule.named("fall", RuleKind.DELTA_LOW, HIGH)
                                .on(PR)
                                .change(20)
                                .inclusive(true))
                .at(0)
                .does((engine, now, events) -> engine.baseline(Map.of(PR, 70.0)))
                .pr(89)
                .silent()
                .at(1)
                .pr(90)
                .silent()
                .at(2)
                .pr(90.1)
                .raises(HIGH, "rise")
                .at(3)
                .pr(50.1)
                .clears("rise")
                .at(4)
                .pr(50)
                .raises(HIGH, "fall")
                .at(5)
                .does((engine, now, events) -> engine.baseline(Map.of(PR, 60.0)))
                .clears("fall")
                .at(6)
                .pr(40)
                .raises(HIGH, "fall");
    }

    @Test
    void aPartOfACombinationIsCalmOnlyOnItsOwnSide() {
        Patient.with(Rule.named("any", RuleKind.ANY_OF, HIGH)
                        .on()
                        .of(List.of(
                                new Rule.Part(SPO2, RuleKind.LIMIT_LOW, 90, 0, true),
                                new Rule.Part(PR, RuleKind.LIMIT_HIGH, 120, 0, false))))
                .at(0)
                .spo2(90.1)
                .pr(120)
                .silent()
                .at(1)
                .spo2(90)
                .raises(HIGH, "any")
                .at(2)
                .spo2(91)
                .clears("any")
                .at(3)
                .pr(120.1)
                .raises(HIGH, "any");
    }

    @Test
    void aRuleIsEnabledUntilItIsNotAndOneThatIsNotThereNever() {
        var engine = Patient.with(low()).engine();
        assertThat(engine.panel().enabled("low")).isTrue();
        engine.enable("low", false, 0, AlarmEvents.NONE);
        assertThat(engine.panel().enabled("low")).isFalse();
        assertThat(engine.panel().enabled("none")).isFalse();
        assertThatThrownBy(() -> engine.enable("none", true, 0, AlarmEvents.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRuleEnabledWhileItRestedIsJudgedAtOnce() {
        Patient.with(low())
                .at(0)
                .does((engine, now, events) -> engine.enable("low", false, now, events))
                .spo2(80)
                .silent()
                .at(3)
                .does((engine, now, events) -> engine.enable("low", true, now, events))
                .raises(MEDIUM, "low");
    }

    @Test
    void aRuleWithoutALimitHasNoneToMove() {
        var engine = Patient.with(
                        Rule.named("stale", RuleKind.STALE, MEDIUM).on(SPO2).timeout(5))
                .engine();
        assertThat(engine.setLimit("stale", 4, 0).verdict()).isEqualTo(AlarmEngine.Verdict.IGNORED);
        assertThatThrownBy(() -> new StaleWatch(Rule.named("stale", RuleKind.STALE, MEDIUM)
                                .on(SPO2)
                                .timeout(5)
                                .build())
                        .setLimit(4))
                .isInstanceOf(IllegalStateException.class);
    }
}
