package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Arrays;
import java.util.List;

/**
 * The floor that the engine is measured against: the same rules, decided by a loop over flat arrays. It knows the kinds
 * the shipped protocols have, and does for each what decides whether the alarm changes: acceptance, hold, limit, run,
 * window, delay, deadband, clearing, phase, inhibition. It has no events, occurrences, worst values or audit.
 */
final class ArrayFloor {
    private static final int METRICS = Metric.values().length;
    private static final int RING = 64;
    private static final long NONE = Long.MIN_VALUE;

    // One entry a rule.
    private final int rules;
    private final RuleKind[] kind;
    private final int[] metric;
    private final boolean[] weak;
    private final long[] limit;
    private final long[] hysteresis;
    private final boolean[] inclusive;
    private final int[] count;
    private final long[] span;
    private final long[] delay;
    private final long[] clearDelay;
    private final boolean[] latching;
    private final int[][] partMetric;
    private final long[][] partLimit;
    private final boolean[][] partHigh;
    private final int[][] inhibitors;
    private final boolean[] applies;

    // One entry a metric.
    private final long[] measured = new long[METRICS];
    private final long[] heard = new long[METRICS];
    private final long[] good = new long[METRICS];
    private final long[] goodAt = new long[METRICS];
    private final long[] poor = new long[METRICS];
    private final long[] poorAt = new long[METRICS];
    private final int[] quality = new int[METRICS];
    private final long[] baseline = new long[METRICS];

    // One entry a rule, changing.
    private final int[] state;
    private final long[] since;
    private final long[] clearSince;
    private final long[] ringTime;
    private final long[] ringValue;
    private final int[] ringFirst;
    private final int[] ringSize;
    private final long[] rate;
    private final long[] rateAt;
    int changes;

    ArrayFloor(List<Rule> all, String phase) {
        var ordered = new java.util.ArrayList<Rule>();
        all.stream().filter(rule -> rule.inhibitedBy().isEmpty()).forEach(ordered::add);
        all.stream().filter(rule -> !rule.inhibitedBy().isEmpty()).forEach(ordered::add);
        var ids = ordered.stream().map(Rule::id).toList();
        rules = ordered.size();
        kind = ordered.stream().map(Rule::kind).toArray(RuleKind[]::new);
        metric = ordered.stream()
                .mapToInt(rule -> rule.metrics().isEmpty() ? 0 : rule.metrics().get(0).ordinal())
                .toArray();
        weak = new boolean[rules];
        inclusive = new boolean[rules];
        latching = new boolean[rules];
        applies = new boolean[rules];
        limit = longs(ordered, rule -> switch (rule.kind()) {
            case STALE -> rule.timeoutMillis();
            case OVERDUE -> rule.intervalByPhase().getOrDefault(phase, rule.intervalMillis()) + rule.graceMillis();
            case CHECKPOINT -> rule.atMillis();
            default -> Fixed.of(Double.isNaN(rule.limit()) ? rule.change() : rule.limit());
        });
        hysteresis = longs(ordered, rule -> Fixed.of(rule.hysteresis()));
        count = ordered.stream().mapToInt(Rule::count).toArray();
        span = longs(ordered, rule -> rule.count() > 0 ? rule.minSpanMillis() : rule.windowMillis());
        delay = longs(ordered, Rule::delayMillis);
        clearDelay = longs(ordered, Rule::clearDelayMillis);
        partMetric = new int[rules][];
        partLimit = new long[rules][];
        partHigh = new boolean[rules][];
        inhibitors = new int[rules][];
        for (int r = 0; r < rules; r++) {
            Rule rule = ordered.get(r);
            weak[r] = rule.accept().contains(Quality.QUESTIONABLE);
            inclusive[r] = rule.inclusive();
            latching[r] = rule.latching();
            applies[r] = rule.appliesIn(phase) && (rule.kind() != RuleKind.OVERDUE || limit[r] > rule.graceMillis());
            inhibitors[r] = rule.inhibitedBy().stream()
                    .mapToInt(ids::indexOf)
                    .filter(at -> at >= 0)
                    .toArray();
            partMetric[r] = rule.kind() == RuleKind.DIFFER
                    ? rule.metrics().stream().mapToInt(Metric::ordinal).toArray()
                    : rule.parts().stream().mapToInt(part -> part.metric().ordinal()).toArray();
            partLimit[r] = rule.parts().stream().mapToLong(part -> Fixed.of(part.limit())).toArray();
            partHigh[r] = new boolean[rule.parts().size()];
            for (int p = 0; p < partHigh[r].length; p++) {
                partHigh[r][p] = rule.parts().get(p).kind() == RuleKind.LIMIT_HIGH;
            }
        }
        state = new int[rules];
        since = filled(rules);
        clearSince = filled(rules);
        ringTime = new long[rules * RING];
        ringValue = new long[rules * RING];
        ringFirst = new int[rules];
        ringSize = new int[rules];
        rate = filled(rules);
        rateAt = new long[rules];
        Arrays.fill(measured, NONE);
        Arrays.fill(good, NONE);
        Arrays.fill(poor, NONE);
        Arrays.fill(baseline, NONE);
        Arrays.fill(quality, -1);
    }

