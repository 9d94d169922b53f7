package io.vigil.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnchoredClockTest {
    private final LeapingClock machine = new LeapingClock(1_000_000);

    @Test
    void aStepOfTheWallClockMovesNothingAndIsSeen() {
        AnchoredClock clock = new AnchoredClock(machine, 0);
        machine.leap(1_500);
        machine.step(-3_600_000);
        assertThat(clock.nowMillis()).isEqualTo(1_001_500);
        assertThat(clock.wallStepMillis()).isEqualTo(-3_600_000);
    }

    @Test
    void afterARestartTimeNeverGoesBackBehindWhatWasJournaled() {
        assertThat(new AnchoredClock(machine, 2_000_000).nowMillis()).isEqualTo(2_000_000);
    }

    @Test
    void aMomentBeforeTheAnchorKeepsItsOrder() {
        long before = machine.nanos() - 1;
        assertThat(new AnchoredClock(machine, 0).millisAt(before)).isEqualTo(999_999);
    }
}
