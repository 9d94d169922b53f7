package io.vigil.alarm;

import io.vigil.vital.Metric;
import java.util.List;

/** {@code all_of} and {@code any_of}: limits on several metrics together. */
final class CombinedWatch implements Watch {
    private final boolean all;
    private final Accept accept;
    private final Metric[] metrics;
    private final long[] limits;
    private final Band[] bands;

    CombinedWatch(Rule rule) {
        List<Rule.Part> parts = rule.parts();
        all = rule.kind() == RuleKind.ALL_OF;
        accept = Accept.of(rule.accept());
        metrics = parts.stream().map(Rule.Part::metric).toArray(Metric[]::new);
        limits = parts.stream().mapToLong(part -> Fixed.of(part.limit())).toArray();
        bands = parts.stream().map(CombinedWatch::band).toArray(Band[]::new);
    }

    private static Band band(Rule.Part part) {
        return new Band(part.kind() == RuleKind.LIMIT_HIGH, part.inclusive(), Fixed.of(part.hysteresis()));
    }

    @Override
    public void narrow(Feed feed, Metric metric, Situation situation) {
        for (int index = 0; index < metrics.length; index++) {
            if (metrics[index] == metric) {
                bands[index].narrow(feed, limits[index], 1);
            }
        }
    }

    @Override
    public Finding at(Situation situation, long now) {
        int violated = 0;
        int clear = 0;
        for (int index = 0; index < metrics.length; index++) {
            long value = situation.track(metrics[index]).held(accept, now);
            Finding part = value == Fixed.UNKNOWN ? Finding.NEITHER : bands[index].judge(value, limits[index]);
            violated += part == Finding.VIOLATED ? 1 : 0;
            clear += part == Finding.CLEAR ? 1 : 0;
        }
        boolean isViolated = all ? violated == metrics.length : violated > 0;
        boolean isClear = all ? clear > 0 : clear == metrics.length;
        if (isViolated) {
            return Finding.VIOLATED;
        }
        return isClear ? Finding.CLEAR : Finding.NEITHER;
    }

    @Override
    public Watch copy() {
        return this;
    }
}