    private static long[] longs(List<Rule> rules, java.util.function.ToLongFunction<Rule> of) {
        return rules.stream().mapToLong(of).toArray();
    }

    private static long[] filled(int size) {
        long[] all = new long[size];
        Arrays.fill(all, NONE);
        return all;
    }

    void baseline(Metric of, double value) {
        baseline[of.ordinal()] = Fixed.of(value);
    }

    void reading(Metric of, double value, Quality told, long at) {
        int m = of.ordinal();
        if (at <= measured[m]) {
            return;
        }
        measured[m] = at;
        heard[m] = at;
        int q = told.ordinal();
        if (q <= 1 && !(value >= of.lowest() && value <= of.highest())) {
            q = 2;
        }
        quality[m] = q;
        if (q == 3) {
            good[m] = NONE;
            poor[m] = NONE;
        } else if (q <= 1) {
            long fixed = Fixed.of(value);
            if (q == 0) {
                good[m] = fixed;
                goodAt[m] = at;
            } else {
                poor[m] = fixed;
                poorAt[m] = at;
            }
            for (int r = 0; r < rules; r++) {
                if (metric[r] == m && (q == 0 || weak[r])) {
                    if (count[r] > 0) {
                        run(r, fixed, at);
                    } else if (kind[r] == RuleKind.RATE_HIGH) {
                        rate(r, fixed, at);
                    }
                }
            }
        }
    }

    private void run(int r, long value, long at) {
        put(r, value, at);
        while (ringSize[r] > count[r] && ringTime[slot(r, 1)] <= at - span[r]) {
            ringFirst[r]++;
            ringSize[r]--;
        }
    }

    private void rate(int r, long value, long at) {
        while (ringSize[r] > 0 && ringTime[slot(r, 0)] < at - span[r]) {
            ringFirst[r]++;
            ringSize[r]--;
        }
        rate[r] = ringSize[r] == 0 ? 0 : value - ringValue[slot(r, 0)];
        rateAt[r] = at;
        while (ringSize[r] > 0 && ringValue[slot(r, ringSize[r] - 1)] >= value) {
            ringSize[r]--;
        }
        put(r, value, at);
    }

    private int slot(int r, int index) {
        return r * RING + ((ringFirst[r] + index) & (RING - 1));
    }

    private void put(int r, long value, long at) {
        int slot = slot(r, ringSize[r]++);
        ringTime[slot] = at;
        ringValue[slot] = value;
    }

    private long held(int m, boolean alsoPoor, long now) {
        long value = good[m];
        long at = goodAt[m];
        if (alsoPoor && poor[m] != NONE && (value == NONE || poorAt[m] > at)) {
            value = poor[m];
            at = poorAt[m];
        }
        return m <= Metric.PI.ordinal() && now - at >= 10_000 ? NONE : value;
    }

