package io.vigil.alarm;

import io.vigil.vital.Metric;

/** {@code differ}: two metrics that should tell the same are further apart than allowed, whichever is the higher. */
final class DifferWatch implements Watch {
    private final Metric one;
    private final Metric other;
    private final Accept accept;
    private final long apart;
    private final Band band;

    DifferWatch(Rule rule) {
        one = rule.metrics().get(0);
        other = rule.metrics().get(1);
        accept = Accept.of(rule.accept());
        apart = Fixed.of(rule.change());
        band = new Band(true, rule.inclusive(), Fixed.of(rule.hysteresis()));
    }

    /** Where one of the two was never heard, nothing differs. */
    @Override
    public boolean attends(Situation situation) {
        return situation.track(one).heard() && situation.track(other).heard();
    }

    @Override
    public boolean alarmed() {
        return true;
    }

    @Override
    public Finding at(Situation situation, long now) {
        long difference = difference(situation, now);
        return difference == Fixed.UNKNOWN ? Finding.NEITHER : band.judge(difference, apart);
    }

    private long difference(Situation situation, long now) {
        long first = situation.track(one).held(accept, now);
        long second = situation.track(other).held(accept, now);
        return first == Fixed.UNKNOWN || second == Fixed.UNKNOWN ? Fixed.UNKNOWN : Math.abs(first - second);
    }

    @Override
    public double value(Situation situation, long now) {
        return Fixed.toDouble(difference(situation, now));
    }

    @Override
    public double limit(Situation situation) {
        return Fixed.toDouble(apart);
    }

    @Override
    public double worse(double value, double than) {
        return band.worse(value, than);
    }

    @Override
    public Watch copy() {
        return this;
    }
}
