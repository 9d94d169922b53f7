package io.vigil.device.scan;

import io.vigil.device.Decoded;
import io.vigil.device.Decoder;
import io.vigil.device.Framer;
import io.vigil.device.description.Framing;
import java.util.List;
import java.util.function.Consumer;

/** Frames as a description gives them. */
public final class DescribedFrames implements Framer {
    @Override
    public Decoder over(Framing.Frames frames, Meaning meaning) {
        return new FrameScanner(new Format(frames, meaning));
    }

    private record Format(Framing.Frames frames, Framer.Meaning meaning) implements FrameFormat {
        private static final int UNKNOWN = -1;
        private static final int NONE = -2;

        @Override
        public int longest() {
            return frames.longest() + beginning();
        }

        @Override
        public boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
            return meaning.read(frame, number, offset, out);
        }

        @Override
        public Look look(byte[] bytes, int from, int length, boolean last) {
            if (!begins(bytes, from, length)) {
                return Look.NOISE;
            }
            // Beyond the longest frame nothing is looked at, so that it does not matter how much has come already.
            int seen = Math.min(length, frames.longest());
            int size = size(bytes, from, seen);
            int known = size == UNKNOWN ? seen : size == NONE ? 0 : Math.min(size, seen);
            int slip = slip(bytes, from, known);
            if (slip > 0) {
                return Look.bad(slip, "framing");
            }
            int again = again(bytes, from, known);
            if (again > 0) {
                return Look.bad(again, "truncated");
            }
            if (size == NONE) {
                return Look.bad(Math.min(length, Math.max(1, frames.start().size())), "length");
            }
            if (size == UNKNOWN && seen == frames.longest()) {
                return Look.bad(seen, "too long");
            }
            if (size == UNKNOWN || length < size) {
                return Look.MORE;
            }
            return whole(bytes, from, length, size, last);
        }

        private Look whole(byte[] bytes, int from, int length, int size, boolean last) {
            if (frames.checksum().isPresent()) {
                byte[] frame = java.util.Arrays.copyOfRange(bytes, from, from + size);
                if (!frames.checksum().get().holds(frame, size)) {
                    return Look.bad(size, "checksum");
                }
            }
            if (!frames.confirmed()) {
                return Look.whole(size);
            }
            if (length < size + beginning() && !last) {
                // Half a beginning may still turn out to be none.
                return begins(bytes, from + size, length - size) ? Look.MORE : Look.bad(size, "framing");
            }
            return length == size || begins(bytes, from + size, length - size)
                    ? Look.whole(size)
                    : Look.bad(size, "framing");
        }

        /** So many bytes tell that a frame begins. */
        private int beginning() {
            return Math.max(1, frames.start().size());
        }

        /** As far as the bytes there are can tell. */
        private boolean begins(byte[] bytes, int from, int length) {
            if (length > 0 && frames.sync().isPresent() && !frames.sync().get().begins(bytes[from] & 0xFF)) {
                return false;
            }
            return startsWith(bytes, from, length, frames.start());
        }

        private static boolean startsWith(byte[] bytes, int from, int length, List<Integer> first) {
            for (int i = 0; i < Math.min(length, first.size()); i++) {
                if ((bytes[from + i] & 0xFF) != first.get(i)) {
                    return false;
                }
            }
            return true;
        }

        /** Where another frame begins within what should be this one; 0 when nowhere. */
        private int slip(byte[] bytes, int from, int length) {
            for (int i = 1; frames.sync().isPresent() && i < length; i++) {
                if (frames.sync().get().begins(bytes[from + i] & 0xFF)) {
                    return i;
                }
            }
            return 0;
        }

        /** Where a frame begins anew before the end of this one came: its end was lost. 0 when nowhere. */
        private int again(byte[] bytes, int from, int length) {
            int start = frames.start().size();
            for (int i = start; start > 0 && !frames.end().isEmpty() && i + start <= length; i++) {
                if (startsWith(bytes, from + i, start, frames.start())) {
                    return i;
                }
            }
            return 0;
        }

        private int size(byte[] bytes, int from, int length) {
            if (frames.length() instanceof Framing.Fixed fixed) {
                return fixed.bytes();
            }
            return frames.length() instanceof Framing.Counted counted
                    ? counted(counted, bytes, from, length)
                    : ended(bytes, from, length);
        }

        private int counted(Framing.Counted counted, byte[] bytes, int from, int length) {
            if (length < counted.at() + counted.bytes()) {
                return UNKNOWN;
            }
            int first = bytes[from + counted.at()] & 0xFF;
            int second = counted.bytes() == 2 ? bytes[from + counted.at() + 1] & 0xFF : 0;
            int count = counted.bytes() == 1 ? first : counted.big() ? first << 8 | second : second << 8 | first;
            int size = count + counted.add();
            return size < counted.lowest() || size > frames.longest() ? NONE : size;
        }

        private int ended(byte[] bytes, int from, int length) {
            List<Integer> end = frames.end();
            for (int i = frames.start().size(); i + end.size() <= length; i++) {
                if (startsWith(bytes, from + i, end.size(), end)) {
                    return i + end.size();
                }
            }
            return UNKNOWN;
        }
    }
}
