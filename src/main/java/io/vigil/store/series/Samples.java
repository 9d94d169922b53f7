package io.vigil.store.series;

import io.vigil.store.block.Codes;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Arrays;

/**
 * Samples in order of arrival, all of one beside another: the writer adds to hundreds of series in turn, and each costs
 * it one place in memory. Not thread-safe: its owner guards it.
 */
public final class Samples {
    private static final int FIRST = 16;
    /** Measured, arrived, the value's bits, the quality's code. */
    private static final int WIDTH = 4;

    private long[] rows = new long[FIRST * WIDTH];
    private int size;

    public int size() {
        return size;
    }

    public long measured(int i) {
        return rows[i * WIDTH];
    }

    public long arrived(int i) {
        return rows[i * WIDTH + 1];
    }

    /** In the metric's unit; NaN where there was none. */
    public double value(int i) {
        return Double.longBitsToDouble(rows[i * WIDTH + 2]);
    }

    public Quality quality(int i) {
        return Codes.quality((int) rows[i * WIDTH + 3]);
    }

    /** True when the value may count as one the patient had: vouched for, there, and to be believed. */
    public boolean counts(int i, Metric metric) {
        return rows[i * WIDTH + 3] <= Codes.of(Quality.QUESTIONABLE) && metric.plausible(value(i));
    }

    public void add(long measuredMillis, long arrivedMillis, double value, Quality quality) {
        if (!hasRoom()) {
            rows = Arrays.copyOf(rows, Math.max(FIRST * WIDTH, rows.length * 2));
        }
        int at = size * WIDTH;
        rows[at] = measuredMillis;
        rows[at + 1] = arrivedMillis;
        rows[at + 2] = Double.doubleToRawLongBits(value);
        rows[at + 3] = Codes.of(quality);
        size++;
    }

    /** False when the next one makes a new array, which another thread may not see whole. */
    boolean hasRoom() {
        return size * WIDTH < rows.length;
    }

    /** The first so many, in an array of their own. */
    Samples copy(int first) {
        var copy = new Samples();
        copy.rows = Arrays.copyOf(rows, first * WIDTH);
        copy.size = first;
        return copy;
    }

    void truncate(int first) {
        size = first;
    }

    public void clear() {
        size = 0;
    }
}
