package io.vigil.alarm;

import io.vigil.vital.Metric;

/**
 * Whether one rule's condition holds: a class for each line of the table in alarms.md, "Rules". What a watch remembers
 * beyond the {@link Situation} is its own; those that remember nothing are their own copy.
 */
interface Watch {
    Finding at(Situation situation, long now);

    /**
     * Takes in a reading of a quality the rule accepts.
     *
     * @return what of it a person may find bad, in the metric's unit; NaN where the rule is not about a value
     */
    default double take(Metric metric, long value, long measured) {
        return Double.NaN;
    }

    /** Rule 5: a sensor off the patient ends rate results at once. */
    default void sensorOff() {}

    /** A whole second of session time outside standby. */
    default void tick(Situation situation, long now) {}

    default void enterPhase(String phase) {}

    /** Whether it counts ticks, which can violate it without a reading. */
    default boolean counts() {
        return false;
    }

    /** Whether it has to hear even of the values it leaves to its {@link Feed}. */
    default boolean attends(Situation situation) {
        return false;
    }

    /** Of one that attends: whether such a value, the one it took last, may violate it. */
    default boolean alarmed() {
        return false;
    }

    /**
     * Leaves to the feed only those values of its metric which, read in good quality, cannot violate it. Kinds that no
     * good reading can violate leave all.
     */
    default void narrow(Feed feed, Metric metric, Situation situation) {}

    /**
     * Not violated now, it will not be before this moment unless a reading comes that it does not leave to its
     * {@link Feed}, or somebody does something: what is held expires to unknown, never to a violation, and a message
     * only moves the moment on. {@link Long#MAX_VALUE} for never.
     */
    default long quietUntil(Situation situation) {
        return Long.MAX_VALUE;
    }

    /** False where the kind itself does not apply in the phase entered last. */
    default boolean applies() {
        return true;
    }

    /** The end of a standby: runs, integrals and rate results are forgotten. */
    default void forget() {}

    /** Timeouts count from here at the earliest: the rule has been enabled. */
    default void countFrom(long now) {}

    /** The value the rule judges at this instant, NaN where there is none. */
    default double value(Situation situation, long now) {
        return Double.NaN;
    }

    /** The limit in force, NaN where there is none. */
    default double limit(Situation situation) {
        return Double.NaN;
    }

    /** Only for rules with a limit. */
    default void setLimit(double limit) {
        throw new IllegalStateException("there is no limit to move");
    }

    /** The worse of two values. */
    default double worse(double one, double other) {
        return Double.NaN;
    }

    /** What it remembers beyond the rule and the {@link Situation}. */
    default void walk(StateWalk walk) {}

    Watch copy();

    static Watch of(Rule rule) {
        return switch (rule.kind()) {
            case LIMIT_HIGH, LIMIT_LOW, DELTA_HIGH, DELTA_LOW, DELTA_PCT_HIGH, DELTA_PCT_LOW ->
                rule.count() > 0 ? new RunWatch(rule) : new LimitWatch(rule);
            case RATE_HIGH, RATE_LOW -> new RateWatch(rule);
            case INTEGRAL_LOW -> new IntegralWatch(rule);
            case ALL_OF, ANY_OF -> new CombinedWatch(rule);
            case STALE -> new StaleWatch(rule);
            case SENSOR_OFF, SIGNAL_QUALITY -> new QualityWatch(rule);
            case OVERDUE -> new OverdueWatch(rule);
            case CHECKPOINT -> new CheckpointWatch(rule);
            case DIFFER -> new DifferWatch(rule);
        };
    }
}
