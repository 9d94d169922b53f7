package io.vigil.alarm;

import io.vigil.vital.Metric;

/** {@code integral_low}: depth below the limit, summed second by second, whatever the phase. */
final class IntegralWatch implements Watch {
    private final Accept accept;
    private final long threshold;
    private final Level level;
    private long sum;

    IntegralWatch(Rule rule) {
        this(Accept.of(rule.accept()), Fixed.ofSum(rule.threshold()), new Level(rule));
    }

    private IntegralWatch(Accept accept, long threshold, Level level) {
        this.accept = accept;
        this.threshold = threshold;
        this.level = level;
    }

    @Override
    public boolean counts() {
        return true;
    }

    @Override
    public void tick(Situation situation, long now) {
        long value = held(situation, now);
        long limit = level.inForce(situation);
        sum = value != Fixed.UNKNOWN && value < limit ? sum + limit - value : 0;
    }

    private long held(Situation situation, long now) {
        return situation.track(level.metric()).held(accept, now);
    }

    @Override
    public Finding at(Situation situation, long now) {
        if (sum >= threshold) {
            return Finding.VIOLATED;
        }
        Finding finding = level.judge(situation, held(situation, now));
        return finding == Finding.CLEAR ? Finding.CLEAR : Finding.NEITHER;
    }

    @Override
    public double take(Metric metric, long value, long measured) {
        return Fixed.toDouble(value);
    }

    @Override
    public void forget() {
        sum = 0;
    }

    @Override
    public void enterPhase(String phase) {
        level.enterPhase(phase);
    }

    @Override
    public double value(Situation situation, long now) {
        return Fixed.toDouble(held(situation, now));
    }

    @Override
    public double limit(Situation situation) {
        return level.shown(situation);
    }

    @Override
    public void setLimit(double limit) {
        sum = 0;
        level.setOwn(limit);
    }

    @Override
    public double worse(double one, double other) {
        return level.band().worse(one, other);
    }

    @Override
    public void walk(StateWalk walk) {
        level.walk(walk);
        sum = walk.number(sum);
    }

    @Override
    public Watch copy() {
        var twin = new IntegralWatch(accept, threshold, level.copy());
        twin.sum = sum;
        return twin;
    }
}
