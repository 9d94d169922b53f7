package io.vigil.alarm;

import io.vigil.vital.Metric;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which alarms have to be looked at. Most rest at most instants, and their memory is not so much as touched. Nothing of
 * it is state: an alarm woken for nothing stays as it is, so a copy or a state read back begins wide awake. Alarms are
 * named by their place on the board.
 */
final class Rest {
    private static final int METRICS = Metric.values().length;

    /** Which alarms hear of a metric. */
    @FunctionalInterface
    interface Hearing {
        IntPredicate of(Metric metric);
    }

    private final Feed[] feeds = new Feed[METRICS];

    /** From when on each alarm has to be evaluated again. */
    private final long[] until;

    /** The least of these. */
    private long allUntil;

    /** After the last evaluation none was awake, and nothing but readings and ticks came since. */
    private boolean all;

    private boolean stirred;

    Rest(int alarms, Hearing hearing) {
        until = new long[alarms];
        for (Metric metric : Metric.values()) {
            feeds[metric.ordinal()] = new Feed(alarms, hearing.of(metric));
        }
        wakeAll();
    }

    private Rest(Rest other) {
        until = new long[other.until.length];
        for (int metric = 0; metric < METRICS; metric++) {
            feeds[metric] = other.feeds[metric].fresh();
        }
        wakeAll();
    }

    Feed feed(Metric metric) {
        return feeds[metric.ordinal()];
    }

    /** Something other than a reading happened, which may move limits or what applies. */
    void wakeAll() {
        Arrays.fill(until, Long.MIN_VALUE);
        allUntil = Long.MIN_VALUE;
        all = false;
        stirred = true;
    }

    void wake(int alarm) {
        until[alarm] = Long.MIN_VALUE;
        allUntil = Long.MIN_VALUE;
    }

    boolean holds(long now) {
        return now < allUntil;
    }

    boolean holds(int alarm, long now) {
        return now < until[alarm];
    }

    void let(int alarm, long rests) {
        until[alarm] = rests;
    }

    /** Whether a value only has to be told to those that attend; see {@link Feed}. */
    boolean leavesCalm(Feed feed, long value) {
        return all && feed.disturbsNone(value);
    }

    /** Every alarm that was awake has been evaluated. @return true where the feeds are to be narrowed anew */
    boolean settle(long now) {
        long least = Long.MAX_VALUE;
        for (long one : until) {
            least = Math.min(least, one);
        }
        allUntil = least;
        all = least > now;
        boolean anew = stirred;
        stirred = false;
        return anew;
    }

    Rest copy() {
        return new Rest(this);
    }
}
