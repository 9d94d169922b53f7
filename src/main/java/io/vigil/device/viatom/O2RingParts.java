package io.vigil.device.viatom;

import io.vigil.device.Decoded;
import io.vigil.device.MessageDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ring's frames as a gateway forwards them notification by notification: a frame longer than twenty bytes comes in
 * pieces. One ring's; what is kept is at most one frame. The CRC decides whether pieces belong together.
 */
final class O2RingParts implements MessageDecoder {
    /** No reply that is read is longer; a longer one is stored data, which is nothing live. */
    private static final int LONGEST = 1_024;

    private static final int HEAD = 7;
    private static final int REPLY = 0x55;

    private final O2RingMessages whole;
    private byte[] kept = {};

    O2RingParts(O2RingMessages whole) {
        this.whole = whole;
    }

    @Override
    public synchronized List<Decoded> decode(String topic, byte[] payload) {
        byte[] bytes = O2RingMessages.bytes(payload).orElse(payload);
        if (begins(bytes)) {
            List<Decoded> all = dropped();
            if (wanted(bytes) > bytes.length) {
                kept = bytes.clone();
                all.add(part(bytes.length));
            } else {
                all.addAll(whole.decode(topic, payload));
            }
            return all;
        }
        if (kept.length == 0) {
            return whole.decode(topic, payload);
        }
        kept = joined(kept, bytes);
        if (wanted(kept) > kept.length) {
            return List.of(part(bytes.length));
        }
        byte[] frame = kept;
        kept = new byte[0];
        return whole.decode(topic, frame);
    }

    /** The rest of a frame never came. */
    private List<Decoded> dropped() {
        List<Decoded> all = new ArrayList<>(3);
        if (kept.length > 0) {
            all.add(new Decoded.Rejected(0, kept.length, "truncated"));
            kept = new byte[0];
        }
        return all;
    }

    private static Decoded part(int length) {
        return new Decoded.Ignored(0, length, "part of a frame");
    }

    /** A reply's third byte is its second inverted, which data seldom is. */
    private static boolean begins(byte[] bytes) {
        return bytes.length >= HEAD
                && (bytes[0] & 0xFF) == REPLY
                && (bytes[1] ^ bytes[2]) == -1
                && wanted(bytes) <= LONGEST;
    }

    /** Bytes of the frame that begins here. */
    private static int wanted(byte[] bytes) {
        return HEAD + 1 + (bytes[5] & 0xFF | (bytes[6] & 0xFF) << 8);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
