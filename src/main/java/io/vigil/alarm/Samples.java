package io.vigil.alarm;

import java.util.Arrays;

/**
 * Values by time, oldest first, in a ring. It doubles when a device is faster than foreseen, so nothing is forgotten;
 * its users drop what they need no longer, and since times rise by at least 1 ms it is bounded by their window.
 */
final class Samples {
    private static final int FORESEEN = 32;

    /** Time and value of each in turn: they are looked at together. */
    private long[] ring = new long[2 * FORESEEN];

    private int first;
    private int size;

    int size() {
        return size;
    }

    /** @param index from 0, the oldest */
    long time(int index) {
        return ring[at(index)];
    }

    long value(int index) {
        return ring[at(index) + 1];
    }

    void add(long time, long value) {
        if (2 * size == ring.length) {
            grow();
        }
        int end = at(size++);
        ring[end] = time;
        ring[end + 1] = value;
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
        twin.ring = ring.clone();
        twin.first = first;
        twin.size = size;
        return twin;
    }

    private int at(int index) {
        return (first + 2 * index) & (ring.length - 1);
    }

    /** Called when full, so the oldest lies where the newest ends. */
    private void grow() {
        long[] wider = Arrays.copyOfRange(ring, first, first + 2 * ring.length);
        System.arraycopy(ring, 0, wider, ring.length - first, first);
        ring = wider;
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
