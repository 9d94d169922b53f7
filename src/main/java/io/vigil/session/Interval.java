package io.vigil.session;

import io.vigil.alarm.StateWalk;
import java.util.Arrays;

/** The good values of one metric of one device since the last summary. One thread. */
final class Interval {
    /** Twice the samples of the usual five minutes at 1 Hz; beyond it nadir and peak still count, the median does not. */
    private static final int MOST = 600;

    private final double[] values = new double[MOST];
    private int kept;
    private long seen;
    private double lowest;
    private long lowestAt;
    private double highest;
    private long highestAt;

    void add(double value, long atMillis) {
        if (seen == 0 || value < lowest) {
            lowest = value;
            lowestAt = atMillis;
        }
        if (seen == 0 || value > highest) {
            highest = value;
            highestAt = atMillis;
        }
        if (kept < MOST) {
            values[kept++] = value;
        }
        seen++;
    }

    boolean isEmpty() {
        return seen == 0;
    }

    /** A value that was really measured: of an even number the lower of the two in the middle. */
    double median() {
        double[] sorted = Arrays.copyOf(values, kept);
        Arrays.sort(sorted);
        return sorted[(kept - 1) / 2];
    }

    double lowest() {
        return lowest;
    }

    long lowestAt() {
        return lowestAt;
    }

    double highest() {
        return highest;
    }

    long highestAt() {
        return highestAt;
    }

    void clear() {
        kept = 0;
        seen = 0;
    }

    Interval walked(StateWalk walk) {
        kept = walk.whole(kept);
        if (kept < 0 || kept > MOST) {
            throw new IllegalArgumentException(kept + " values of an interval");
        }
        for (int at = 0; at < kept; at++) {
            values[at] = walk.real(values[at]);
        }
        seen = walk.number(seen);
        lowest = walk.real(lowest);
        lowestAt = walk.number(lowestAt);
        highest = walk.real(highest);
        highestAt = walk.number(highestAt);
        return this;
    }
}
