package io.vigil.alarm;

import io.vigil.vital.Metric;

/** {@code checkpoint}: one accepted reading around a set time after the first dose. */
final class CheckpointWatch implements Watch {
    private final Rule rule;
    private final Metric metric;
    private final Accept accept;

    CheckpointWatch(Rule rule) {
        this.rule = rule;
        metric = rule.metrics().get(0);
        accept = Accept.of(rule.accept());
    }

    @Override
    public Finding at(Situation situation, long now) {
        if (!situation.dosed) {
            return Finding.CLEAR;
        }
        long due = situation.doseTime + rule.atMillis();
        if (situation.track(metric).lastAccepted(accept) >= due - rule.earlyMillis()) {
            return Finding.CLEAR;
        }
        return now >= due + rule.lateMillis() ? Finding.VIOLATED : Finding.NEITHER;
    }

    @Override
    public long quietUntil(Situation situation) {
        return situation.dosed ? situation.doseTime + rule.atMillis() + rule.lateMillis() : Long.MAX_VALUE;
    }

    @Override
    public Watch copy() {
        return this;
    }
}
