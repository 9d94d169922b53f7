package io.vigil.device;

import java.util.function.Consumer;

/**
 * Bytes of one device to frames. Any chunking of a stream gives the same result; never throws, never grows without
 * bound, resynchronises within two good frames. One thread; one instance per connection.
 */
public interface Decoder {
    void feed(byte[] bytes, int from, int length, Consumer<Decoded> out);

    /** The stream ended: what is half read is rejected as {@code truncated}. */
    void end(Consumer<Decoded> out);

    /**
     * A file ended. Unlike a line that went dead, a file may simply lack its last line end: a last line that is whole
     * by the device's own grammar counts.
     */
    default void endOfFile(Consumer<Decoded> out) {
        end(out);
    }
}
