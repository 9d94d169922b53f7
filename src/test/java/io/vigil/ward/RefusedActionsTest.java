package io.vigil.ward;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.SessionView;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a nurse may not do, and that it is on record. */
class RefusedActionsTest extends WardAtWork {
    private Happening.Acted lastActed() {
        return journal.entries.stream()
                .map(entry -> entry.input().what())
                .filter(Happening.Acted.class::isInstance)
                .map(Happening.Acted.class::cast)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    @Test
    void aTakenChairAndAWornDeviceAreRefused() {
        start("1", "k", "ox-1");
        assertThat(start("1", "k2").status()).isEqualTo(Status.CONFLICT);
        assertThat(start("2", "k3", "ox-1").status()).isEqualTo(Status.CONFLICT);
        assertThat(start("3", "k4", "ox-9").status()).isEqualTo(Status.INVALID);
    }

    @Test
    void aDoseDuringAPreDoseHoldNeedsAReason() {
        start("1", "k1", "cuff-1");
        ward.frame(
                new Frame(
                        "cuff-1",
                        clock.wallMillis(),
                        clock.wallMillis(),
                        clock.nanos(),
                        "1",
                        List.of(Reading.of(Metric.SBP, 150, Quality.GOOD))),
                durable -> {});
        Action.Dose dose = new Action.Dose("ketamine", "iv", 35, "mg", "start", null, null, null);
        assertThat(act("s1", "d1", dose).status()).isEqualTo(Status.CONFLICT);
        Action.Dose because = new Action.Dose("ketamine", "iv", 35, "mg", "start", null, null, "known white coat");
        assertThat(act("s1", "d2", because).status()).isEqualTo(Status.DONE);
    }

    @Test
    void aLimitOutsideItsBoundsIsRefusedAndStillJournaled() {
        start("1", "k1", "ox-1");
        assertThat(act("s1", "l1", new Action.SetLimit("spo2.low.crit", 99, "athlete"))
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(lastActed().key()).isEqualTo("l1");
        assertThat(act("s1", "l1", new Action.SetLimit("spo2.low.crit", 99, "athlete"))
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(act("s1", "l2", new Action.SetLimit("tech.spo2.stale", 5, ""))
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(lastActed().key())
                .as("a rule without a limit is not audited")
                .isEqualTo("l1");
        assertThat(act("s1", "l3", new Action.SetLimit("spo2.low.crit", 86, "athlete"))
                        .status())
                .isEqualTo(Status.DONE);
    }

    @Test
    void aStandbyTooLongOrWithinAnotherIsRefusedAndStillJournaled() {
        start("1", "k1", "ox-1");
        assertThat(act("s1", "b1", new Action.Standby(901_000)).status()).isEqualTo(Status.INVALID);
        assertThat(lastActed().key()).isEqualTo("b1");
        assertThat(act("s1", "b2", new Action.Standby(900_000)).status()).isEqualTo(Status.DONE);
        assertThat(act("s1", "b3", new Action.Standby(60_000)).status()).isEqualTo(Status.CONFLICT);
        assertThat(lastActed().key()).isEqualTo("b3");
        assertThat(ward.desk().session("s1").orElseThrow().standbyUntilMillis()).isEqualTo(T0 + 900_000);
    }

    @Test
    void aStandbyWhileAHighAlarmStandsIsRefusedAndStillJournaled() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        assertThat(act("s1", "b1", new Action.Standby(60_000)).status()).isEqualTo(Status.CONFLICT);
        assertThat(lastActed().key()).isEqualTo("b1");
    }

    @Test
    void aPatientWhoIsNotReadyLeavesOnlyForAReasonAndBothAreOnRecord() {
        start("1", "k1", "ox-1");
        Answer refused = act("s1", "d1", new Action.Discharge(null));
        assertThat(refused.status()).isEqualTo(Status.CONFLICT);
        assertThat(refused.detail()).contains("no dose is recorded", "ride home is not confirmed", "override_reason");
        assertThat(lastActed().refused()).isNotNull();
        SessionView still = ward.desk().session("s1").orElseThrow();
        assertThat(still.open()).isTrue();
        assertThat(still.devices()).containsExactly("ox-1");
        assertThat(act("s1", "d2", new Action.Discharge("transferred")).status())
                .isEqualTo(Status.DONE);
        assertThat(ward.desk().session("s1").orElseThrow().open()).isFalse();
    }
}
