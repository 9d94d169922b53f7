package io.vigil.device;

import java.util.function.Consumer;

/** A run of bytes that belong to no frame, told as one rejection; as several when it is long, so that it shows live. */
final class Noise {
    private static final int LONGEST = 64;

    private int length;

    /** @param position index of the byte after the one added */
    void add(long position, Consumer<Decoded> out) {
        length++;
        if (length == LONGEST) {
            flush(position, out);
        }
    }

    /** @param end index of the first byte after the run */
    void flush(long end, Consumer<Decoded> out) {
        if (length > 0) {
            out.accept(new Decoded.Rejected(end - length, length, "noise"));
            length = 0;
        }
    }
}
