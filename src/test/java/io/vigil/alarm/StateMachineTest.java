package io.vigil.alarm;

import static io.vigil.alarm.Priority.HIGH;
import static io.vigil.alarm.Priority.LOW;
import static io.vigil.alarm.Priority.MEDIUM;
import static io.vigil.vital.Metric.PR;
import static io.vigil.vital.Metric.SPO2;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEngine.LimitChange;
import io.vigil.alarm.AlarmEngine.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A test for each row of the table in alarms.md, "State machine", and for standby and sound below it. */
class StateMachineTest {
    private static RuleBuilder low(Priority priority) {
        return Rule.named("low", RuleKind.LIMIT_LOW, priority)
                .on(SPO2)
                .limit(90)
                .hysteresis(1);
    }

    private static RuleBuilder slow(Priority priority) {
        return Rule.named("slow", RuleKind.LIMIT_LOW, priority).on(PR).limit(40);
    }

    private static Patient.Deed pause(long seconds) {
        return (engine, now, events) -> engine.audioPause(seconds * 1_000, now);
    }

    private static Patient.Deed standby(long seconds, Verdict expected) {
        return (engine, now, events) ->
                assertThat(engine.standby(seconds * 1_000, now, events)).isEqualTo(expected);
    }

    private static Patient.Deed limit(double limit, Verdict expected, double before) {
        return (engine, now, events) ->
                assertThat(engine.setLimit("low", limit, now)).isEqualTo(new LimitChange(expected, before));
    }

    @Test
    void theFirstSecondOfADelayCountsAsNothing() {
        Patient.with(low(HIGH).delay(5).clearDelay(3))
                .at(0)
                .spo2(97)
                .silent()
                .at(12)
                .spo2(84)
                .silent()
                .at(17)
                .raises(HIGH, "low")
                .is(Condition.ACTIVE, "low")
                .at(20)
                .spo2(95)
                .silent()
                .at(23)
                .clears("low")
                .is(Condition.NORMAL, "low");
    }

    @Test
    void theBandResetsADelayAndAClearing() {
        Patient.with(low(HIGH).delay(5).clearDelay(3))
                .at(0)
                .spo2(84)
                .at(3)
                .spo2(90)
                .at(4)
                .spo2(84)
                .at(9)
                .raises(HIGH, "low")
                .at(10)
                .spo2(95)
                .at(12)
                .spo2(90.5)
                .at(13)
                .spo2(95)
                .at(16)
                .clears("low");
    }

    @Test
    void theUnknownNeverClears() {
        Patient.with(low(HIGH).delay(2))
                .at(0)
                .spo2(84)
                .at(2)
                .raises(HIGH, "low")
                .at(5)
                .quiet(SPO2)
                .at(100)
                .silent();
    }

    @Test
    void aLatchingAlarmLatchesUntilItIsAcknowledged() {
        Patient.with(low(HIGH).latching(true))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(1)
                .spo2(95)
                .says("latched low")
                .sounds(Sound.HIGH)
                .at(5)
                .acks("low")
                .says("acknowledged low")
                .clears("low")
                .sounds(Sound.NONE)
                .at(6)
                .acks("low")
                .silent();
    }

    @Test
    void anAcknowledgedLatchingAlarmJustClears() {
        Patient.with(low(HIGH).latching(true).escalateAfter(List.of(30.0)))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(1)
                .acks("low")
                .says("acknowledged low")
                .is(Condition.ACKED, "low")
                .sounds(Sound.NONE)
                .at(2)
                .acks("low")
                .silent()
                .at(40)
                .spo2(95)
                .clears("low");
    }

    @Test
    void aLatchedAlarmIsRaisedByANewEpisodeWhoseDelayAnAcknowledgementDoesNotTouch() {
        Patient.with(low(HIGH).latching(true).delay(5))
                .at(0)
                .spo2(84)
                .at(5)
                .raises(HIGH, "low")
                .at(6)
                .spo2(95)
                .says("latched low")
                .at(10)
                .spo2(84)
                .silent()
                .at(12)
                .acks("low")
                .says("acknowledged low")
                .clears("low")
                .at(15)
                .raises(HIGH, "low");
    }

