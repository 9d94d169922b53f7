package io.vigil.alarm;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The alarms that hear of one metric, and which of its values disturb none of them: a good reading within that range
 * leaves unviolated every rule that is so. Alarms are named by their place on the board.
 */
final class Feed {
    private final int[] all;
    /** Those of them that have to hear of every reading nevertheless; only the first {@link #attending} count. */
    private final int[] attentive;

    private int attending;
    private long lowest;
    private long highest;

    Feed(int alarms, IntPredicate hears) {
        this(IntStream.range(0, alarms).filter(hears).toArray());
    }

    private Feed(int[] all) {
        this.all = all;
        attentive = new int[all.length];
        leaveAll();
    }

    int[] all() {
        return all;
    }

    int attending() {
        return attending;
    }

    /** @param index from 0, below {@link #attending} */
    int attentive(int index) {
        return attentive[index];
    }

    /** @param value a {@link Fixed} one */
    boolean disturbsNone(long value) {
        return value >= lowest && value <= highest;
    }

    /** No value disturbs, none attends: from here the alarms narrow it anew. */
    void leaveAll() {
        lowest = Long.MIN_VALUE;
        highest = Long.MAX_VALUE;
        attending = 0;
    }

    void atLeast(long value) {
        lowest = Math.max(lowest, value);
    }

    void atMost(long value) {
        highest = Math.min(highest, value);
    }

    void attend(int alarm) {
        attentive[attending++] = alarm;
    }

    /** Of the same alarms, and to be narrowed anew. */
    Feed fresh() {
        return new Feed(all);
    }
}
