package io.vigil.session;

import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Display;
import io.vigil.alarm.Sound;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
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
        boolean simulated) {

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
