package io.vigil.alarm;

import io.vigil.vital.Metric;

/** {@code limit_*}, {@code delta_*} and {@code delta_pct_*}: the held value against the limit in force. */
final class LimitWatch implements Watch {
    private final Accept accept;
    private final Level level;

    LimitWatch(Rule rule) {
        this(Accept.of(rule.accept()), new Level(rule));
    }

    private LimitWatch(Accept accept, Level level) {
        this.accept = accept;
        this.level = level;
    }

    @Override
    public void narrow(Feed feed, Metric metric, Situation situation) {
        level.narrow(feed, situation);
    }

    @Override
    public Finding at(Situation situation, long now) {
        return level.judge(situation, held(situation, now));
    }

    private long held(Situation situation, long now) {
        return situation.track(level.metric()).held(accept, now);
    }

    @Override
    public double take(Metric metric, long value, long measured) {
        return Fixed.toDouble(value);
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
        level.setOwn(limit);
    }

    @Override
    public double worse(double one, double other) {
        return level.band().worse(one, other);
    }

    @Override
    public void walk(StateWalk walk) {
        level.walk(walk);
    }

    @Override
    public Watch copy() {
        return new LimitWatch(accept, level.copy());
    }
}