    @Test
    void escalationClimbsOnceAndNotPastAnExit() {
        Patient.with(low(HIGH).latching(true).escalateAfter(List.of(30.0, 120.0)))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(30)
                .says("escalated low 1")
                .at(119)
                .silent()
                .at(120)
                .spo2(95)
                .says("latched low")
                .at(200)
                .silent();
    }

    @Test
    void aReminderAnnouncesAgainAndEscalationRestarts() {
        Patient.with(low(HIGH).latching(true).escalateAfter(List.of(10.0)).reminder(60))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(10)
                .says("escalated low 1")
                .at(20)
                .acks("low")
                .says("acknowledged low")
                .at(80)
                .says("reannounced low")
                .is(Condition.ACTIVE, "low")
                .sounds(Sound.HIGH)
                .at(90)
                .says("escalated low 1");
    }

    @Test
    void aReminderLeavesARunningClearTimerAlone() {
        Patient.with(low(HIGH).clearDelay(6).reminder(10))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(1)
                .acks("low")
                .says("acknowledged low")
                .at(8)
                .spo2(95)
                .silent()
                .at(11)
                .says("reannounced low")
                .at(14)
                .clears("low");
    }

    @Test
    void aPhaseThatDoesNotApplyIsAsClearWithoutDelay() {
        Patient.inPhase("a", low(HIGH).latching(true).clearDelay(60).phases(Set.of("a")))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(1)
                .enters("b")
                .says("latched low")
                .at(2)
                .enters("a")
                .raises(HIGH, "low")
                .at(3)
                .acks("low")
                .says("acknowledged low")
                .at(4)
                .enters("b")
                .clears("low");
    }

    @Test
    void anInhibitedAlarmGivesWayAtOnceAlsoWhereLatching() {
        Patient.with(low(HIGH).latching(true).inhibitedBy(List.of("slow")), slow(MEDIUM))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(1)
                .pr(30)
                .raises(MEDIUM, "slow")
                .clears("low")
                .at(2)
                .pr(60)
                .clears("slow")
                .raises(HIGH, "low")
                .at(3)
                .spo2(95)
                .says("latched low")
                .at(4)
                .pr(30)
                .raises(MEDIUM, "slow")
                .is(Condition.LATCHED, "low");
    }

    @Test
    void aNewLimitRestartsTheTimersAndSaysWhatWasBefore() {
        Patient.with(low(MEDIUM).delay(5).bounds(80, 95))
                .at(0)
                .spo2(85)
                .silent()
                .at(3)
                .does(limit(92, Verdict.APPLIED, 90))
                .silent()
                .at(8)
                .raises(MEDIUM, "low")
                .at(9)
                .does(limit(79, Verdict.REJECTED, 92))
                .silent()
                .at(10)
                .does(limit(80, Verdict.APPLIED, 92))
                .clears("low");
    }

    @Test
    void standbyIsRefusedWhileAHighAlarmStandsAndWhileStandingBy() {
        Patient.with(low(HIGH).latching(true), slow(LOW))
                .at(0)
                .spo2(84)
                .raises(HIGH, "low")
                .at(1)
                .spo2(95)
                .says("latched low")
                .at(2)
                .does(standby(60, Verdict.REJECTED))
                .silent()
                .at(3)
                .acks("low")
                .says("acknowledged low")
                .clears("low")
                .at(4)
                .pr(30)
                .raises(LOW, "slow")
                .at(5)
                .does(standby(60, Verdict.APPLIED))
                .clears("slow")
                .at(6)
                .does(standby(60, Verdict.REJECTED))
                .silent()
                .at(65)
                .raises(LOW, "slow");
    }

    @Test
    void standbyForgetsValuesAndDelaysAndCountsFromItsEnd() {
        Patient.with(
                        low(HIGH).delay(5),
                        Rule.named("stale", RuleKind.STALE, LOW).on(SPO2).timeout(10))
                .at(0)
                .spo2(84)
                .silent()
                .at(3)
                .does(standby(600, Verdict.APPLIED))
                .silent()
                .at(50)
                .quiet(SPO2)
                .silent()
                .shows(Display.STALE, SPO2)
                .at(60)
                .does((engine, now, events) -> engine.resume(now))
                .silent()
                .shows(Display.NONE, SPO2)
                .at(69)
                .silent()
                .at(70)
                .raises(LOW, "stale");
    }

