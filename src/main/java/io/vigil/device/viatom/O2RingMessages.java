package io.vigil.device.viatom;

import io.vigil.device.Decoded;
import io.vigil.device.MessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Frames of the Oxy protocol as a gateway forwards them: hex text, base64 or the bytes themselves, one frame or several
 * behind each other. {@code AA} (O2Ring) and {@code A5} (O2Ring-S) begin a request, {@code 55} a reply; both end with a CRC-8.
 */
final class O2RingMessages implements MessageDecoder {
    private static final int LONGEST = 16_384;
    private static final int REQUEST = 0xAA;
    /** A request to an O2Ring-S, whose answers are not known. */
    private static final int REQUEST_S = 0xA5;

    private static final int REPLY = 0x55;
    private static final int DATA = 7;
    private static final int SHORTEST = DATA + 1;

    @Override
    public List<Decoded> decode(String topic, byte[] payload) {
        if (payload.length > LONGEST) {
            return List.of(new Decoded.Rejected(0, payload.length, "too long"));
        }
        return bytes(payload)
                .map(O2RingMessages::frames)
                .orElseGet(() -> List.of(new Decoded.Rejected(0, payload.length, "garbled")));
    }

    /** The bytes behind hex text or base64, or those themselves; empty for what is none of them. */
    static Optional<byte[]> bytes(byte[] payload) {
        if (payload.length >= SHORTEST && whole(payload, 0)) {
            return Optional.of(payload);
        }
        String text = new String(payload, StandardCharsets.ISO_8859_1).trim();
        String digits = text.replaceAll("[\\s:-]", "");
        try {
            if (digits.matches("([0-9A-Fa-f]{2})+")) {
                return Optional.of(HexFormat.of().parseHex(digits));
            }
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException neither) {
            // Neither text: the bytes themselves, though broken, if they begin as a frame does.
            return payload.length > 0 && begins(payload, 0) ? Optional.of(payload) : Optional.empty();
        }
    }

    /** A live ring's notifications may be pieces. */
    @Override
    public MessageDecoder forOneDevice() {
        return new O2RingParts(this);
    }

    private static List<Decoded> frames(byte[] bytes) {
        List<Decoded> all = new ArrayList<>(2);
        int at = 0;
        while (at < bytes.length) {
            String fault = fault(bytes, at);
            if (!fault.isEmpty()) {
                all.add(new Decoded.Rejected(at, bytes.length - at, fault));
                return all;
            }
            int data = length(bytes, at);
            read(bytes, at, data, all);
            at += SHORTEST + data;
        }
        return all;
    }

    /** Empty for a whole frame with the right CRC. What follows a broken one cannot be trusted to begin anywhere. */
    private static String fault(byte[] bytes, int at) {
        if (!begins(bytes, at)) {
            return "not a frame";
        }
        if (bytes.length - at < SHORTEST || bytes.length - at < SHORTEST + length(bytes, at)) {
            return "truncated";
        }
        return whole(bytes, at) ? "" : "checksum";
    }

    private static boolean begins(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        return first == REPLY || first == REQUEST || first == REQUEST_S;
    }

    private static boolean whole(byte[] bytes, int at) {
        int crc = at + DATA + length(bytes, at);
        return begins(bytes, at) && crc < bytes.length && Crc8.of(bytes, at, crc - at) == (bytes[crc] & 0xFF);
    }

    private static int length(byte[] bytes, int at) {
        return bytes[at + 5] & 0xFF | (bytes[at + 6] & 0xFF) << 8;
    }

    private static void read(byte[] bytes, int at, int length, List<Decoded> out) {
        int second = bytes[at + 1] & 0xFF;
        if ((bytes[at] & 0xFF) != REPLY) {
            out.add(new Decoded.Ignored(at, SHORTEST + length, "request " + Integer.toHexString(second)));
        } else if (second != 0) {
            out.add(new Decoded.Ignored(at, SHORTEST + length, "the ring refused, status " + second));
        } else {
            O2RingReply.read(bytes, at, DATA, length, out);
        }
    }
}
