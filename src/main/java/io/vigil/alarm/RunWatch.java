package io.vigil.alarm;

import io.vigil.vital.Metric;

/**
 * A limit with {@code count} and {@code min_span_s}: the trailing accepted readings that all violate the limit now in
 * force. The newest reading counts whether held or not.
 *
 * <p>Values are kept, not verdicts, since a new limit or phase judges them anew. Kept are the last {@code count}, and
 * whatever came after the latest one that is already {@code min_span} old: an older one can change no finding.
 */
final class RunWatch implements Watch {
    private final int count;
    private final long minSpan;
    private final Level level;
    private final Samples readings;

    RunWatch(Rule rule) {
        this(rule.count(), rule.minSpanMillis(), new Level(rule), new Samples());
    }

    private RunWatch(int count, long minSpan, Level level, Samples readings) {
        this.count = count;
        this.minSpan = minSpan;
        this.level = level;
        this.readings = readings;
    }

    @Override
    public double take(Metric metric, long value, long measured) {
        readings.add(measured, value);
        while (readings.size() > count && readings.time(1) <= measured - minSpan) {
            readings.removeOldest();
        }
        return Fixed.toDouble(value);
    }

    @Override
    public boolean attends(Situation situation) {
        return true;
    }

    @Override
    public void narrow(Feed feed, Metric metric, Situation situation) {
        level.narrow(feed, situation);
    }

    @Override
    public Finding at(Situation situation, long now) {
        if (readings.size() == 0) {
            return Finding.NEITHER;
        }
        int newest = readings.size() - 1;
        Finding last = level.judge(situation, readings.value(newest));
        if (last != Finding.VIOLATED) {
            return last;
        }
        return runIsLong(situation, newest) ? Finding.VIOLATED : Finding.NEITHER;
    }

    private boolean runIsLong(Situation situation, int newest) {
        long inForce = level.inForce(situation);
        int index = newest;
        while (index >= 0 && level.band().violates(level.scaled(readings.value(index)), inForce)) {
            boolean many = newest - index + 1 >= count;
            if (many && readings.time(newest) - readings.time(index) >= minSpan) {
                return true;
            }
            index--;
        }
        return false;
    }

    @Override
    public void forget() {
        readings.clear();
    }

    @Override
    public void enterPhase(String phase) {
        level.enterPhase(phase);
    }

    @Override
    public double value(Situation situation, long now) {
        return readings.size() == 0 ? Double.NaN : Fixed.toDouble(readings.value(readings.size() - 1));
    }

    @Override
    public double limit(Situation situation) {
        return level.shown(situation);
    }

    @Override
    public void setLimit(double limit) {
        level.setOwn(limit);
    }

    @Override
    public double worse(double one, double other) {
        return level.band().worse(one, other);
    }

    @Override
    public void walk(StateWalk walk) {
        level.walk(walk);
        readings.walk(walk);
    }

    @Override
    public Watch copy() {
        return new RunWatch(count, minSpan, level.copy(), readings.copy());
    }
}
