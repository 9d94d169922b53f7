package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeedsTest {
    private static final Action.Undo UNDO = new Action.Undo("", "wrong chair");
    private final Story story = new Story();

    @Test
    void aPhaseTakenBackIsTheOneBeforeWithItsOwnBeginning() {
        story.act(10, new Action.MovePhase("dosing")).act(100, new Action.MovePhase("recovery"));
        story.act(120, UNDO);
        assertThat(story.phase()).isEqualTo("dosing");
        assertThat(story.session.view(T0 + 120_000).phaseSinceMillis()).isEqualTo(T0 + 10_000);
        story.act(121, UNDO);
        assertThat(story.phase()).isEqualTo("baseline");
    }

    @Test
    void aScheduleCountsFromThePhaseThatHoldsAgain() {
        story.cuffWorn(1).act(10, new Action.MovePhase("dosing")).act(100, new Action.MovePhase("recovery"));
        story.act(120, UNDO).until(731);
        assertThat(story.alarms).contains("730 tech.nibp.overdue raised");
    }

    @Test
    void aDoseTakenBackWasNeverGiven() {
        story.act(5, new Action.Assess(9, null, true, List.of("sedation")));
        story.dose(10, "start");
        assertThat(story.care().doses()).hasSize(1);
        story.act(20, UNDO);
        SessionView view = story.session.view(T0 + 20_000);
        assertThat(view.doseMillis()).isZero();
        assertThat(view.care().doses()).isEmpty();
        assertThat(view.discharge().assessment().aldrete()).isEqualTo(9);
        story.dose(30, "start");
        assertThat(story.session.view(T0 + 30_000).doseMillis()).isEqualTo(T0 + 30_000);
    }

    @Test
    void aBaselineTakenBackLeavesTheOneBefore() {
        story.act(1, new Action.ConfirmBaseline(Map.of(Metric.SBP, 118.0)));
        story.act(2, new Action.ConfirmBaseline(Map.of(Metric.SBP, 181.0, Metric.DBP, 74.0)));
        story.act(3, UNDO);
        assertThat(story.baseline()).isEqualTo(Map.of(Metric.SBP, 118.0));
        story.pressure(4, 158, 80);
        assertThat(story.alarms).contains("4 sbp.delta.high raised");
        story.act(5, UNDO).pressure(70, 158, 80);
        assertThat(story.baseline()).isEmpty();
        assertThat(story.session.engine.panel().limitInForce("sbp.delta.high")).isNaN();
    }

    @Test
    void aLimitTakenBackIsTheOneBefore() {
        story.at(1, new Happening.Acted("nurse", "k", new Action.SetLimit("spo2.low.crit", 86, "athlete"), 88, null));
        story.act(2, UNDO);
        assertThat(story.session.alarms().limitInForce("spo2.low.crit")).isEqualTo(88);
    }

    @Test
    void anEventOrAnAssessmentIsTakenBackAndANoteIsNotJumpedOver() {
        story.act(1, new Action.AdverseEvent("nausea", T0, 0, ""))
                .act(2, new Action.Assess(9, null, null, null))
                .act(3, new Action.Note("slept"));
        assertThat(Objects.requireNonNull(story.care().undoable()).action()).isEqualTo("note");
        story.act(4, UNDO).act(5, UNDO);
        assertThat(story.session.view(T0 + 5_000).discharge().assessment().aldrete())
                .isNull();
        assertThat(story.care().adverse()).hasSize(1);
        story.act(6, UNDO);
        assertThat(story.care().adverse()).isEmpty();
        assertThat(story.care().undoable()).isNull();
    }

    @Test
    void tenMinutesLaterItIsPartOfTheRecord() {
        story.act(10, new Action.Note("slept"));
        assertThat(story.session.undo().offered(T0 + 610_000)).isPresent();
        assertThat(story.session.undo().offered(T0 + 610_001)).isEmpty();
    }

    @Test
    void anEventEndsByASecondOneOfItsKindOrByAnAssessment() {
        story.act(10, new Action.AdverseEvent("nausea", T0 + 5_000, 0, "pale"))
                .act(20, new Action.AdverseEvent("sedation", T0 + 20_000, 0, "", 3))
                .act(60, new Action.AdverseEvent("nausea", T0 + 60_000, T0 + 60_000, ""))
                .act(90, new Action.Assess(null, 5, null, List.of("sedation")));
        assertThat(story.care().adverse())
                .extracting(Care.Adverse::kind, Care.Adverse::onsetMillis, Care.Adverse::resolvedMillis)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("nausea", T0 + 5_000, T0 + 60_000),
                        org.assertj.core.groups.Tuple.tuple("sedation", T0 + 20_000, T0 + 90_000));
        assertThat(story.care().adverse().get(1).moaas()).isEqualTo(3);
        story.act(100, new Action.AdverseEvent("sedation", T0 + 100_000, 0, ""));
        assertThat(story.session.view(T0 + 100_000).discharge().assessment().resolved())
                .isEmpty();
    }

    @Test
    void aWrongPatientIsCorrectedAndChartedToTheRightOneFromThenOn() {
        story.act(10, new Action.Reassign(Sessions.patient("p2"), "mixed up"));
        assertThat(story.session.patient().id()).isEqualTo("p2");
        assertThat(story.care().subjectRevision()).isEqualTo(2);
        Effects effects = new Effects();
        story.session.apply(
                new Input("s1", story.session.seq() + 1, T0 + 20_000, Sessions.cuff(T0 + 20_000, 120, 80, 93, 70)),
                effects);
        assertThat(effects.charts().get(0).patient().id()).isEqualTo("p2");
        assertThat(effects.charts().get(0).key()).startsWith("test|s1|2|");
    }

    @Test
    void anAbortedSessionIsOverAndItsCuffIsLetDown() {
        story.cuffWorn(1).act(10, new Action.Cuff("start", false)).act(20, new Action.Abort("felt faint"));
        assertThat(story.session.isOpen()).isFalse();
        assertThat(story.orders).containsExactly("10 cuff-1 start", "20 cuff-1 abort");
    }

    @Test
    void theSameRequestJournaledTwiceHasOneEffect() {
        Happening dose = new Happening.Acted(
                "nurse", "d", new Action.Dose("ketamine", "iv", 35, "mg", "given", null, null, null));
        story.at(10, dose).at(20, dose);
        assertThat(story.care().doses()).hasSize(1);
    }
}
