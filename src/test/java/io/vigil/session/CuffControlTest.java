package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import org.junit.jupiter.api.Test;

class CuffControlTest {
    private final Story story = new Story();
    private static final Action.Cuff START = new Action.Cuff("start", true);
    private static final Action.Cuff ABORT = new Action.Cuff("abort", false);
    private static final Action.Cuff ALLOW = new Action.Cuff("allow", true);

    @Test
    void aNursesStartReachesTheCuffAndSaysWho() {
        story.cuffWorn(1).act(10, START);
        assertThat(story.orders).containsExactly("10 cuff-1 start");
        Care.CuffStatus cuff = story.care().cuff();
        assertThat(cuff.startedWhy()).isEqualTo("nurse");
        assertThat(cuff.startedBy()).isEqualTo("nurse");
        assertThat(cuff.measuringSinceMillis()).isEqualTo(T0 + 10_000);
        assertThat(story.session.engine.panel().underCuff(Metric.SPO2, T0 + 11_000))
                .isTrue();
        story.pressure(40, 120, 80);
        assertThat(story.care().cuff().measuringSinceMillis()).isZero();
        assertThat(story.session.engine.panel().underCuff(Metric.SPO2, T0 + 41_000))
                .isFalse();
    }

    @Test
    void noTwoStartsAreNearerThanTheSafeIntervalWhoeverAsks() {
        story.cuffWorn(1).act(10, START);
        assertThat(story.session.cuff().refusal(T0 + 20_000).orElseThrow()).contains("measuring since 10 s");
        story.pressure(30, 120, 80);
        assertThat(story.session.cuff().refusal(T0 + 50_000).orElseThrow())
                .contains("started 40 s ago (nurse)", "again in 20 s");
        assertThat(story.session.cuff().refusal(T0 + 69_999)).isPresent();
        assertThat(story.session.cuff().refusal(T0 + 70_000)).isEmpty();
    }

    @Test
    void theIntervalIsTheSites() {
        Happening.Started usual = (Happening.Started) Sessions.started("s1").what();
        Story slow = new Story(new Input(
                "s1",
                1,
                T0,
                new Happening.Started(
                        "s1",
                        new Site("test", true, 60_000, 300_000),
                        usual.patient(),
                        usual.protocol(),
                        "1",
                        70,
                        "nurse",
                        "k")));
        slow.cuffWorn(1).act(10, START).pressure(40, 120, 80);
        assertThat(slow.session.cuff().refusal(T0 + 309_999)).isPresent();
        assertThat(slow.session.cuff().refusal(T0 + 310_000)).isEmpty();
    }

    @Test
    void theScheduleStartsNothingUntilANurseAllowsIt() {
        story.cuffWorn(1).act(10, new Action.MovePhase("dosing")).until(700);
        assertThat(story.orders).isEmpty();
        assertThat(story.care().cuff().notAutomatic()).isEqualTo(CuffControl.NOT_ALLOWED);
        story.act(700, ALLOW).until(702);
        assertThat(story.orders).containsExactly("700 cuff-1 start");
        assertThat(story.journal.stream().map(Input::what))
                .contains(new Happening.CuffStarted("cuff-1", "schedule", true));
    }

    @Test
    void anAllowedScheduleDrivesTheCuffAtEachIntervalOfThePhase() {
        story.cuffWorn(1).act(2, ALLOW).act(10, new Action.MovePhase("dosing"));
        story.until(600);
        assertThat(story.orders).isEmpty();
        story.pressure(645, 120, 80).until(1244);
        assertThat(story.orders).containsExactly("610 cuff-1 start");
        story.pressure(1280, 121, 80);
        assertThat(story.orders).containsExactly("610 cuff-1 start", "1245 cuff-1 start");
        assertThat(story.alarms).noneMatch(line -> line.contains("nibp"));
    }

    @Test
    void aViolatingReadingIsRepeatedByTheCuffWhereItIsAllowed() {
        story.cuffWorn(1).act(2, ALLOW).pressure(10, 165, 80).until(189);
        assertThat(story.orders).isEmpty();
        story.pressure(220, 120, 80).pressure(431, 121, 80).until(2000);
        assertThat(story.orders).containsExactly("190 cuff-1 start", "400 cuff-1 start");
        assertThat(story.alarms).noneMatch(line -> line.contains("tech.nibp.recheck"));
    }

    @Test
    void whereItIsNotAllowedTheRepetitionIsCountedDownAndAlarmedOn() {
        story.cuffWorn(1).pressure(10, 165, 80).until(251);
        assertThat(story.orders).isEmpty();
        assertThat(story.care().cuff().dueWhy()).isEqualTo("recheck");
        assertThat(story.alarms).contains("250 tech.nibp.recheck raised");
    }

