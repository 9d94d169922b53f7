package io.vigil.store.series;

import io.vigil.store.block.Codes;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Arrays;

/** Samples in columns, in order of arrival. Not thread-safe: its owner guards it. */
public final class Samples {
    private static final int FIRST = 16;

    private long[] measured = new long[FIRST];
    private long[] arrived = new long[FIRST];
    private double[] values = new double[FIRST];
    private byte[] qualities = new byte[FIRST];
    private int size;

    public int size() {
        return size;
    }

    public long measured(int i) {
        return measured[i];
    }

    public long arrived(int i) {
        return arrived[i];
    }

    /** In the metric's unit; NaN where there was none. */
    public double value(int i) {
        return values[i];
    }

    public Quality quality(int i) {
        return Codes.quality(qualities[i]);
    }

    /** True when the value may count as one the patient had: vouched for, there, and to be believed. */
    public boolean counts(int i, Metric metric) {
        return qualities[i] <= Codes.of(Quality.QUESTIONABLE) && metric.plausible(values[i]);
    }

    public void add(long measuredMillis, long arrivedMillis, double value, Quality quality) {
        room();
        measured[size] = measuredMillis;
        arrived[size] = arrivedMillis;
        values[size] = value;
        qualities[size] = (byte) Codes.of(quality);
        size++;
    }

    /** False when the next one makes new arrays, which another thread may not see whole. */
    boolean hasRoom() {
        return size < measured.length;
    }

    /** The first so many, in arrays of their own. */
    Samples copy(int first) {
        var copy = new Samples();
        copy.measured = Arrays.copyOf(measured, first);
        copy.arrived = Arrays.copyOf(arrived, first);
        copy.values = Arrays.copyOf(values, first);
        copy.qualities = Arrays.copyOf(qualities, first);
        copy.size = first;
        return copy;
    }

    void truncate(int first) {
        size = first;
    }

    public void clear() {
        size = 0;
    }

    private void room() {
        if (!hasRoom()) {
            int length = Math.max(FIRST, measured.length * 2);
            measured = Arrays.copyOf(measured, length);
            arrived = Arrays.copyOf(arrived, length);
            values = Arrays.copyOf(values, length);
            qualities = Arrays.copyOf(qualities, length);
        }
    }
}
