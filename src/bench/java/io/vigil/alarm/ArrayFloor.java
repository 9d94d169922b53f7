package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Arrays;

/**
 * The floor that the engine is measured against: the same rules, decided by loops over flat arrays in which all sessions
 * lie one behind the other and share one copy of the rules. It knows the kinds the shipped protocols have, and does for
 * each what decides whether the alarm changes: acceptance, hold, limit, run, window, delay, deadband, clearing, phase,
 * inhibition. It has no events, occurrences, worst values, escalation, standby, same-limb window, late readings, changed
 * limits, other phases or audit.
 */
final class ArrayFloor {
    private static final int METRICS = FloorRules.METRICS;
    private static final int RING = 64;
    private static final long NONE = Long.MIN_VALUE;

    private final FloorRules rules;
    private final int size;

    // One entry a session and metric.
    private final long[] measured;
    private final long[] heard;
    private final long[] good;
    private final long[] goodAt;
    private final long[] poor;
    private final long[] poorAt;
    private final byte[] quality;
    private final long[] baseline;

    // One entry a session and rule.
    private final byte[] state;
    private final long[] since;
    private final long[] clearSince;

    // One entry a session and rule that keeps readings, RING of them.
    private final long[] ringTime;
    private final long[] ringValue;
    private final int[] ringFirst;
    private final int[] ringSize;
    private final long[] rate;
    private final long[] rateAt;
    int changes;

    ArrayFloor(FloorRules rules, int sessions) {
        this.rules = rules;
        size = rules.size;
        measured = filled(sessions * METRICS, NONE);
        heard = new long[sessions * METRICS];
        good = filled(sessions * METRICS, NONE);
        goodAt = new long[sessions * METRICS];
        poor = filled(sessions * METRICS, NONE);
        poorAt = new long[sessions * METRICS];
        quality = new byte[sessions * METRICS];
        Arrays.fill(quality, (byte) -1);
        baseline = filled(sessions * METRICS, NONE);
        state = new byte[sessions * size];
        since = filled(sessions * size, NONE);
        clearSince = filled(sessions * size, NONE);
        int rings = sessions * rules.rings;
        ringTime = new long[rings * RING];
        ringValue = new long[rings * RING];
        ringFirst = new int[rings];
        ringSize = new int[rings];
        rate = filled(rings, NONE);
        rateAt = new long[rings];
    }

    private static long[] filled(int size, long value) {
        var all = new long[size];
        Arrays.fill(all, value);
        return all;
    }

    void baseline(int session, Metric of, double value) {
        baseline[session * METRICS + of.ordinal()] = Fixed.of(value);
    }

