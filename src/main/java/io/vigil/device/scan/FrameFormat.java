package io.vigil.device.scan;

import io.vigil.device.Decoded;
import java.util.function.Consumer;

/** How a device's frames look. Never throws whatever the bytes. One thread. */
public interface FrameFormat {
    /** Bytes of the longest frame, with what must be seen after it; with so many, MORE is no answer. */
    int longest();

    /**
     * @param length bytes there are from {@code from} on, at least 1
     * @param last no more will come
     */
    Look look(byte[] bytes, int from, int length, boolean last);

    /**
     * @param frame one that was WHOLE
     * @param number good frames counted from 1, with this one
     * @return false for a frame that is ignored and does not count
     */
    boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out);
}
