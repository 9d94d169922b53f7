package io.vigil.device;

import java.util.OptionalLong;

/**
 * When a message was measured, by the host's clock (alarms.md, "The time of a live reading"): the device's time plus
 * the smallest (arrival - device time) of this connection, so that a constant clock error vanishes and lateness
 * remains. A clock is believed only after three messages, as far apart in arrival as in device time, agree within 2 s.
 *
 * <p>Late or set back? While the device's time goes on no faster than ours, a larger offset is lateness; a device time
 * that leaps against ours is a step. One thread; one instance per device.
 */
public final class DeviceClock {
    /** Later than any metric's limit for live readings (alarms.md, input rule 2), hence history to the session. */
    private static final long HISTORY_MILLIS = 120_001;

    private static final long STEP_MILLIS = 5_000;
    private static final long AGREE_MILLIS = 2_000;
    private static final int PROOF = 3;

    /**
     * @param measuredMillis epoch ms on the host's clock, never after the arrival
     * @param history true when it must not count as live, whatever {@code measuredMillis}
     * @param stepped true when the device's clock was found to have leapt: a technical event
     */
    public record Moment(long measuredMillis, boolean history, boolean stepped) {}

    private boolean proven;
    private long offset;
    private boolean trial;
    private long trialOffset;

    private int run;
    private long runSmallest;
    private long runLargest;
    private long lastDevice;
    private long lastArrived;

    /** A new connection began. The offset of the one before is tried until the clock is proven anew. */
    public void connected() {
        if (proven) {
            trial = true;
            trialOffset = offset;
        }
        proven = false;
        run = 0;
    }

    /** Host's time minus the device's, ms; empty before the clock is believed. */
    public OptionalLong offsetMillis() {
        return proven ? OptionalLong.of(offset) : trial ? OptionalLong.of(trialOffset) : OptionalLong.empty();
    }

    /** A message without a time of its own: live at its arrival, unless the broker had kept it. */
    public static Moment undated(long arrivedMillis, boolean kept) {
        return kept ? historic(arrivedMillis, arrivedMillis) : live(arrivedMillis);
    }

    /**
     * @param deviceMillis epoch ms by the device's own clock, in whatever zone it thinks it is
     * @param retained the broker had kept it
     * @param fromMemory the device marks it as stored before
     */
    public Moment dated(long deviceMillis, long arrivedMillis, boolean retained, boolean fromMemory) {
        if (retained || fromMemory) {
            return kept(deviceMillis, arrivedMillis, fromMemory);
        }
        long seen = arrivedMillis - deviceMillis;
        boolean leapt = leapt(deviceMillis, arrivedMillis);
        collect(deviceMillis, arrivedMillis, seen);
        return proven ? known(deviceMillis, arrivedMillis, seen, leapt) : unknown(deviceMillis, arrivedMillis, seen);
    }

    private Moment kept(long deviceMillis, long arrivedMillis, boolean fromMemory) {
        if (!proven) {
            return historic(trial ? deviceMillis + trialOffset : deviceMillis, arrivedMillis);
        }
        return new Moment(Math.min(deviceMillis + offset, arrivedMillis), fromMemory, false);
    }

    private Moment known(long deviceMillis, long arrivedMillis, long seen, boolean leapt) {
        boolean ahead = seen < offset - STEP_MILLIS;
        boolean behind = seen > offset + STEP_MILLIS;
        if (ahead || (behind && leapt)) {
            proven = false;
            trial = false;
            run = 1;
            runSmallest = seen;
            runLargest = seen;
            return new Moment(arrivedMillis, false, true);
        }
        if (behind && run >= PROOF) {
            offset = runSmallest;
            return new Moment(deviceMillis + offset, false, true);
        }
        offset = Math.min(offset, seen);
        return new Moment(deviceMillis + offset, false, false);
    }

    private Moment unknown(long deviceMillis, long arrivedMillis, long seen) {
        if (run >= PROOF) {
            boolean stepped = trial && Math.abs(runSmallest - trialOffset) > STEP_MILLIS;
            // Within a step's width it is the same clock as before, and what was lateness stays lateness.
            offset = trial && !stepped ? Math.min(trialOffset, runSmallest) : runSmallest;
            proven = true;
            trial = false;
            return new Moment(deviceMillis + offset, false, stepped);
        }
        if (trial && seen >= trialOffset - STEP_MILLIS) {
            return new Moment(Math.min(deviceMillis + trialOffset, arrivedMillis), false, false);
        }
        return live(arrivedMillis);
    }

    private boolean leapt(long deviceMillis, long arrivedMillis) {
        long device = deviceMillis - lastDevice;
        return device < 0 || device > arrivedMillis - lastArrived + STEP_MILLIS;
    }

    /** A backlog sent at once also agrees within 2 s for three messages: hence the pace. */
    private void collect(long deviceMillis, long arrivedMillis, long seen) {
        long device = deviceMillis - lastDevice;
        boolean atPace = device > 0 && 2 * (arrivedMillis - lastArrived) >= device;
        long smallest = Math.min(runSmallest, seen);
        long largest = Math.max(runLargest, seen);
        if (run > 0 && atPace && largest - smallest <= AGREE_MILLIS) {
            run = Math.min(run + 1, PROOF);
            runSmallest = smallest;
            runLargest = largest;
        } else {
            run = 1;
            runSmallest = seen;
            runLargest = seen;
        }
        lastDevice = deviceMillis;
        lastArrived = arrivedMillis;
    }

    private static Moment live(long arrivedMillis) {
        return new Moment(arrivedMillis, false, false);
    }

    private static Moment historic(long measuredMillis, long arrivedMillis) {
        return new Moment(Math.min(measuredMillis, arrivedMillis - HISTORY_MILLIS), true, false);
    }
}
