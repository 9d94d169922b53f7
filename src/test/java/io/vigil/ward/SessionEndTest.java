package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Action;
import io.vigil.session.port.Inputs.Status;
import org.junit.jupiter.api.Test;

/** What ends with a session, and what one session does not end for the others. */
class SessionEndTest extends WardAtWork {
    @Test
    void dischargeFreesChairAndDevices() {
        start("1", "k1", "ox-1");
        assertThat(act("s1", "x", new Action.Discharge("transferred")).status()).isEqualTo(Status.DONE);
        assertThat(act("s1", "y", new Action.Note("late")).status()).isEqualTo(Status.CONFLICT);
        assertThat(start("1", "k2", "ox-1").status()).isEqualTo(Status.DONE);
    }

    @Test
    void aClosedSessionFallsSilentAndIsNotToldAgain() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        act("s1", "x", new Action.Discharge("transferred"));
        ward.tick();
        clock.leap(1000);
        ward.tick();
        assertThat(ward.desk().session("s1").orElseThrow().sounding()).isEqualTo(io.vigil.alarm.Sound.NONE);
        int told = views.size();
        for (int second = 0; second < 5; second++) {
            clock.leap(1000);
            ward.tick();
        }
        assertThat(views).hasSize(told);
    }

    @Test
    void aDefectInOneSessionStopsTheTicksOfNoOther() {
        start("1", "k1");
        start("2", "k2");
        broken = "s1";
        clock.leap(15_000);
        assertThatThrownBy(ward::tick).isInstanceOf(IllegalStateException.class);
        assertThat(events).extracting(AlarmEvent::alarm).containsExactly("tech.spo2.stale");
    }
}