    void reading(int session, Metric of, double value, Quality told, long at) {
        int m = session * METRICS + of.ordinal();
        if (at <= measured[m]) {
            return;
        }
        measured[m] = at;
        heard[m] = at;
        int q = told.ordinal();
        if (q <= 1 && !(value >= of.lowest() && value <= of.highest())) {
            q = 2;
        }
        quality[m] = (byte) q;
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
            for (int r : rules.fed[of.ordinal()]) {
                if (q == 0 || rules.weak[r]) {
                    int ring = session * rules.rings + rules.ring[r];
                    if (rules.count[r] > 0) {
                        run(ring, r, fixed, at);
                    } else {
                        rate(ring, r, fixed, at);
                    }
                }
            }
        }
    }

    private void run(int ring, int r, long value, long at) {
        put(ring, value, at);
        while (ringSize[ring] > rules.count[r] && ringTime[slot(ring, 1)] <= at - rules.span[r]) {
            ringFirst[ring]++;
            ringSize[ring]--;
        }
    }

    private void rate(int ring, int r, long value, long at) {
        while (ringSize[ring] > 0 && ringTime[slot(ring, 0)] < at - rules.span[r]) {
            ringFirst[ring]++;
            ringSize[ring]--;
        }
        rate[ring] = ringSize[ring] == 0 ? 0 : value - ringValue[slot(ring, 0)];
        rateAt[ring] = at;
        while (ringSize[ring] > 0 && ringValue[slot(ring, ringSize[ring] - 1)] >= value) {
            ringSize[ring]--;
        }
        put(ring, value, at);
    }

    private int slot(int ring, int index) {
        return ring * RING + ((ringFirst[ring] + index) & (RING - 1));
    }

    private void put(int ring, long value, long at) {
        int slot = slot(ring, ringSize[ring]++);
        ringTime[slot] = at;
        ringValue[slot] = value;
    }

    private long held(int session, int metric, boolean alsoPoor, long now) {
        int m = session * METRICS + metric;
        long value = good[m];
        long at = goodAt[m];
        if (alsoPoor && poor[m] != NONE && (value == NONE || poorAt[m] > at)) {
            value = poor[m];
            at = poorAt[m];
        }
        return metric <= Metric.PI.ordinal() && now - at >= 10_000 ? NONE : value;
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

    private int finding(int session, int r, long now) {
        int m = session * METRICS + rules.metric[r];
        switch (rules.kind[r]) {
            case LIMIT_HIGH, LIMIT_LOW, DELTA_HIGH -> {
                boolean delta = rules.kind[r] == RuleKind.DELTA_HIGH;
                if (delta && baseline[m] == NONE) {
                    return 0;
                }
                long level = delta ? baseline[m] + rules.limit[r] : rules.limit[r];
                boolean high = rules.kind[r] != RuleKind.LIMIT_LOW;
                if (rules.count[r] > 0) {
                    return runFinding(session * rules.rings + rules.ring[r], r, level, high);
                }
                long value = held(session, rules.metric[r], rules.weak[r], now);
                return value == NONE ? 0 : judge(value, level, high, rules.inclusive[r], rules.hysteresis[r]);
            }
            case RATE_HIGH -> {
                int ring = session * rules.rings + rules.ring[r];
                return rate[ring] == NONE || now - rateAt[ring] >= 10_000
                        ? 0
                        : judge(rate[ring], rules.limit[r], true, false, rules.hysteresis[r]);
            }
            case ALL_OF -> {
                int violated = 0;
                int clear = 0;
                int[] parts = rules.partMetric[r];
                for (int p = 0; p < parts.length; p++) {
                    long value = held(session, parts[p], rules.weak[r], now);
                    int part = value == NONE ? 0 : judge(value, rules.partLimit[r][p], rules.partHigh[r][p], false, 0);
                    violated += part > 0 ? 1 : 0;
                    clear += part < 0 ? 1 : 0;
                }
                return violated == parts.length ? 1 : clear > 0 ? -1 : 0;
            }
            case STALE -> {
                return now - heard[m] >= rules.limit[r] ? 1 : -1;
            }
            case SENSOR_OFF -> {
                return quality[m] == 3 ? 1 : -1;
            }
            case SIGNAL_QUALITY -> {
                return quality[m] == 1 || quality[m] == 2 ? 1 : -1;
            }
            case OVERDUE -> {
                return now - goodAt[m] >= rules.limit[r] ? 1 : -1;
            }
            case DIFFER -> {
                int[] parts = rules.partMetric[r];
                long one = held(session, parts[0], rules.weak[r], now);
                long other = held(session, parts[1], rules.weak[r], now);
                return one == NONE || other == NONE
                        ? 0
                        : judge(Math.abs(one - other), rules.limit[r], true, false, rules.hysteresis[r]);
            }
            default -> {
                return -1;
            }
        }
    }

    private int runFinding(int ring, int r, long level, boolean high) {
        if (ringSize[ring] == 0) {
            return 0;
        }
        int newest = ringSize[ring] - 1;
        int last = judge(ringValue[slot(ring, newest)], level, high, rules.inclusive[r], rules.hysteresis[r]);
        if (last != 1) {
            return last;
        }
        long newestAt = ringTime[slot(ring, newest)];
        for (int i = newest;
                i >= 0 && judge(ringValue[slot(ring, i)], level, high, rules.inclusive[r], 0) == 1;
                i--) {
            if (newest - i + 1 >= rules.count[r] && newestAt - ringTime[slot(ring, i)] >= rules.span[r]) {
                return 1;
            }
        }
        return 0;
    }

    /** Every rule, as at a tick. */
    void evaluate(int session, long now) {
        for (int r = 0; r < size; r++) {
            evaluate(session, r, now);
        }
    }

    /** The rules of one metric only: all that a reading without a tick can change while nothing stands. */
    void evaluate(int session, Metric only, long now) {
        for (int r : rules.about[only.ordinal()]) {
            evaluate(session, r, now);
        }
    }

    private void evaluate(int session, int r, long now) {
        int at = session * size + r;
        boolean inhibited = false;
        for (int inhibitor : rules.inhibitors[r]) {
            inhibited |= state[session * size + inhibitor] == 1;
        }
        if (inhibited || !rules.applies[r]) {
            since[at] = NONE;
            if (state[at] == 1) {
                state[at] = (byte) (rules.latching[r] && !inhibited ? 2 : 0);
                changes++;
            }
            return;
        }
        int finding = finding(session, r, now);
        if (state[at] != 1) {
            if (finding != 1) {
                since[at] = NONE;
            } else {
                since[at] = since[at] == NONE ? now : since[at];
                if (now - since[at] >= rules.delay[r]) {
                    state[at] = 1;
                    changes++;
                }
            }
        } else if (finding != -1) {
            clearSince[at] = NONE;
        } else {
            clearSince[at] = clearSince[at] == NONE ? now : clearSince[at];
            if (now - clearSince[at] >= rules.clearDelay[r]) {
                state[at] = (byte) (rules.latching[r] ? 2 : 0);
                changes++;
            }
        }
    }
}