    /** 1 violated, -1 clear, 0 neither. */
    private static int judge(long value, long level, boolean high, boolean inclusive, long hysteresis) {
        if (high ? value > level : value < level) {
            return 1;
        }
        if (inclusive && value == level) {
            return 1;
        }
        return (high ? value <= level - hysteresis : value >= level + hysteresis) ? -1 : 0;
    }

    private int finding(int r, long now) {
        int m = metric[r];
        switch (kind[r]) {
            case LIMIT_HIGH, LIMIT_LOW, DELTA_HIGH -> {
                boolean delta = kind[r] == RuleKind.DELTA_HIGH;
                if (delta && baseline[m] == NONE) {
                    return 0;
                }
                long level = delta ? baseline[m] + limit[r] : limit[r];
                boolean high = kind[r] != RuleKind.LIMIT_LOW;
                if (count[r] > 0) {
                    return runFinding(r, level, high);
                }
                long value = held(m, weak[r], now);
                return value == NONE ? 0 : judge(value, level, high, inclusive[r], hysteresis[r]);
            }
            case RATE_HIGH -> {
                return rate[r] == NONE || now - rateAt[r] >= 10_000
                        ? 0
                        : judge(rate[r], limit[r], true, false, hysteresis[r]);
            }
            case ALL_OF -> {
                int violated = 0;
                int clear = 0;
                for (int p = 0; p < partMetric[r].length; p++) {
                    long value = held(partMetric[r][p], weak[r], now);
                    int part = value == NONE ? 0 : judge(value, partLimit[r][p], partHigh[r][p], false, 0);
                    violated += part > 0 ? 1 : 0;
                    clear += part < 0 ? 1 : 0;
                }
                return violated == partMetric[r].length ? 1 : clear > 0 ? -1 : 0;
            }
            case STALE -> {
                return now - heard[m] >= limit[r] ? 1 : -1;
            }
            case SENSOR_OFF -> {
                return quality[m] == 3 ? 1 : -1;
            }
            case SIGNAL_QUALITY -> {
                return quality[m] == 1 || quality[m] == 2 ? 1 : -1;
            }
            case OVERDUE -> {
                return now - goodAt[m] >= limit[r] ? 1 : -1;
            }
            case DIFFER -> {
                long one = held(partMetric[r][0], weak[r], now);
                long other = held(partMetric[r][1], weak[r], now);
                return one == NONE || other == NONE
                        ? 0
                        : judge(Math.abs(one - other), limit[r], true, false, hysteresis[r]);
            }
            default -> {
                return -1;
            }
        }
    }

    private int runFinding(int r, long level, boolean high) {
        if (ringSize[r] == 0) {
            return 0;
        }
        int newest = ringSize[r] - 1;
        int last = judge(ringValue[slot(r, newest)], level, high, inclusive[r], hysteresis[r]);
        if (last != 1) {
            return last;
        }
        for (int i = newest; i >= 0 && judge(ringValue[slot(r, i)], level, high, inclusive[r], 0) == 1; i--) {
            if (newest - i + 1 >= count[r] && ringTime[slot(r, newest)] - ringTime[slot(r, i)] >= span[r]) {
                return 1;
            }
        }
        return 0;
    }

    void evaluate(long now) {
        for (int r = 0; r < rules; r++) {
            boolean inhibited = false;
            for (int inhibitor : inhibitors[r]) {
                inhibited |= state[inhibitor] == 1;
            }
            if (inhibited || !applies[r]) {
                since[r] = NONE;
                if (state[r] == 1) {
                    state[r] = latching[r] && !inhibited ? 2 : 0;
                    changes++;
                }
                continue;
            }
            int finding = finding(r, now);
            if (state[r] != 1) {
                if (finding != 1) {
                    since[r] = NONE;
                } else {
                    since[r] = since[r] == NONE ? now : since[r];
                    if (now - since[r] >= delay[r]) {
                        state[r] = 1;
                        changes++;
                    }
                }
            } else if (finding != -1) {
                clearSince[r] = NONE;
            } else {
                clearSince[r] = clearSince[r] == NONE ? now : clearSince[r];
                if (now - clearSince[r] >= clearDelay[r]) {
                    state[r] = latching[r] ? 2 : 0;
                    changes++;
                }
            }
        }
    }
}
