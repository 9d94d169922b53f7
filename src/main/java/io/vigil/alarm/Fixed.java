package io.vigil.alarm;

/**
 * Values in millionths of their unit, so that limits, hysteresis and per cents compare exactly: 92.1 - 0.1 is 92 here
 * and is not in binary floating point.
 */
final class Fixed {
    /** No value: nothing held, no baseline, no limit. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** A per cent of a fixed value keeps this many times its scale. */
    static final long PERCENT = 100_000_000;

    private static final double ONE = 1e6;

    /** Beyond any vital sign; times {@link #PERCENT} and summed it still fits 64 bits. */
    private static final double LARGEST = 9_000;

    private Fixed() {}

    /** NaN is {@link #UNKNOWN}; what lies beyond any vital sign saturates, which no comparison with one can tell. */
    static long of(double value) {
        return Double.isNaN(value) ? UNKNOWN : Math.round(Math.max(-LARGEST, Math.min(LARGEST, value)) * ONE);
    }

    /** Sums of unit-seconds, which grow beyond a vital sign. */
    static long ofSum(double value) {
        return Math.round(value * ONE);
    }

    static double toDouble(long fixed) {
        return fixed == UNKNOWN ? Double.NaN : fixed / ONE;
    }
}
