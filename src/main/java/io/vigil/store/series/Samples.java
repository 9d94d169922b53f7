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
        room(1);
        measured[size] = measuredMillis;
        arrived[size] = arrivedMillis;
        values[size] = value;
        qualities[size] = (byte) Codes.of(quality);
        size++;
    }

    public void addAll(Samples more) {
        room(more.size);
        System.arraycopy(more.measured, 0, measured, size, more.size);
        System.arraycopy(more.arrived, 0, arrived, size, more.size);
        System.arraycopy(more.values, 0, values, size, more.size);
        System.arraycopy(more.qualities, 0, qualities, size, more.size);
        size += more.size;
    }

    public Samples copy() {
        var copy = new Samples();
        copy.addAll(this);
        return copy;
    }

    public void clear() {
        size = 0;
    }

    private void room(int more) {
        if (size + more > measured.length) {
            int length = Math.max(measured.length * 2, size + more);
            measured = Arrays.copyOf(measured, length);
            arrived = Arrays.copyOf(arrived, length);
            values = Arrays.copyOf(values, length);
            qualities = Arrays.copyOf(qualities, length);
        }
    }
}
