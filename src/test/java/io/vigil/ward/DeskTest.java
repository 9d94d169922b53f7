package io.vigil.ward;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Sessions;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import io.vigil.session.port.Journal;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final House house = new House();

    @Test
    void aHandOverIsOneTransactionOfTwoSessionsInOneInstant() {
        house.start("1", "ox-1");
        house.start("2");
        house.pass(5);
        assertThat(house.rebind("s2", List.of("ox-1"), List.of(), false).detail())
                .isEqualTo(
                        "Device ox-1 is worn at chair 1 (session s1), which would have no pr, spo2 without it; take it"
                                + " off there first, or send hand_over to take it from there");
        assertThat(house.start("3", "ox-1").detail()).endsWith("without it; take it off there first");
        Answer done = house.rebind("s2", List.of("ox-1"), List.of(), true);
        assertThat(done.session().orElseThrow().devices()).containsExactly("ox-1");
        house.pass(1);
        assertThat(house.session("s1").devices()).isEmpty();
        List<Journal.Entry> last = house.journal.transactions.get(house.journal.transactions.size() - 1);
        assertThat(last).hasSize(2);
        assertThat(last.get(0).input().session()).isEqualTo("s1");
        assertThat(last.get(0).input().what()).isEqualTo(new Happening.Unbound("ox-1", "nurse"));
        assertThat(last.get(1).input().what()).isInstanceOf(Happening.Bound.class);
        assertThat(last.get(0).input().atMillis()).isEqualTo(last.get(1).input().atMillis());
    }

    @Test
    void whatWasPutRightIsAnInputOnceAndOutlivesARestart() {
        house.start("1", "cuff-1");
        house.pass(5);
        var word = new Happening.Corrected("cuff-1", T0 + 1, java.util.Map.of(Metric.SBP, 160.0), "nurse", T0 + 2);
        assertThat(corrected("s1", word)).isEqualTo(Status.DONE);
        assertThat(corrected("s1", word)).as("said again").isEqualTo(Status.DONE);
        house.restart(5);
        assertThat(corrected("s1", word)).as("heard again at the start").isEqualTo(Status.DONE);
        assertThat(corrected("s9", word)).isEqualTo(Status.UNKNOWN);
        assertThat(house.inputs("s1"))
                .filteredOn(Happening.Corrected.class::isInstance)
                .containsExactly(word);
    }

    private Status corrected(String session, Happening.Corrected word) {
        return house.settled(house.ward.desk().correct(session, word)).status();
    }

    @Test
    void whatAnotherDeviceThereGivesTooIsNotLost() {
        house.start("1", "ox-1", "ox-2");
        house.start("2");
        assertThat(house.rebind("s2", List.of("ox-1"), List.of(), false).detail())
                .doesNotContain("would have no");
    }

    @Test
    void afterARestartItIsStillKnownWhatADeviceGives() {
        house.start("1", "cuff-1");
        house.hear("cuff-1", 0, Metric.HR, 70);
        house.pass(1);
        house.restart(5);
        assertThat(house.rebind("s1", List.of(), List.of("cuff-1"), false).status())
                .isEqualTo(Status.DONE);
        assertThat(house.ward.board().devices())
                .filteredOn(device -> device.id().equals("cuff-1"))
                .singleElement()
                .satisfies(device -> assertThat(device.offers()).containsExactly("dbp", "hr", "map", "sbp"));
    }

    @Test
    void aReadingFromBeforeTheHandOverGoesToTheOneWhoWoreItThen() {
        house.start("1", "ox-1");
        house.start("2");
        house.pass(5);
        house.rebind("s2", List.of("ox-1"), List.of(), true);
        house.clock.leap(1000);
        house.hear("ox-1", 3000, Metric.SPO2, 81);
        house.hear("ox-1", 0, Metric.SPO2, 98);
        assertThat(house.inputs("s1"))
                .filteredOn(Happening.Measured.class::isInstance)
                .hasSize(1);
        assertThat(house.inputs("s2"))
                .filteredOn(Happening.Measured.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aRefusedStartIsOnRecordWithoutANameAndRepeatsItsAnswer() {
        house.start("1", "ox-1");
        Answer refused = house.settled(house.asked("1", "again"));
        assertThat(refused.status()).isEqualTo(Status.CONFLICT);
        assertThat(house.journal.refusals).singleElement().satisfies(row -> {
            assertThat(row.what()).isEqualTo("sessions");
            assertThat(row.by()).isEqualTo("nurse");
            assertThat(row.detail())
                    .contains("\"patient\":\"p1\"", "rejected", "Chair 1")
                    .doesNotContain("Test p1");
        });
        house.act("s1", new Action.Abort("mistake"));
        assertThat(house.settled(house.asked("1", "again")).status())
                .as("the same key hears the same answer")
                .isEqualTo(Status.CONFLICT);
        assertThat(house.journal.refusals).hasSize(1);
        assertThat(house.settled(house.asked("1", "fresh")).status()).isEqualTo(Status.DONE);
    }

    @Test
    void aRefusedRebindingIsOnRecordInItsSession() {
        house.start("1", "ox-1");
        assertThat(house.rebind("s1", List.of("ox-9"), List.of(), false).status())
                .isEqualTo(Status.INVALID);
        assertThat(house.inputs("s1"))
                .anyMatch(what -> what instanceof Happening.Declined declined
                        && declined.what().equals("devices")
                        && declined.detail().contains("ox-9"));
        house.rebind("s7", List.of("ox-2"), List.of(), false);
        assertThat(house.journal.refusals)
                .singleElement()
                .satisfies(row -> assertThat(row.session()).isEqualTo("s7"));
    }

    @Test
    void whatTheJournalHadToShedIsNotAnsweredAsDoneUntilItIsThere() {
        house.start("1", "ox-1");
        Action dose = new Action.Dose("ketamine", "iv", 35, "mg", "given", null, null, null);
        house.journal.full = true;
        assertThat(house.act("s1", "d1", dose).status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(house.act("s1", "d1", dose).status()).isEqualTo(Status.UNAVAILABLE);
        house.journal.full = false;
        house.act("s1", new Action.Note("later"));
        assertThat(house.act("s1", "d1", dose).status()).isEqualTo(Status.DONE);
        assertThat(house.session("s1").care().doses()).hasSize(1);
        house.restart(1);
        house.pass(1);
        assertThat(house.session("s1").care().doses()).hasSize(1);
    }

    @Test
    void aStartThatWasShedIsNeverAnsweredAsDone() {
        house.journal.full = true;
        assertThat(house.settled(house.asked("1", "k")).status()).isEqualTo(Status.UNAVAILABLE);
        house.journal.full = false;
        assertThat(house.settled(house.asked("1", "k")).status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void ofTwoWhoMoveToTheSamePhaseTheSecondIsToldThatItHasCome() {
        house.start("1");
        Action move = new Action.MovePhase("dosing", "baseline");
        assertThat(house.act("s1", move).status()).isEqualTo(Status.DONE);
        long since = house.session("s1").phaseSinceMillis();
        house.pass(1);
        Answer second = house.act("s1", move);
        assertThat(second.status()).isEqualTo(Status.CONFLICT);
        assertThat(second.detail()).isEqualTo("The session is in phase dosing already");
        assertThat(house.session("s1").phaseSinceMillis()).isEqualTo(since);
    }

    @Test
    void ofTwoWhoTakeTheSameBackTheSecondDoesNotTakeBackTheOneBefore() {
        house.start("1");
        house.act("s1", new Action.Note("slept"));
        house.pass(1);
        house.act("s1", new Action.Note("slept well"));
        long seen =
                Objects.requireNonNull(house.session("s1").care().undoable()).atMillis();
        assertThat(house.act("s1", new Action.Undo("note", "", seen)).status()).isEqualTo(Status.DONE);
        Answer second = house.act("s1", new Action.Undo("note", "", seen));
        assertThat(second.status()).isEqualTo(Status.CONFLICT);
        assertThat(second.detail()).isEqualTo("What you saw is not the last any more; now it is note by nurse");
        assertThat(house.session("s1").care().undoable()).isNotNull();
    }

    @Test
    void onlyTheLastThatCanBeTakenBackIsAndOnlyIfItIsTheOneMeant() {
        house.start("1");
        assertThat(house.act("s1", new Action.Undo("", "")).status()).isEqualTo(Status.CONFLICT);
        house.act("s1", new Action.MovePhase("dosing"));
        house.act("s1", new Action.Note("slept"));
        Answer other = house.act("s1", new Action.Undo("phase", ""));
        assertThat(other.detail()).isEqualTo("The last that can be taken back is note by nurse, not phase");
        assertThat(house.act("s1", new Action.Undo("note", "typo")).status()).isEqualTo(Status.DONE);
        assertThat(house.act("s1", new Action.Undo("phase", "")).status()).isEqualTo(Status.DONE);
        assertThat(house.session("s1").phase()).isEqualTo("baseline");
        house.act("s1", new Action.Note("slept"));
        house.pass(601);
        assertThat(house.act("s1", new Action.Undo("", "")).detail()).contains("nothing of the last 10 minutes");
    }

    @Test
    void aWrongPatientIsCorrectedAlsoWhenTheSessionIsOver() {
        house.start("1");
        house.act("s1", new Action.Abort("mistake"));
        Action right = new Action.Reassign(Sessions.patient("p9"), "mixed up");
        assertThat(house.act("s1", right).status()).isEqualTo(Status.DONE);
        assertThat(house.session("s1").patient().id()).isEqualTo("p9");
        assertThat(house.act("s1", right).status()).isEqualTo(Status.CONFLICT);
        assertThat(house.act("s1", new Action.Note("late")).status()).isEqualTo(Status.CONFLICT);
    }

    @Test
    void undoReassignAndHandOverSurviveARestart() {
        house.start("1", "ox-1");
        house.start("2");
        house.act("s1", new Action.MovePhase("dosing"));
        house.act("s1", new Action.Dose("ketamine", "iv", 35, "mg", "given", null, null, null));
        house.act("s1", new Action.Undo("", ""));
        house.act("s2", new Action.Reassign(Sessions.patient("p7"), ""));
        house.rebind("s2", List.of("ox-1"), List.of(), true);
        house.pass(2);
        house.restart(1);
        house.pass(1);
        assertThat(house.session("s1").phase()).isEqualTo("dosing");
        assertThat(house.session("s1").doseMillis()).isZero();
        assertThat(house.session("s2").patient().id()).isEqualTo("p7");
        assertThat(house.session("s2").devices()).containsExactly("ox-1");
        assertThat(house.session("s1").startedMillis()).isEqualTo(T0);
        house.hear("ox-1", 0, Metric.SPO2, 97);
        assertThat(house.inputs("s2"))
                .filteredOn(Happening.Measured.class::isInstance)
                .hasSize(1);
    }
}
