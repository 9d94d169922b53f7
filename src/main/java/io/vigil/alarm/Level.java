package io.vigil.alarm;

import io.vigil.vital.Metric;

/**
 * The limit in force of one rule: its own, its phase's, the one a nurse set, or from the baseline. Per cents keep
 * {@link Fixed#PERCENT} times the scale, so that nothing is rounded; {@link #scaled} brings a value to that scale.
 */
final class Level {
    private final Rule rule;
    private final Metric metric;
    private final long scale;
    private final long change;
    private final Band band;
    private double own;
    private boolean byPhase;
    private double inPhase = Double.NaN;
    private long inPhaseFixed;

    Level(Rule rule) {
        this.rule = rule;
        metric = rule.metrics().get(0);
        scale = isPercent(rule.kind()) ? Fixed.PERCENT : 1;
        change = Fixed.of(rule.change());
        boolean inclusive = rule.inclusive() && rule.kind() != RuleKind.INTEGRAL_LOW;
        band = new Band(isHigh(rule.kind()), inclusive, Fixed.of(rule.hysteresis()) * scale);
        own = rule.limit();
        byPhase = !rule.limitByPhase().isEmpty();
    }

    private static boolean isPercent(RuleKind kind) {
        return kind == RuleKind.DELTA_PCT_HIGH || kind == RuleKind.DELTA_PCT_LOW;
    }

    private static boolean isHigh(RuleKind kind) {
        return switch (kind) {
            case LIMIT_HIGH, DELTA_HIGH, DELTA_PCT_HIGH -> true;
            default -> false;
        };
    }

    Metric metric() {
        return metric;
    }

    Band band() {
        return band;
    }

    long scaled(long value) {
        return value * scale;
    }

    void enterPhase(String phase) {
        inPhase = byPhase ? rule.limitByPhase().getOrDefault(phase, own) : own;
        inPhaseFixed = Fixed.of(inPhase);
    }

    /** A nurse's limit holds in every phase for the rest of the session. */
    void setOwn(double limit) {
        own = limit;
        byPhase = false;
        inPhase = limit;
        inPhaseFixed = Fixed.of(limit);
    }

    /** {@link Fixed#UNKNOWN} without a baseline. */
    long inForce(Situation situation) {
        long baseline = situation.baseline(metric);
        return switch (rule.kind()) {
            case LIMIT_HIGH, LIMIT_LOW, INTEGRAL_LOW -> inPhaseFixed;
            default -> baseline == Fixed.UNKNOWN ? Fixed.UNKNOWN : fromBaseline(baseline);
        };
    }

    private long fromBaseline(long baseline) {
        return switch (rule.kind()) {
            case DELTA_HIGH -> baseline + change;
            case DELTA_LOW -> baseline - change;
            case DELTA_PCT_HIGH -> baseline * (Fixed.PERCENT + change);
            case DELTA_PCT_LOW -> baseline * (Fixed.PERCENT - change);
            default -> throw new IllegalStateException(rule.kind() + " has no baseline");
        };
    }

    /** In the metric's unit, for people and audit; NaN without a baseline. */
    double shown(Situation situation) {
        if (!Double.isNaN(inPhase)) {
            return inPhase;
        }
        long level = inForce(situation);
        return level == Fixed.UNKNOWN ? Double.NaN : Fixed.toDouble(level) / scale;
    }

    Finding judge(Situation situation, long value) {
        long level = inForce(situation);
        return value == Fixed.UNKNOWN || level == Fixed.UNKNOWN ? Finding.NEITHER : band.judge(scaled(value), level);
    }

    void narrow(Feed feed, Situation situation) {
        long level = inForce(situation);
        if (level != Fixed.UNKNOWN) {
            band.narrow(feed, level, scale);
        }
    }

    Level copy() {
        var twin = new Level(rule);
        twin.own = own;
        twin.byPhase = byPhase;
        twin.inPhase = inPhase;
        twin.inPhaseFixed = inPhaseFixed;
        return twin;
    }

    void walk(StateWalk walk) {
        own = walk.real(own);
        byPhase = walk.flag(byPhase);
        inPhase = walk.real(inPhase);
        inPhaseFixed = walk.number(inPhaseFixed);
    }
}
