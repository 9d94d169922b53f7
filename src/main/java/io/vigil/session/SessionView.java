package io.vigil.session;

import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Display;
import io.vigil.alarm.Sound;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session as it stands at one instant, for screens and topics. Immutable; times in epoch ms on the session's clock,
 * 0 where there is none yet.
 *
 * @param revision rises with every change of this session
 * @param nextCuffMillis when the next cuff reading is due
 * @param observedUntilMillis earliest end of the minimum observation; 0 before the first dose
 * @param acknowledgedBy user per alarm id, for alarms in ACKED
 */
public record SessionView(
        String id,
        long revision,
        long atMillis,
        boolean open,
        Patient patient,
        String chair,
        String protocol,
        String protocolTitle,
        String phase,
        List<String> phases,
        long startedMillis,
        long phaseSinceMillis,
        long doseMillis,
        long nextCuffMillis,
        long observedUntilMillis,
        double weightKg,
        Map<Metric, Double> baseline,
        List<Value> values,
        List<AlarmView> alarms,
        Map<String, String> acknowledgedBy,
        Sound sounding,
        long audioPausedUntilMillis,
        long standbyUntilMillis,
        List<String> devices,
        boolean simulated,
        List<Limit> limits,
        Leaving discharge,
        Care care) {

    /**
     * The heart's rate by the best source there is: {@code hr} of an ECG or a belt over {@code pr} of the oximeter, as
     * long as it may be shown with a number; empty where neither may.
     */
    public Optional<Value> pulse() {
        return Stream.of(Metric.HR, Metric.PR)
                .flatMap(source -> values.stream().filter(value -> value.metric() == source))
                .filter(value -> !Double.isNaN(value.value()))
                .findFirst();
    }

    /**
     * The limit of one rule that a nurse may move, in the metric's unit.
     *
     * @param low lowest limit allowed, NaN = none; @param high highest, NaN = none
     * @param standard what the protocol says for the present phase
     */
    public record Limit(String alarm, double limit, double low, double high, double standard) {}

    /**
     * @param missing in words; empty when it is met
     * @param corrected what a person said in place of the measured value; NaN where it was taken back, null where nobody
     *     said anything
     */
    public record Check(
            String name, String missing, @Nullable Double corrected) {
        public Check(String name, String missing) {
            this(name, missing, null);
        }

        public boolean met() {
            return missing.isEmpty();
        }
    }

    /** How the patient was found since the last dose. */
    public record Assessment(
            @Nullable Integer aldrete, @Nullable Integer moaas, boolean rideConfirmed, List<String> resolved) {}

    /** The discharge gate; without checks when the session is over. */
    public record Leaving(List<Check> checks, Assessment assessment) {
        public boolean ready() {
            return !checks.isEmpty() && checks.stream().allMatch(Check::met);
        }
    }

    /**
     * One metric's last reading.
     *
     * @param value in the metric's unit; NaN where the display state forbids a number
     * @param measuredMillis when it was measured, 0 when never
     * @param limitLow highest lower limit of the rules in force, NaN without
     * @param limitHigh lowest upper limit of the rules in force, NaN without
     * @param violated true while an alarm on this metric is ACTIVE or ACKED
     * @param delta value minus baseline, NaN without either
     */
    public record Value(
            Metric metric,
            Display display,
            double value,
            @Nullable Quality quality,
            long measuredMillis,
            double limitLow,
            double limitHigh,
            boolean violated,
            double delta,
            String device,
            List<String> flags) {}
}
