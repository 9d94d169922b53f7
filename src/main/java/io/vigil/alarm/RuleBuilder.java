package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a {@link Rule} from the defaults of alarms.md; durations in seconds, as rules are written. One thread. */
public final class RuleBuilder {
    private static final double MILLIS = 1000.0;

    private final String id;
    private final RuleKind kind;
    private final Priority priority;
    private List<Metric> metrics = List.of();
    private double limit = Double.NaN;
    private Map<String, Double> limitByPhase = Map.of();
    private double change = Double.NaN;
    private double threshold = Double.NaN;
    private double hysteresis;
    private boolean inclusive;
    private int count;
    private long minSpanMillis;
    private long windowMillis;
    private Set<Quality> accept = Set.of(Quality.GOOD);
    private Set<String> phases = Set.of();
    private long delayMillis;
    private long clearDelayMillis;
    private boolean latching;
    private List<Long> escalateAfterMillis = List.of();
    private long reminderMillis;
    private List<String> inhibitedBy = List.of();
    private double boundLow = Double.NaN;
    private double boundHigh = Double.NaN;
    private long timeoutMillis;
    private long intervalMillis;
    private Map<String, Long> intervalByPhase = Map.of();
    private long graceMillis;
    private long atMillis;
    private long earlyMillis;
    private long lateMillis;
    private List<Rule.Part> parts = List.of();

    RuleBuilder(String id, RuleKind kind, Priority priority) {
        this.id = id;
        this.kind = kind;
        this.priority = priority;
    }

    public RuleBuilder on(Metric... on) {
        metrics = List.of(on);
        return this;
    }

    public RuleBuilder limit(double value) {
        limit = value;
        return this;
    }

    public RuleBuilder limitByPhase(Map<String, Double> byPhase) {
        limitByPhase = byPhase;
        return this;
    }

    /** Delta in the metric's unit, per cent, or change within a window, as the kind has it. */
    public RuleBuilder change(double value) {
        change = value;
        return this;
    }

    public RuleBuilder threshold(double unitSeconds) {
        threshold = unitSeconds;
        return this;
    }

    public RuleBuilder hysteresis(double value) {
        hysteresis = value;
        return this;
    }

    public RuleBuilder inclusive(boolean value) {
        inclusive = value;
        return this;
    }

    public RuleBuilder counted(int readings, double minSpanSeconds) {
        count = readings;
        minSpanMillis = millis(minSpanSeconds);
        return this;
    }

    public RuleBuilder window(double seconds) {
        windowMillis = millis(seconds);
        return this;
    }

    public RuleBuilder accept(Set<Quality> qualities) {
        accept = qualities;
        return this;
    }

    public RuleBuilder phases(Set<String> ids) {
        phases = ids;
        return this;
    }

    public RuleBuilder delay(double seconds) {
        delayMillis = millis(seconds);
        return this;
    }

    public RuleBuilder clearDelay(double seconds) {
        clearDelayMillis = millis(seconds);
        return this;
    }

    public RuleBuilder latching(boolean value) {
        latching = value;
        return this;
    }

    public RuleBuilder escalateAfter(List<Double> seconds) {
        escalateAfterMillis = seconds.stream().map(RuleBuilder::millis).toList();
        return this;
    }

    public RuleBuilder reminder(double seconds) {
        reminderMillis = millis(seconds);
        return this;
    }

    public RuleBuilder inhibitedBy(List<String> alarms) {
        inhibitedBy = alarms;
        return this;
    }

    public RuleBuilder bounds(double low, double high) {
        boundLow = low;
        boundHigh = high;
        return this;
    }

    public RuleBuilder timeout(double seconds) {
        timeoutMillis = millis(seconds);
        return this;
    }

    public RuleBuilder interval(double seconds) {
        intervalMillis = millis(seconds);
        return this;
    }

    /** @param seconds by phase id */
    public RuleBuilder intervalByPhase(Map<String, Double> seconds) {
        var byPhase = new java.util.HashMap<String, Long>();
        seconds.forEach((phase, s) -> byPhase.put(phase, millis(s)));
        intervalByPhase = byPhase;
        return this;
    }

    public RuleBuilder grace(double seconds) {
        graceMillis = millis(seconds);
        return this;
    }

    public RuleBuilder checkpoint(double atSeconds, double earlySeconds, double lateSeconds) {
        atMillis = millis(atSeconds);
        earlyMillis = millis(earlySeconds);
        lateMillis = millis(lateSeconds);
        return this;
    }

    public RuleBuilder of(List<Rule.Part> subConditions) {
        parts = subConditions;
        return this;
    }

    public Rule build() {
        return new Rule(
                id,
                kind,
                priority,
                metrics,
                limit,
                limitByPhase,
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

    private static long millis(double seconds) {
        return Math.round(seconds * MILLIS);
    }
}
