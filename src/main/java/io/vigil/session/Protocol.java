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
 * @param recheckAfterMillis how soon a cuff reading that violates a limit or failed is to be repeated; never under the
 *     longest {@code min_span_s} of the rules, which the repetition is to confirm
 */
public record Protocol(
        String id,
        String title,
        List<Phase> phases,
        int minObservationMinutes,
        String minObservationFrom,
        Set<Metric> requiredMetrics,
        DischargeGate discharge,
        List<Rule> rules,
        long recheckAfterMillis) {
    public static final long RECHECK_AFTER_MILLIS = 180_000;

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
        // Sessions journaled before it was a key lack it.
        recheckAfterMillis = recheckAfterMillis > 0 ? recheckAfterMillis : RECHECK_AFTER_MILLIS;
    }

    /** With the usual time before a cuff reading is repeated. */
    public Protocol(
            String id,
            String title,
            List<Phase> phases,
            int minObservationMinutes,
            String minObservationFrom,
            Set<Metric> requiredMetrics,
            DischargeGate discharge,
            List<Rule> rules) {
        this(
                id,
                title,
                phases,
                minObservationMinutes,
                minObservationFrom,
                requiredMetrics,
                discharge,
                rules,
                RECHECK_AFTER_MILLIS);
    }

    /** This protocol with other rules. */
    public Protocol withRules(List<Rule> others) {
        return new Protocol(
                id,
                title,
                phases,
                minObservationMinutes,
                minObservationFrom,
                requiredMetrics,
                discharge,
                others,
                recheckAfterMillis);
    }

    /** The longest time over which readings must agree to be a run; 0 where no rule asks for it. */
    public long longestSpanMillis() {
        return rules.stream()
                .filter(rule -> rule.count() > 1)
                .mapToLong(Rule::minSpanMillis)
                .max()
                .orElse(0);
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
