package io.vigil.alarm;

import static io.vigil.alarm.Priority.HIGH;
import static io.vigil.alarm.Priority.LOW;
import static io.vigil.alarm.Priority.MEDIUM;
import static io.vigil.vital.Metric.PR;
import static io.vigil.vital.Metric.SBP;
import static io.vigil.vital.Metric.SPO2;
import static io.vigil.vital.Quality.GOOD;
import static io.vigil.vital.Quality.INVALID;
import static io.vigil.vital.Quality.QUESTIONABLE;
import static io.vigil.vital.Quality.SENSOR_OFF;

import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A test for each line of the table in alarms.md, "Rules", and for the input rules that feed it. */
class RuleKindsTest {
    private static final Set<Quality> BOTH = Set.of(GOOD, QUESTIONABLE);

    private static RuleBuilder low(double limit) {
        return Rule.named("low", RuleKind.LIMIT_LOW, HIGH).on(SPO2).limit(limit);
    }

    private static RuleBuilder sbp(RuleKind kind) {
        return Rule.named("sbp", kind, MEDIUM).on(SBP);
    }

    private static Patient.Deed baseline(double value) {
        return (engine, now, events) -> engine.baseline(Map.of(SBP, value));
    }

    @Test
    void aLimitIsStrictAndClearOnlyBeyondTheHysteresis() {
        Patient.with(low(88).hysteresis(1))
                .at(0)
                .spo2(88)
                .silent()
                .at(1)
                .spo2(87.9)
                .raises(HIGH, "low")
                .at(2)
                .spo2(88)
                .silent()
                .at(3)
                .spo2(88.9)
                .silent()
                .at(4)
                .spo2(89)
                .clears("low");
    }

    @Test
    void anInclusiveLimitIsViolatedOnIt() {
        Patient.with(sbp(RuleKind.LIMIT_HIGH).limit(160).inclusive(true))
                .at(0)
                .sbp(159)
                .silent()
                .at(1)
                .sbp(160)
                .raises(MEDIUM, "sbp")
                .at(2)
                .sbp(159)
                .clears("sbp");
    }

    @Test
    void tenthsCompareExactly() {
        Patient.with(low(92.1).hysteresis(0.2))
                .at(0)
                .spo2(92.0)
                .raises(HIGH, "low")
                .at(1)
                .spo2(92.2)
                .silent()
                .at(2)
                .spo2(92.3)
                .clears("low");
    }

    @Test
    void aPhaseMayHaveALimitOfItsOwn() {
        Patient.inPhase("a", low(92).limitByPhase(Map.of("b", 88.0)))
                .at(0)
                .spo2(90)
                .raises(HIGH, "low")
                .at(1)
                .enters("b")
                .clears("low")
                .at(2)
                .enters("a")
                .raises(HIGH, "low");
    }

    @Test
    void aDeltaNeedsABaselineAndThenJudgesTheHeldValueAtOnce() {
        Patient.with(sbp(RuleKind.DELTA_HIGH).change(40).inclusive(true).hysteresis(5))
                .at(0)
                .sbp(165)
                .silent()
                .at(500)
                .does(baseline(120))
                .raises(MEDIUM, "sbp")
                .at(600)
                .sbp(155)
                .clears("sbp");
    }

    @Test
    void aPerCentOfABaselineIsNotRounded() {
        Patient.with(sbp(RuleKind.DELTA_PCT_LOW).change(20))
                .at(0)
                .does(baseline(117))
                .sbp(93.6)
                .silent()
                .at(1)
                .sbp(93.599999)
                .raises(MEDIUM, "sbp");
    }

    @Test
    void aRunNeedsItsNumberAndItsSpan() {
        Patient.with(sbp(RuleKind.LIMIT_HIGH).limit(180).hysteresis(5).counted(2, 120))
                .at(0)
                .sbp(185)
                .silent()
                .at(60)
                .sbp(185)
                .silent()
                .at(119)
                .sbp(190)
                .silent()
                .at(120)
                .sbp(190)
                .raises(MEDIUM, "sbp")
                .at(180)
                .sbp(178)
                .silent()
                .at(240)
                .sbp(175)
                .clears("sbp");
    }

