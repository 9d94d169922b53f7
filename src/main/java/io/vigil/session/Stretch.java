package io.vigil.session;

import io.vigil.alarm.StateWalk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last good values of one metric with their times, oldest first; at most one a second. One thread. */
final class Stretch {
    private static final long MINUTES_MILLIS = 180_000;
    private static final int MOST = 180;
    private static final long CUFF_MILLIS = 900_000;
    private static final int CUFF_MOST = 3;
    private static final long APART_MILLIS = 1_000;
    /** A tenth of the values at either end says nothing about how stable the rest is. */
    private static final int TENTH = 10;

    private final long keptMillis;
    final double[] values;
    final long[] times;
    int count;

    private Stretch(int most, long keptMillis) {
        this.keptMillis = keptMillis;
        this.values = new double[most];
        this.times = new long[most];
    }

    static Stretch of(boolean continuous) {
        return continuous ? new Stretch(MOST, MINUTES_MILLIS) : new Stretch(CUFF_MOST, CUFF_MILLIS);
    }

    void add(double value, long atMillis) {
        if (count > 0 && atMillis < times[count - 1] + APART_MILLIS) {
            return;
        }
        since(atMillis - keptMillis);
        if (count == values.length) {
            drop(1);
        }
        values[count] = value;
        times[count++] = atMillis;
    }

    private void since(long atMillis) {
        int old = 0;
        while (old < count && times[old] < atMillis) {
            old++;
        }
        drop(old);
    }

    private void drop(int oldest) {
        count -= oldest;
        System.arraycopy(values, oldest, values, 0, count);
        System.arraycopy(times, oldest, times, 0, count);
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    long firstMillis() {
        return times[0];
    }

    long lastMillis() {
        return times[count - 1];
    }

    /** A value that was really measured: of an even number the lower of the two in the middle. */
    double median() {
        return sorted()[(count - 1) / 2];
    }

    double spread() {
        double[] sorted = sorted();
        int ends = count / TENTH;
        return sorted[count - 1 - ends] - sorted[ends];
    }

    private double[] sorted() {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }

    static Stretch walked(StateWalk walk, @Nullable Stretch kept) {
        Stretch stretch = of(walk.flag(kept != null && kept.values.length == MOST));
        if (kept != null) {
            stretch = kept;
        }
        stretch.count = walk.whole(stretch.count);
        if (stretch.count < 0 || stretch.count > stretch.values.length) {
            throw new IllegalArgumentException("the state holds " + stretch.count + " values of a stretch");
        }
        for (int at = 0; at < stretch.count; at++) {
            stretch.values[at] = walk.real(stretch.values[at]);
            stretch.times[at] = walk.number(stretch.times[at]);
        }
        return stretch;
    }
}
