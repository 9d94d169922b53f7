package io.vigil.device.description;

import java.util.List;
import java.util.Optional;

/** How a stream is parted into records. */
public sealed interface Framing {
    /** Texts, parted by any run of these characters. */
    record Lines(String ends) implements Framing {}

    /**
     * Frames of bytes.
     *
     * @param start bytes each frame begins with; may be empty
     * @param end bytes each frame ends with; empty where the length tells
     * @param sync a bit that tells the first byte from all others
     * @param confirmed a frame counts only when another begins right behind it: for formats without a checksum
     * @param longest bytes of the longest frame believed
     */
    record Frames(
            List<Integer> start,
            List<Integer> end,
            Length length,
            Optional<Sync> sync,
            Optional<Checksum> checksum,
            boolean confirmed,
            int longest)
            implements Framing {
        public Frames {
            start = List.copyOf(start);
            end = List.copyOf(end);
        }

        /** Where the text inside a frame begins, and where it ends: without what begins, ends and sums it. */
        String text(byte[] frame) {
            int to = frame.length - end.size();
            int stop = checksum.map(sum -> sum.begins(frame.length))
                    .filter(at -> at >= start.size() && at < to)
                    .orElse(to);
            int from = Math.min(start.size(), stop);
            return new String(frame, from, stop - from, java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    sealed interface Length {}

    /** Found by {@link Frames#end}. */
    record Open() implements Length {}

    record Fixed(int bytes) implements Length {}

    /**
     * A field holds it.
     *
     * @param bytes of the field, 1 or 2
     * @param add what the field does not count
     * @param lowest frames that would be shorter are none
     */
    record Counted(int at, int bytes, boolean big, int add, int lowest) implements Length {}

    /** @param first the value, 0 or 1, that the bit has in the first byte, and in no other */
    record Sync(int bit, int first) {
        public boolean begins(int octet) {
            return (octet >> bit & 1) == first;
        }
    }
}
