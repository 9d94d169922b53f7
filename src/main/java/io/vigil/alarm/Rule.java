package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One alarm rule as a protocol or scenario states it; every field of alarms.md, "Rules". Values are in the metric's
 * unit, durations in ms. A field a kind does not use holds its default.
 *
 * @param metrics one metric for most kinds; all that must be silent for STALE; the two of DIFFER
 * @param limit of LIMIT_* and INTEGRAL_LOW; NaN otherwise
 * @param limitByPhase overrides {@code limit} while in a phase
 * @param change delta of DELTA_*, per cent of DELTA_PCT_*, change of RATE_*, allowed difference of DIFFER; NaN otherwise
 * @param threshold accumulated unit-seconds of INTEGRAL_LOW; NaN otherwise
 * @param count run length of a counted limit, from 1; 0 when not counted (a run of 1 is counted: it needs no held value)
 * @param phases where the rule applies; empty = everywhere
 * @param boundLow lowest limit a nurse may set, inclusive; NaN = none
 * @param boundHigh highest limit a nurse may set, inclusive; NaN = none
 * @param intervalMillis of OVERDUE without phases; 0 = none
 * @param parts the sub-conditions of ALL_OF and ANY_OF
 */
public record Rule(
        String id,
        RuleKind kind,
        Priority priority,
        List<Metric> metrics,
        double limit,
        Map<String, Double> limitByPhase,
        double change,
        double threshold,
        double hysteresis,
        boolean inclusive,
        int count,
        long minSpanMillis,
        long windowMillis,
        Set<Quality> accept,
        Set<String> phases,
        long delayMillis,
        long clearDelayMillis,
        boolean latching,
        List<Long> escalateAfterMillis,
        long reminderMillis,
        List<String> inhibitedBy,
        double boundLow,
        double boundHigh,
        long timeoutMillis,
        long intervalMillis,
        Map<String, Long> intervalByPhase,
        long graceMillis,
        long atMillis,
        long earlyMillis,
        long lateMillis,
        List<Part> parts) {

    /** A limit sub-condition of ALL_OF or ANY_OF; {@code kind} is LIMIT_HIGH or LIMIT_LOW. */
    public record Part(Metric metric, RuleKind kind, double limit, double hysteresis, boolean inclusive) {}

    public Rule {
        metrics = List.copyOf(metrics);
        limitByPhase = Map.copyOf(limitByPhase);
        accept = Set.copyOf(accept);
        phases = Set.copyOf(phases);
        escalateAfterMillis = List.copyOf(escalateAfterMillis);
        inhibitedBy = List.copyOf(inhibitedBy);
        intervalByPhase = Map.copyOf(intervalByPhase);
        parts = List.copyOf(parts);
    }

    public boolean appliesIn(String phase) {
        return phases.isEmpty() || phases.contains(phase);
    }

    /** This rule with another limit, in every phase. */
    public Rule withLimit(double other) {
        return new Rule(
                id,
                kind,
                priority,
                metrics,
                other,
                Map.of(),
                change,
                threshold,
                hysteresis,
                inclusive,
                count,
                minSpanMillis,
                windowMillis,
                accept,
                phases,
                delayMillis,
                clearDelayMillis,
                latching,
                escalateAfterMillis,
                reminderMillis,
                inhibitedBy,
                boundLow,
                boundHigh,
                timeoutMillis,
                intervalMillis,
                intervalByPhase,
                graceMillis,
                atMillis,
                earlyMillis,
                lateMillis,
                parts);
    }

    public static RuleBuilder named(String id, RuleKind kind, Priority priority) {
        return new RuleBuilder(id, kind, priority);
    }
}
