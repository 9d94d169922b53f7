package io.vigil.device.description;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A named part of a frame of bytes: some of its bits, the highest piece first.
 *
 * @param form NUMBER, SIGNED, BCD, SFLOAT (16 bits), TEXT or HEX (whole bytes)
 */
record BinaryField(String name, List<Piece> pieces, Form form) {
    enum Form {
        NUMBER,
        SIGNED,
        BCD,
        SFLOAT,
        TEXT,
        HEX
    }

    /** Bits {@code high} to {@code low} of one byte, both inclusive. @param octet from 0 */
    record Piece(int octet, int high, int low) {
        int width() {
            return high - low + 1;
        }
    }

    int width() {
        return pieces.stream().mapToInt(Piece::width).sum();
    }

    /** Bytes a frame must have for this field. */
    int reach() {
        return pieces.stream().mapToInt(piece -> piece.octet() + 1).max().orElse(0);
    }

    /** The bits as a number; empty where the frame is too short, or the field is longer than 63 bits. */
    Optional<Long> bits(byte[] frame) {
        if (reach() > frame.length || width() > 63) {
            return Optional.empty();
        }
        long bits = 0;
        for (Piece piece : pieces) {
            long part = (frame[piece.octet()] & 0xFF) >> piece.low() & (1 << piece.width()) - 1;
            bits = bits << piece.width() | part;
        }
        return Optional.of(bits);
    }

    /** As a text the rest of the language reads: a decimal number, {@code nan}, characters or hex digits. */
    Optional<String> text(byte[] frame) {
        if (reach() > frame.length) {
            return Optional.empty();
        }
        return Optional.of(
                switch (form) {
                    case TEXT -> new String(octets(frame), StandardCharsets.ISO_8859_1);
                    // A nibble above 9 is no digit, and what holds one no number: the reader refuses it.
                    case HEX, BCD -> HexFormat.of().formatHex(octets(frame));
                    case SFLOAT -> sfloat(bits(frame).orElse(0L).intValue());
                    case SIGNED -> Long.toString(signed(bits(frame).orElse(0L)));
                    case NUMBER -> Long.toString(bits(frame).orElse(0L));
                });
    }

    private byte[] octets(byte[] frame) {
        byte[] octets = new byte[pieces.size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = frame[pieces.get(i).octet()];
        }
        return octets;
    }

    private static String sfloat(int word) {
        return ShortFloat.special(word) ? "nan" : ShortFloat.value(word).toPlainString();
    }

    private long signed(long bits) {
        int unused = Long.SIZE - width();
        return bits << unused >> unused;
    }
}
