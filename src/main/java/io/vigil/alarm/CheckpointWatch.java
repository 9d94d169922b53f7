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
        if (met(situation)) {
            return Finding.CLEAR;
        }
        return now >= due(situation) + rule.lateMillis() ? Finding.VIOLATED : Finding.NEITHER;
    }

    private long due(Situation situation) {
        return situation.doseTime + rule.atMillis();
    }

    private boolean met(Situation situation) {
        return situation.track(metric).lastAccepted(accept) >= due(situation) - rule.earlyMillis();
    }

    @Override
    public long quietUntil(Situation situation) {
        boolean nothingDue = !situation.dosed || met(situation);
        return nothingDue ? Long.MAX_VALUE : due(situation) + rule.lateMillis();
    }

    @Override
    public Watch copy() {
        return this;
    }
}
