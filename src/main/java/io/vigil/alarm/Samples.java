package io.vigil.alarm;

import java.util.Arrays;

/**
 * Values by time, oldest first, in a ring. It doubles when a device is faster than foreseen, so nothing is forgotten;
 * its users drop what they need no longer, and since times rise by at least 1 ms it is bounded by their window.
 */
final class Samples {
    private static final int FORESEEN = 128;

    private long[] times = new long[FORESEEN];
    private long[] values = new long[FORESEEN];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /** @param index from 0, the oldest */
    long time(int index) {
        return times[at(index)];
    }

    long value(int index) {
        return values[at(index)];
    }

    void add(long time, long value) {
        if (size == times.length) {
            grow();
        }
        int end = at(size++);
        times[end] = time;
        values[end] = value;
    }

    void removeOldest() {
        first = at(1);
        size--;
    }

    void removeNewest() {
        size--;
    }

    void clear() {
        size = 0;
    }

    Samples copy() {
        var twin = new Samples();
        twin.times = Arrays.copyOf(times, times.length);
        twin.values = Arrays.copyOf(values, values.length);
        twin.first = first;
        twin.size = size;
        return twin;
    }

    private int at(int index) {
        return (first + index) & (times.length - 1);
    }

    private void grow() {
        var widerTimes = new long[times.length * 2];
        var widerValues = new long[times.length * 2];
        for (int index = 0; index < size; index++) {
            widerTimes[index] = time(index);
            widerValues[index] = value(index);
        }
        times = widerTimes;
        values = widerValues;
        first = 0;
    }

    void walk(StateWalk walk) {
        int kept = walk.whole(size);
        if (walk.reads()) {
            clear();
            for (int index = 0; index < kept; index++) {
                add(walk.number(0), walk.number(0));
            }
        } else {
            for (int index = 0; index < kept; index++) {
                walk.number(time(index));
                walk.number(value(index));
            }
        }
    }
}
