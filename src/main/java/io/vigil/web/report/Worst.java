package io.vigil.web.report;

import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import java.util.Optional;

/** How far an alarm's value went while it stood. */
record Worst(Course course) {
    /**
     * The farthest value in that time; the one that raised it where nothing was measured since.
     *
     * @param raising the value that raised it, NaN where the alarm has none: then the answer is NaN
     */
    double of(String alarm, double raising, long fromMillis, long toMillis) {
        Optional<Rule> rule = course.rule(alarm);
        if (Double.isNaN(raising) || rule.isEmpty() || rule.get().metrics().size() != 1) {
            return raising;
        }
        Metric metric = rule.get().metrics().iterator().next();
        RuleKind kind = rule.get().kind();
        boolean low = kind == RuleKind.LIMIT_LOW || kind == RuleKind.DELTA_LOW || kind == RuleKind.DELTA_PCT_LOW;
        double most = (low
                        ? course.measured.lowest(metric, fromMillis, toMillis)
                        : course.measured.highest(metric, fromMillis, toMillis))
                .map(Measurements.Value::value)
                .orElse(raising);
        return low ? Math.min(most, raising) : Math.max(most, raising);
    }
}