    @Test
    void aRunIsJudgedByTheLimitNowInForceAndInvalidNeitherCountsNorBreaksIt() {
        Patient.with(sbp(RuleKind.LIMIT_HIGH).limit(180).counted(2, 0))
                .at(0)
                .sbp(170)
                .silent()
                .at(60)
                .once(SBP, Double.NaN, INVALID)
                .silent()
                .at(120)
                .sbp(171)
                .silent()
                .at(130)
                .does((engine, now, events) -> engine.setLimit("sbp", 165, now))
                .raises(MEDIUM, "sbp");
    }

    @Test
    void aRateDiffersFromTheExtremeOfTheWindowBeforeIt() {
        Patient.with(Rule.named("rise", RuleKind.RATE_HIGH, MEDIUM)
                        .on(PR)
                        .change(30)
                        .window(60))
                .at(0)
                .pr(70)
                .silent()
                .at(10)
                .pr(100)
                .silent()
                .at(11)
                .pr(101)
                .raises(MEDIUM, "rise")
                .at(69)
                .silent()
                // At 70 the window [10, 70) has lost the last 70; its lowest is 100.
                .at(70)
                .clears("rise");
    }

    @Test
    void aRateResultIsHeldForTenSecondsAndEndsWithTheSensorOff() {
        Patient.with(Rule.named("fall", RuleKind.RATE_LOW, MEDIUM)
                        .on(PR)
                        .change(10)
                        .window(60)
                        .delay(5))
                .at(0)
                .once(PR, 90, GOOD)
                .silent()
                .at(1)
                .once(PR, 70, GOOD)
                .silent()
                .at(5)
                .once(PR, 0, SENSOR_OFF)
                .silent()
                .at(20)
                .once(PR, 60, GOOD)
                .silent()
                .at(25)
                .raises(MEDIUM, "fall");
    }

    @Test
    void anIntegralSumsDepthBelowTheLimitSecondBySecond() {
        Patient.with(Rule.named("sum", RuleKind.INTEGRAL_LOW, MEDIUM)
                        .on(SPO2)
                        .limit(91)
                        .threshold(20))
                .at(0)
                .spo2(92)
                .silent()
                .at(1)
                .spo2(89)
                .silent()
                .at(2)
                .spo2(87)
                .silent()
                .at(4)
                .spo2(80)
                .raises(MEDIUM, "sum")
                .at(5)
                .spo2(91)
                .clears("sum");
    }

    @Test
    void allOfIsViolatedTogetherAndClearAlone() {
        Patient.with(Rule.named("both", RuleKind.ALL_OF, HIGH)
                        .of(List.of(
                                new Rule.Part(PR, RuleKind.LIMIT_HIGH, 120, 3, false),
                                new Rule.Part(SBP, RuleKind.LIMIT_HIGH, 160, 5, false))))
                .at(0)
                .pr(125)
                .silent()
                .at(1)
                .sbp(165)
                .raises(HIGH, "both")
                .at(2)
                .pr(118)
                .silent()
                .at(3)
                .pr(117)
                .clears("both");
    }

    @Test
    void anyOfIsViolatedAloneAndClearTogether() {
        Patient.with(Rule.named("any", RuleKind.ANY_OF, HIGH)
                        .of(List.of(
                                new Rule.Part(PR, RuleKind.LIMIT_HIGH, 120, 0, false),
                                new Rule.Part(SBP, RuleKind.LIMIT_HIGH, 160, 0, false))))
                .at(0)
                .pr(125)
                .raises(HIGH, "any")
                .at(1)
                .pr(100)
                .silent()
                .at(2)
                .sbp(150)
                .clears("any");
    }

    @Test
    void staleCountsFromTheLastMessageOfAnyQualityOrFromTheStart() {
        Patient.with(Rule.named("stale", RuleKind.STALE, MEDIUM).on(SPO2, PR).timeout(8))
                .at(7)
                .silent()
                .at(8)
                .raises(MEDIUM, "stale")
                .at(9)
                .once(PR, Double.NaN, INVALID)
                .clears("stale")
                .at(16)
                .silent()
                .at(17)
                .raises(MEDIUM, "stale");
    }

    @Test
    void aBacklogIsHistoryAndTouchesNothing() {
        Patient.with(Rule.named("stale", RuleKind.STALE, LOW).on(SPO2).timeout(20), low(88))
                .at(0)
                .once(SPO2, 97, GOOD)
                .silent()
                .at(20)
                .raises(LOW, "stale")
                .at(21)
                .late(SPO2, 70, GOOD, 10)
                .silent()
                .at(22)
                .late(SPO2, 71, GOOD, 13)
                .raises(HIGH, "low")
                .clears("stale");
    }

