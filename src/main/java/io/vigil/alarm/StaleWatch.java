package io.vigil.alarm;

import io.vigil.vital.Metric;

/** {@code stale}: no message of any quality from any of the metrics for the timeout. */
final class StaleWatch implements Watch {
    private final Metric[] metrics;
    private final long timeout;
    private long notBefore = Long.MIN_VALUE;

    StaleWatch(Rule rule) {
        this(rule.metrics().toArray(Metric[]::new), rule.timeoutMillis());
    }

    private StaleWatch(Metric[] metrics, long timeout) {
        this.metrics = metrics;
        this.timeout = timeout;
    }

    @Override
    public Finding at(Situation situation, long now) {
        long since = Math.max(situation.monitoringStart, notBefore);
        for (Metric metric : metrics) {
            since = Math.max(since, situation.track(metric).silentSince(situation.monitoringStart));
        }
        return now - since >= timeout ? Finding.VIOLATED : Finding.CLEAR;
    }

    @Override
    public void countFrom(long now) {
        notBefore = now;
    }

    @Override
    public void walk(StateWalk walk) {
        notBefore = walk.number(notBefore);
    }

    @Override
    public Watch copy() {
        var twin = new StaleWatch(metrics, timeout);
        twin.notBefore = notBefore;
        return twin;
    }
}
