package io.vigil.session;

import io.vigil.alarm.Rule;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A route's phases and rules, carried by value in every session that runs it.
 *
 * @param minObservationMinutes from the anchor named by {@code minObservationFrom}
 * @param minObservationFrom {@code last_dose_end}, {@code last_dose_start} or {@code first_dose_start}
 * @param requiredMetrics what must be watched in every session; stale and overdue rules for these always run, for
 *     other metrics only while a device that offers them is bound
 */
public record Protocol(
        String id,
        String title,
        List<Phase> phases,
        int minObservationMinutes,
        String minObservationFrom,
        Set<Metric> requiredMetrics,
        DischargeGate discharge,
        List<Rule> rules) {

    /**
     * What must hold before a patient may leave; per cent of baseline, values in the metric's unit.
     *
     * @param bpWithinMinutes how old the last pressure may be; 0 = until it is no longer shown
     * @param resolved effects that must have been assessed as gone
     */
    public record DischargeGate(
            double sbpWithinPercent,
            double dbpWithinPercent,
            double spo2Above,
            int aldreteAtLeast,
            boolean rideConfirmed,
            int bpWithinMinutes,
            List<String> resolved) {
        public DischargeGate {
            // Sessions journaled before there was such a list lack it.
            resolved = none(resolved) ? List.of() : List.copyOf(resolved);
        }

        public DischargeGate(
                double sbpWithinPercent,
                double dbpWithinPercent,
                double spo2Above,
                int aldreteAtLeast,
                boolean rideConfirmed) {
            this(sbpWithinPercent, dbpWithinPercent, spo2Above, aldreteAtLeast, rideConfirmed, 0, List.of());
        }

        private static boolean none(@Nullable List<String> list) {
            return list == null;
        }
    }

    public Protocol {
        phases = List.copyOf(phases);
        requiredMetrics = Set.copyOf(requiredMetrics);
        rules = List.copyOf(rules);
    }

    public @Nullable Phase phase(String id) {
        return phases.stream()
                .filter(phase -> phase.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    public Phase first() {
        return phases.get(0);
    }
}
