package io.vigil.device;

import io.vigil.vital.Reading;
import java.util.List;

/** What a decoder made of the bytes: every byte ends in one of these, and noise is counted as Rejected. */
public sealed interface Decoded {
    /** Index from 0 of the frame's first byte in the stream. */
    long offset();

    /**
     * A good frame.
     *
     * @param frame good frames counted from 1
     * @param stamp the device's raw time or sequence, empty without
     * @param deviceTime ISO local date and time as the device gave it, empty without
     * @param history true when the device marks it as from its memory: never live
     */
    record Sample(long frame, long offset, List<Reading> readings, String stamp, String deviceTime, boolean history)
            implements Decoded {
        public Sample {
            readings = List.copyOf(readings);
        }
    }

    /**
     * Samples of a signal, beside the readings of the same frame; never a reading, never of the fold.
     *
     * @param signal {@code pleth}, {@code ecg}, {@code resp}, {@code p1}, {@code p2}; {@code cuff} is the pressure in a
     *     cuff at work, mmHg
     * @param perSecond samples a second; 0 where they come irregularly
     * @param samples in the device's own steps, oldest first
     */
    record Wave(long frame, long offset, String signal, int perSecond, List<Integer> samples) implements Decoded {
        public Wave {
            samples = List.copyOf(samples);
        }
    }

    /** @param bytes how many were given up; @param reason {@code checksum}, {@code truncated}, {@code garbled}, … */
    record Rejected(long offset, int bytes, String reason) implements Decoded {}

    /**
     * Well-formed and no reading, such as a page header or a heartbeat: it proves that the link lives and counts neither
     * as good nor as bad.
     */
    record Ignored(long offset, int bytes, String kind) implements Decoded {}
}
