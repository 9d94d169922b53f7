package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourseNotesTest {
    private static final long MINUTE = 60_000;
    private final CourseNotes notes =
            new CourseNotes((Happening.Started) Sessions.started("s1").what(), T0, T0 + 100 * MINUTE);

    private void acted(long minute, Action action) {
        notes.acted(T0 + minute * MINUTE, "nurse", action);
    }

    private void dose(long minute) {
        acted(minute, new Action.Dose("ketamine", "iv", 35, "mg", "start", null, null, null));
    }

    private void pressure(long minute, double sbp, double dbp) {
        notes.measured(T0 + minute * MINUTE, Metric.SBP, sbp);
        notes.measured(T0 + minute * MINUTE, Metric.DBP, dbp);
    }

    @Test
    void peakNadirAndRecoveryCountFromTheFirstDose() {
        acted(5, new Action.ConfirmBaseline(Map.of(Metric.SBP, 120.0, Metric.DBP, 80.0)));
        dose(10);
        pressure(2, 190, 100);
        pressure(20, 150, 95);
        pressure(40, 162, 99);
        pressure(50, 140, 90);
        pressure(60, 150, 90);
        pressure(70, 144, 96);
        pressure(80, 120, 80);
        notes.measured(T0 + MINUTE, Metric.SPO2, 80);
        notes.measured(T0 + 30 * MINUTE, Metric.SPO2, 93);
        notes.measured(T0 + 31 * MINUTE, Metric.SPO2, 95);
        Course course = notes.course();
        assertThat(course.peakSbp()).isEqualTo(162);
        assertThat(course.peakSbpMillis()).isEqualTo(T0 + 40 * MINUTE);
        assertThat(course.deltaSbp()).isEqualTo(42);
        assertThat(course.nadirSpo2()).isEqualTo(93);
        assertThat(course.recoveryMillis())
                .as("144 and 96 are exactly 20 % above; at 60 min it was over once more")
                .isEqualTo(60 * MINUTE);
    }

    @Test
    void whatWasTakenBackIsNotInIt() {
        dose(10);
        acted(11, new Action.Undo("", ""));
        dose(20);
        notes.measured(T0 + 15 * MINUTE, Metric.SPO2, 85);
        notes.measured(T0 + 25 * MINUTE, Metric.SPO2, 94);
        assertThat(notes.course().doses()).hasSize(1);
        assertThat(notes.course().nadirSpo2()).isEqualTo(94);
    }

    @Test
    void aSqueezedLimbMakesNoNadir() {
        dose(10);
        acted(20, new Action.Cuff("start", true));
        notes.measured(T0 + 20 * MINUTE + 30_000, Metric.SPO2, 60);
        notes.measured(T0 + 22 * MINUTE, Metric.SPO2, 94);
        assertThat(notes.course().nadirSpo2()).isEqualTo(94);
    }

    @Test
    void withoutABaselineOrADoseThereIsNoRecovery() {
        pressure(20, 120, 80);
        assertThat(notes.course().recoveryMillis()).isEqualTo(Course.UNKNOWN);
        assertThat(notes.course().deltaSbp()).isNaN();
        dose(10);
        assertThat(notes.course().recoveryMillis()).isEqualTo(Course.UNKNOWN);
    }

    @Test
    void whoNeverCameBackDownHasNotRecovered() {
        acted(5, new Action.ConfirmBaseline(Map.of(Metric.SBP, 120.0, Metric.DBP, 80.0)));
        dose(10);
        pressure(20, 121, 80);
        pressure(40, 160, 99);
        assertThat(notes.course().recoveryMillis()).isEqualTo(Course.UNKNOWN);
    }
}
