package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import io.vigil.vital.Metric;
import org.junit.jupiter.api.Test;

class CuffHandsTest {
    private static final Action START = new Action.Cuff("start", true);
    private static final Action ABORT = new Action.Cuff("abort", false);
    private static final Action ALLOW = new Action.Cuff("allow", false);
    private final House house = new House();

    @Test
    void aStartReachesTheCuffOnlyWhenItIsOnRecord() {
        house.start("1", "cuff-1");
        var answer = house.ward.desk().act("s1", "nurse", "n1", START);
        assertThat(house.cuffs.asked).isEmpty();
        house.journal.commit();
        assertThat(house.cuffs.asked).containsExactly("cuff-1 START");
        assertThat(answer.toCompletableFuture().join().status()).isEqualTo(Status.DONE);
    }

    @Test
    void aStartThatCannotBeWrittenIsNotMade() {
        house.start("1", "cuff-1");
        house.ward.desk().act("s1", "nurse", "n1", START);
        house.journal.fail();
        assertThat(house.cuffs.asked).isEmpty();
        house.pass(1);
        assertThat(house.session("s1").care().cuff().trouble()).contains("could not be written to disk");
    }

    @Test
    void anAbortWaitsForNothingAndCancelsAStartThatWaits() {
        house.start("1", "cuff-1");
        house.ward.desk().act("s1", "nurse", "n1", START);
        house.ward.desk().act("s1", "nurse", "n2", ABORT);
        assertThat(house.cuffs.asked).containsExactly("cuff-1 ABORT");
        house.journal.commit();
        assertThat(house.cuffs.asked).containsExactly("cuff-1 ABORT");
    }

    @Test
    void aSecondStartWithinTheSafeIntervalIsRefusedWithTheReasonAndOnRecord() {
        house.start("1", "cuff-1");
        house.act("s1", START);
        house.pass(20);
        house.hear("cuff-1", 0, Metric.SBP, 120);
        Answer refused = house.act("s1", START);
        assertThat(refused.status()).isEqualTo(Status.CONFLICT);
        assertThat(refused.detail()).contains("started 20 s ago (nurse)");
        assertThat(house.inputs("s1"))
                .anyMatch(what -> what instanceof Happening.Acted acted && acted.refused() != null);
        assertThat(house.cuffs.asked).containsExactly("cuff-1 START");
        house.pass(40);
        assertThat(house.act("s1", START).status()).isEqualTo(Status.DONE);
    }

    @Test
    void whatTheCuffRefusesIsToldOnTheScreenAndJournaled() {
        house.start("1", "cuff-1");
        house.cuffs.refusal = "The line is not open";
        house.act("s1", START);
        house.pass(1);
        assertThat(house.session("s1").care().cuff().trouble()).isEqualTo("The line is not open");
        assertThat(house.inputs("s1"))
                .anyMatch(what -> what instanceof Happening.CuffTold told
                        && told.outcome().equals("refused"));
    }

    @Test
    void anAllowedScheduleDrivesTheCuffAndSaysWhy() {
        house.start("1", "cuff-1");
        assertThat(house.act("s1", ALLOW).status()).isEqualTo(Status.DONE);
        house.act("s1", new Action.MovePhase("dosing"));
        house.pass(601);
        assertThat(house.cuffs.asked).containsExactly("cuff-1 START");
        assertThat(house.inputs("s1")).contains(new Happening.CuffStarted("cuff-1", "schedule", false));
    }

    @Test
    void noCuffNoAllowance() {
        house.start("1", "ox-1");
        assertThat(house.act("s1", ALLOW).detail()).contains("No cuff worn in this session can be started");
    }

    @Test
    void aRestartStartsNothingAndRepeatsNothing() {
        house.start("1", "cuff-1");
        house.act("s1", ALLOW);
        house.act("s1", new Action.MovePhase("dosing"));
        house.pass(601);
        house.cuffs.asked.clear();
        house.restart(3);
        house.pass(1200);
        assertThat(house.cuffs.asked)
                .as("only the one under way is ended, after its time")
                .containsExactly("cuff-1 ABORT");
        assertThat(house.session("s1").care().cuff().notAutomatic()).contains("restarted");
    }

    @Test
    void aDischargeOrAHandOverLetsTheCuffDown() {
        house.start("1", "cuff-1");
        house.act("s1", START);
        house.act("s1", new Action.Abort("transferred"));
        assertThat(house.cuffs.asked).contains("cuff-1 ABORT");
        house.start("2", "cuff-2");
        house.start("3");
        house.act("s2", START);
        house.rebind("s3", java.util.List.of("cuff-2"), java.util.List.of(), true);
        assertThat(house.cuffs.asked).endsWith("cuff-2 START", "cuff-2 ABORT");
    }
}
