package io.vigil.alarm;

import io.vigil.vital.Metric;
import java.util.List;

/**
 * {@code overdue}: too long since the last accepted reading, the phase's start or the start of monitoring. A rule of no
 * metric counts from when it was enabled.
 */
final class OverdueWatch implements Watch {
    private final Rule rule;
    private final List<Metric> metrics;
    private final Accept accept;
    private long interval;
    private long notBefore = Long.MIN_VALUE;

    OverdueWatch(Rule rule) {
        this.rule = rule;
        metrics = rule.metrics();
        accept = Accept.of(rule.accept());
    }

    @Override
    public void enterPhase(String phase) {
        interval = rule.intervalByPhase().getOrDefault(phase, rule.intervalMillis());
    }

    @Override
    public boolean applies() {
        return interval > 0;
    }

    @Override
    public Finding at(Situation situation, long now) {
        long since = Math.max(situation.phaseStart, situation.monitoringStart);
        since = Math.max(since, notBefore);
        for (Metric metric : metrics) {
            since = Math.max(since, situation.track(metric).lastAccepted(accept));
        }
        return now - since >= interval + rule.graceMillis() ? Finding.VIOLATED : Finding.CLEAR;
    }

    @Override
    public void countFrom(long now) {
        notBefore = now;
    }

    @Override
    public void walk(StateWalk walk) {
        interval = walk.number(interval);
        notBefore = walk.number(notBefore);
    }

    @Override
    public Watch copy() {
        var twin = new OverdueWatch(rule);
        twin.interval = interval;
        twin.notBefore = notBefore;
        return twin;
    }
}
