package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;

/** {@code sensor_off} and {@code signal_quality}: the quality remembered of a metric. */
final class QualityWatch implements Watch {
    private final Metric metric;
    private final boolean off;

    QualityWatch(Rule rule) {
        metric = rule.metrics().get(0);
        off = rule.kind() == RuleKind.SENSOR_OFF;
    }

    @Override
    public Finding at(Situation situation, long now) {
        Quality quality = situation.track(metric).remembered();
        boolean violated =
                off ? quality == Quality.SENSOR_OFF : quality == Quality.QUESTIONABLE || quality == Quality.INVALID;
        return violated ? Finding.VIOLATED : Finding.CLEAR;
    }

    @Override
    public Watch copy() {
        return this;
    }
}
