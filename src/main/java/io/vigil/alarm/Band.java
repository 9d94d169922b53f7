package io.vigil.alarm;

/** On which side of a level a value violates, and how far back it is clear; all in {@link Fixed} units. */
record Band(boolean high, boolean inclusive, long hysteresis) {
    boolean violates(long value, long level) {
        if (inclusive && value == level) {
            return true;
        }
        return high ? value > level : value < level;
    }

    Finding judge(long value, long level) {
        if (violates(value, level)) {
            return Finding.VIOLATED;
        }
        boolean clear = high ? value <= level - hysteresis : value >= level + hysteresis;
        return clear ? Finding.CLEAR : Finding.NEITHER;
    }

    /** Leaves only the values that, times the scale, do not violate the level. */
    void narrow(Feed feed, long level, long scale) {
        if (high) {
            feed.atMost(Math.floorDiv(inclusive ? level - 1 : level, scale));
        } else {
            feed.atLeast(Math.floorDiv(inclusive ? level : level - 1, scale) + 1);
        }
    }

    /** The worse of two values for a person; NaN is none. */
    double worse(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) ? other : one;
        }
        return high ? Math.max(one, other) : Math.min(one, other);
    }
}