    @Test
    void anAbortAlwaysWorksAndWhatItAbortedIsNotStartedAgainAtOnce() {
        story.cuffWorn(1).act(2, ALLOW).pressure(10, 165, 80).until(195).act(196, ABORT);
        assertThat(story.orders).containsExactly("190 cuff-1 start", "196 cuff-1 abort");
        story.act(197, ABORT);
        assertThat(story.orders).hasSize(3);
        story.until(369);
        assertThat(story.orders).hasSize(3);
        story.until(371);
        assertThat(story.orders).endsWith("370 cuff-1 start");
    }

    @Test
    void aStartThatSaysNothingIsAbortedAndDueAgain() {
        story.cuffWorn(1).act(10, START).until(192);
        assertThat(story.orders).containsExactly("10 cuff-1 start", "190 cuff-1 abort");
        assertThat(story.care().cuff().trouble()).contains("gave no reading within 180 s");
        assertThat(story.care().cuff().dueWhy()).isEqualTo("recheck");
    }

    @Test
    void aRefusedStartIsSaidAndDueAgain() {
        story.cuffWorn(1).act(10, START);
        story.at(11, new Happening.CuffTold("cuff-1", T0 + 10_000, "refused", "The line is not open"));
        assertThat(story.care().cuff().trouble()).isEqualTo("The line is not open");
        assertThat(story.care().cuff().measuringSinceMillis()).isZero();
        assertThat(story.care().cuff().dueWhy()).isEqualTo("recheck");
        assertThat(story.session.engine.panel().underCuff(Metric.SPO2, T0 + 12_000))
                .isFalse();
    }

    @Test
    void threeFailuresInARowEndTheAllowance() {
        story.cuffWorn(1).act(2, ALLOW).act(3, new Action.MovePhase("dosing"));
        story.failed(640).failed(850).failed(1060).until(3000);
        assertThat(story.orders).containsExactly("603 cuff-1 start", "820 cuff-1 start", "1030 cuff-1 start");
        assertThat(story.care().cuff().notAutomatic()).startsWith("3 readings in a row failed");
    }

    @Test
    void aRestartStartsNothingByItselfAndWantsTheAllowanceAgain() {
        story.cuffWorn(1).act(2, ALLOW).act(3, new Action.MovePhase("dosing")).down(500, 900);
        story.until(2000);
        assertThat(story.orders).isEmpty();
        assertThat(story.care().cuff().notAutomatic()).isEqualTo(CuffControl.AFTER_RESTART);
        assertThat(story.alarms).contains("900 tech.nibp.overdue raised");
        story.act(2001, ALLOW);
        story.until(2003);
        assertThat(story.orders).containsExactly("2001 cuff-1 start");
    }

    @Test
    void aCuffTakenOffWhileItMeasuresIsLetDown() {
        story.cuffWorn(1).act(10, START).at(20, new Happening.Unbound("cuff-1", "nurse"));
        assertThat(story.orders).containsExactly("10 cuff-1 start", "20 cuff-1 abort");
        assertThat(story.session.cuff().refusal(T0 + 21_000)).isEmpty();
    }

    @Test
    void inStandbyTheScheduleWaits() {
        story.cuffWorn(1).act(2, ALLOW).act(3, new Action.MovePhase("dosing"));
        story.spo2(4, 5, 97).act(590, new Action.Standby(300_000)).until(880);
        assertThat(story.orders).isEmpty();
    }

    @Test
    void afterAStandbyAReadingIsDueFromItsEndOn() {
        story.cuffWorn(1).act(3, new Action.MovePhase("dosing")).pressure(500, 120, 80);
        story.act(700, new Action.Standby(60_000)).until(770);
        assertThat(story.session.view(T0 + 770_000).nextCuffMillis()).isEqualTo(T0 + 760_000);
    }

    @Test
    void aReadingFromBeforeTheStartDoesNotEndIt() {
        story.cuffWorn(1).act(10, START).at(12, Sessions.cuff(T0 + 5_000, 120, 80, 93, 70));
        assertThat(story.care().cuff().measuringSinceMillis()).isEqualTo(T0 + 10_000);
    }

    @Test
    void aStartOfACuffThatCannotBeDrivenIsANoteOfTheNurses() {
        story.at(1, new Happening.Bound("cuff-9", java.util.List.of("sbp"), "nurse"));
        story.act(10, START).act(12, START);
        assertThat(story.orders).isEmpty();
        assertThat(story.session.engine.panel().underCuff(Metric.SPO2, T0 + 11_000))
                .isTrue();
    }
}
