package io.vigil.alarm;

import io.vigil.vital.Metric;

/**
 * {@code rate_high} and {@code rate_low}: how far a reading lies above the lowest (below the highest) of the window
 * before it. The window is kept as the readings that can still become its extreme: each is more extreme than all before
 * it, so the oldest is the extreme.
 */
final class RateWatch implements Watch {
    /** The first reading of a window has nothing to differ from: clear, whatever the hysteresis. */
    private static final long NOTHING_BEFORE = Long.MIN_VALUE + 1;

    private final long window;
    private final long change;
    private final Band band;
    private final Samples extremes;
    private long result = Fixed.UNKNOWN;
    private long resultTime;

    RateWatch(Rule rule) {
        this(
                rule.windowMillis(),
                Fixed.of(rule.change()),
                new Band(rule.kind() == RuleKind.RATE_HIGH, false, Fixed.of(rule.hysteresis())),
                new Samples());
    }

    private RateWatch(long window, long change, Band band, Samples extremes) {
        this.window = window;
        this.change = change;
        this.band = band;
        this.extremes = extremes;
    }

    @Override
    public double take(Metric metric, long value, long measured) {
        while (extremes.size() > 0 && extremes.time(0) < measured - window) {
            extremes.removeOldest();
        }
        if (extremes.size() == 0) {
            result = NOTHING_BEFORE;
        } else {
            result = band.high() ? value - extremes.value(0) : extremes.value(0) - value;
        }
        resultTime = measured;
        while (extremes.size() > 0 && noMoreExtreme(extremes.value(extremes.size() - 1), value)) {
            extremes.removeNewest();
        }
        extremes.add(measured, value);
        return shown();
    }

    private boolean noMoreExtreme(long older, long value) {
        return band.high() ? older >= value : older <= value;
    }

    @Override
    public boolean attends(Situation situation) {
        return true;
    }

    @Override
    public boolean alarmed() {
        return result > change;
    }

    @Override
    public Finding at(Situation situation, long now) {
        if (result == Fixed.UNKNOWN || now - resultTime >= MetricTrack.HOLD_MILLIS) {
            return Finding.NEITHER;
        }
        if (result > change) {
            return Finding.VIOLATED;
        }
        boolean clear = result == NOTHING_BEFORE || result <= change - band.hysteresis();
        return clear ? Finding.CLEAR : Finding.NEITHER;
    }

    @Override
    public void sensorOff() {
        result = Fixed.UNKNOWN;
    }

    @Override
    public void forget() {
        result = Fixed.UNKNOWN;
        extremes.clear();
    }

    private double shown() {
        return result == NOTHING_BEFORE ? Double.NaN : Fixed.toDouble(result);
    }

    @Override
    public double value(Situation situation, long now) {
        return now - resultTime >= MetricTrack.HOLD_MILLIS ? Double.NaN : shown();
    }

    @Override
    public double limit(Situation situation) {
        return Fixed.toDouble(change);
    }

    /** A larger change is the worse one, up or down. */
    @Override
    public double worse(double one, double other) {
        return Double.isNaN(one) || other > one ? other : one;
    }

    @Override
    public void walk(StateWalk walk) {
        extremes.walk(walk);
        result = walk.number(result);
        resultTime = walk.number(resultTime);
    }

    @Override
    public Watch copy() {
        var twin = new RateWatch(window, change, band, extremes.copy());
        twin.result = result;
        twin.resultTime = resultTime;
        return twin;
    }
}
