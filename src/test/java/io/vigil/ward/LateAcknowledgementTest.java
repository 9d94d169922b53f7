package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.port.Inputs.Status;
import org.junit.jupiter.api.Test;

/** An acknowledgement is of the occurrence that was looked at. */
class LateAcknowledgementTest extends WardAtWork {
    @Test
    void anAcknowledgementOfAnOlderOccurrenceIsRefused() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        act("s1", "a1", new Action.Acknowledge("spo2.low.crit", 1));
        seconds(10, 97);
        seconds(10, 84);
        assertThat(act("s1", "a2", new Action.Acknowledge("spo2.low.crit", 1)).status())
                .isEqualTo(Status.CONFLICT);
        assertThat(act("s1", "a3", new Action.Acknowledge("spo2.low.crit", 2)).status())
                .isEqualTo(Status.DONE);
        assertThat(act("s1", "a4", new Action.Acknowledge("no.such", 0)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void anAcknowledgementOfAnOccurrenceThatANewerOneFollowedIsRefusedEvenWhenThatIsOver() {
        start("1", "k1", "ox-1");
        for (int round = 1; round <= 2; round++) {
            seconds(10, 84);
            act("s1", "a" + round, new Action.Acknowledge("spo2.low.crit", round));
            seconds(10, 97);
        }
        assertThat(act("s1", "late", new Action.Acknowledge("spo2.low.crit", 1)).status())
                .isEqualTo(Status.CONFLICT);
        assertThat(act("s1", "early", new Action.Acknowledge("spo2.low.crit", 3))
                        .status())
                .isEqualTo(Status.INVALID);
    }

    @Test
    void anAcknowledgementIsJudgedByTheStateOfItsOwnInstant() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        act("s1", "a1", new Action.Acknowledge("spo2.low.crit", 1));
        seconds(10, 97);
        clock.leap(1000);
        spo2(84, 0, "");
        clock.leap(900);
        for (int second = 0; second < 4; second++) {
            clock.leap(1000);
            spo2(84, 0, "");
        }
        clock.leap(600);
        // The tick at which occurrence 2 begins is due and not yet taken.
        assertThat(act("s1", "a2", new Action.Acknowledge("spo2.low.crit", 1)).status())
                .isEqualTo(Status.CONFLICT);
    }
}
