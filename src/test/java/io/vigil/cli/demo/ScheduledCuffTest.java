package io.vigil.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.sim.Vitals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's cuffs keep the countdown that its protocol sets: 600 s while dosing, 180 s after a pressure over 160. */
class ScheduledCuffTest {
    private static final int HOURS = 3 * 3600;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyReadingComesJustBeforeItIsDue(int variant) {
        ScheduledCuff course = new ScheduledCuff(variant);
        long last = -1;
        double sbp = 0;
        int count = 0;
        for (long s = 0; s < HOURS; s++) {
            Vitals now = course.at(s * 1000);
            if (now.cuff()) {
                boolean first = count++ < (variant == 2 ? 2 : 1);
                if (!first) {
                    long due = last + (sbp > 160 ? 180 : 600);
                    assertThat(s).as("reading %d", count).isBetween(due - 10, due - 1);
                }
                last = s;
                sbp = now.sbp();
            }
        }
        assertThat(count).isBetween(18, 32);
    }

    @Test
    void theHighPressureIsSeenWithinTheFirstMinute() {
        ScheduledCuff course = new ScheduledCuff(2);
        assertThat(course.at(5_000).sbp()).isLessThan(130);
        assertThat(course.at(40_000).sbp()).isEqualTo(176);
    }

    @Test
    void whatIsMeasuredAllTheTimeGoesOnBetweenTheReadings() {
        Vitals between = new ScheduledCuff(1).at(375_000);
        assertThat(between.cuff()).isFalse();
        assertThat(between.cuffPulse()).isNaN();
        assertThat(between.spo2()).isBetween(90.0, 99.0);
    }
}