    @Test
    void anAudioPauseIsEndedByAnAlarmAtLeastAsUrgent() {
        Patient.with(
                        low(MEDIUM),
                        slow(HIGH),
                        Rule.named("far", RuleKind.LIMIT_HIGH, LOW).on(PR).limit(100))
                .at(0)
                .spo2(84)
                .raises(MEDIUM, "low")
                .sounds(Sound.MEDIUM)
                .at(1)
                .does(pause(60))
                .silent()
                .sounds(Sound.NONE)
                .at(2)
                .pr(120)
                .raises(LOW, "far")
                .sounds(Sound.NONE)
                .at(3)
                .pr(30)
                .raises(HIGH, "slow")
                .clears("far")
                .sounds(Sound.HIGH);
    }

    @Test
    void anAudioPauseLastsAtMostTwoMinutesAndASecondReplacesTheFirst() {
        Patient.with(low(MEDIUM))
                .at(0)
                .spo2(84)
                .raises(MEDIUM, "low")
                .at(1)
                .does(pause(600))
                .sounds(Sound.NONE)
                .at(120)
                .sounds(Sound.NONE)
                .at(121)
                .sounds(Sound.MEDIUM)
                .at(130)
                .does(pause(100))
                .does(pause(5))
                .sounds(Sound.NONE)
                .at(135)
                .sounds(Sound.MEDIUM);
    }

    @Test
    void aRuleEnabledLaterCountsFromItsEnabling() {
        Patient.with(Rule.named("stale", RuleKind.STALE, LOW).on(SPO2).timeout(10))
                .at(0)
                .does((engine, now, events) -> engine.enable("stale", false, now, events))
                .silent()
                .at(50)
                .does((engine, now, events) -> engine.enable("stale", true, now, events))
                .silent()
                .at(55)
                .does((engine, now, events) -> engine.enable("stale", true, now, events))
                .silent()
                .at(60)
                .raises(LOW, "stale")
                .at(61)
                .does((engine, now, events) -> engine.enable("stale", false, now, events))
                .clears("stale");
    }

    @Test
    void aRestartCrossesTheGapInOneInstant() {
        var patient = Patient.with(
                low(HIGH).delay(5).escalateAfter(List.of(30.0, 120.0)),
                slow(MEDIUM).delay(20),
                Rule.named("stale", RuleKind.STALE, LOW).on(SPO2).timeout(60));
        var engine =
                patient.at(0).spo2(84).pr(30).at(5).raises(HIGH, "low").engine().copy();
        var said = new java.util.ArrayList<String>();
        engine.begin(300_400);
        engine.evaluate(300_400, false, event -> said.add(event.id("s")));

        assertThat(said).containsExactlyInAnyOrder("s/low/1/escalated-1", "s/low/1/escalated-2", "s/stale/1/raised");
        assertThat(engine.panel().condition("slow")).isEqualTo(Condition.NORMAL);
    }

    @Test
    void whatStandsIsMostUrgentFirstWithTheWorstSinceItWasRaised() {
        var patient = Patient.with(low(MEDIUM), slow(HIGH).latching(true))
                .at(0)
                .spo2(84)
                .raises(MEDIUM, "low")
                .at(3)
                .spo2(71)
                .pr(35)
                .raises(HIGH, "slow")
                .at(4)
                .spo2(86)
                .pr(60)
                .says("latched slow");

        var standing = patient.engine().panel().standing();
        assertThat(standing).extracting(view -> view.rule().id()).containsExactly("slow", "low");
        assertThat(standing).extracting(AlarmView::worst).containsExactly(35.0, 71.0);
        assertThat(standing).extracting(AlarmView::sinceMillis).containsExactly(3_000L, 0L);
        assertThat(standing).extracting(AlarmView::changedMillis).containsExactly(4_000L, 0L);
    }
}