    @Test
    void aDuplicateOrAnOlderReadingIsAsIfItHadNotArrived() {
        Patient.with(low(88))
                .at(5)
                .once(SPO2, 97, GOOD)
                .silent()
                .at(6)
                .late(SPO2, 70, GOOD, 5)
                .silent()
                .at(7)
                .late(SPO2, 70, GOOD, 4)
                .silent();
    }

    @Test
    void anImplausibleValueIsInvalidAndTheHeldOneStays() {
        Patient.with(
                        low(88).delay(9),
                        Rule.named("signal", RuleKind.SIGNAL_QUALITY, LOW).on(SPO2))
                .at(0)
                .once(SPO2, 80, GOOD)
                .silent()
                .at(1)
                .each(SPO2, 0.5, GOOD)
                .raises(LOW, "signal")
                .shows(Display.INVALID, SPO2)
                .at(9)
                .raises(HIGH, "low");
    }

    @Test
    void aSensorOffDiscardsWhatIsHeld() {
        Patient.with(
                        low(88).delay(5),
                        Rule.named("off", RuleKind.SENSOR_OFF, MEDIUM).on(SPO2).delay(5))
                .at(0)
                .spo2(80)
                .silent()
                .at(4)
                .each(SPO2, 80, SENSOR_OFF)
                .silent()
                .shows(Display.OFF, SPO2)
                .at(9)
                .raises(MEDIUM, "off");
    }

    @Test
    void aValueIsHeldForLessThanTenSeconds() {
        Patient.with(low(88).delay(9)).at(0).once(SPO2, 80, GOOD).at(9).raises(HIGH, "low");
        Patient.with(low(88).delay(10)).at(0).once(SPO2, 80, GOOD).at(30).silent();
    }

    @Test
    void aRuleForGoodValuesHoldsTheLastGoodOne() {
        Patient.with(
                        low(88).delay(5),
                        Rule.named("lax", RuleKind.LIMIT_LOW, HIGH)
                                .on(SPO2)
                                .limit(88)
                                .accept(BOTH))
                .at(0)
                .spo2(80)
                .raises(HIGH, "lax")
                .at(1)
                .each(SPO2, 95, QUESTIONABLE)
                .clears("lax")
                .at(5)
                .raises(HIGH, "low");
    }

    @Test
    void underACuffOfTheSameLimbTheProbeProvesLittle() {
        Patient.with(
                        low(88).delay(2),
                        Rule.named("off", RuleKind.SENSOR_OFF, MEDIUM).on(SPO2),
                        Rule.named("stale", RuleKind.STALE, LOW).on(SPO2).timeout(10))
                .at(0)
                .spo2(97)
                .silent()
                .at(10)
                .does((engine, now, events) -> engine.nibpStart(true, now))
                .spo2(80)
                .silent()
                .at(30)
                .each(SPO2, Double.NaN, SENSOR_OFF)
                .silent()
                .shows(Display.LIVE, SPO2)
                .at(69)
                .silent()
                .at(70)
                .raises(MEDIUM, "off");
    }

    @Test
    void overdueCountsFromTheLastReadingThePhaseAndTheStart() {
        Patient.inPhase(
                        "baseline",
                        sbp(RuleKind.OVERDUE)
                                .intervalByPhase(Map.of("baseline", 100.0, "dosing", 60.0))
                                .grace(20))
                .at(30)
                .sbp(120)
                .silent()
                .at(100)
                .enters("dosing")
                .silent()
                .at(179)
                .silent()
                .at(180)
                .raises(MEDIUM, "sbp")
                .at(190)
                .enters("recovery")
                .clears("sbp")
                .at(500)
                .silent();
    }

    @Test
    void aCheckpointIsMissedAndThenTakenLate() {
        Patient.with(sbp(RuleKind.CHECKPOINT).checkpoint(100, 10, 20))
                .at(10)
                .does((engine, now, events) -> engine.dose(now))
                .silent()
                .at(50)
                .does((engine, now, events) -> engine.dose(now))
                .silent()
                .at(99)
                .sbp(120)
                .silent()
                .at(129)
                .silent()
                .at(130)
                .raises(MEDIUM, "sbp")
                .at(150)
                .sbp(120)
                .clears("sbp");
    }
}
