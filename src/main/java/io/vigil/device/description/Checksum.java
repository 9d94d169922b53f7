package io.vigil.device.description;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A sum that a frame or a text carries of itself. Positions count from 0; negative ones from the end.
 *
 * @param hex the sum stands as two hexadecimal characters, not as a byte
 * @param at where it stands
 * @param from first byte summed
 * @param to first byte not summed any more
 * @param poly polynomial of CRC-8, in normal notation; 0 for the others
 */
public record Checksum(Kind kind, boolean hex, int at, int from, int to, int poly, int init, boolean reflected) {
    /** TWOS makes the sum of everything 0 modulo 256. */
    public enum Kind {
        SUM8,
        SUM7,
        TWOS,
        XOR,
        CRC8;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int OCTET = 0xFF;

    /** False too where there is no room for it. */
    public boolean holds(byte[] bytes, int length) {
        int stands = place(at, length);
        int width = hex ? 2 : 1;
        int first = place(from, length);
        int end = place(to, length);
        if (stands < 0 || stands + width > length || first < 0 || end > length || first > end) {
            return false;
        }
        int sum = of(bytes, first, end);
        return hex
                ? new String(bytes, stands, 2, StandardCharsets.ISO_8859_1).equalsIgnoreCase(String.format("%02X", sum))
                : (bytes[stands] & OCTET) == sum;
    }

    /** Writes the sum where it belongs. @throws IllegalArgumentException where there is no room for it */
    public void fill(byte[] bytes) {
        int stands = place(at, bytes.length);
        int first = place(from, bytes.length);
        int end = place(to, bytes.length);
        if (stands < 0 || stands + (hex ? 2 : 1) > bytes.length || first < 0 || end > bytes.length || first > end) {
            throw new IllegalArgumentException("no room for the checksum");
        }
        int sum = of(bytes, first, end);
        if (hex) {
            byte[] digits = String.format("%02X", sum).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(digits, 0, bytes, stands, 2);
        } else {
            bytes[stands] = (byte) sum;
        }
    }

    /** Where the content of a frame of this length ends, because the sum begins. */
    int begins(int length) {
        return place(at, length);
    }

    private static int place(int position, int length) {
        return position < 0 ? length + position : position;
    }

    private int of(byte[] bytes, int first, int end) {
        int sum = kind == Kind.CRC8 ? init : 0;
        for (int i = first; i < end; i++) {
            sum = next(sum, bytes[i] & OCTET);
        }
        return switch (kind) {
            case SUM7 -> sum & 0x7F;
            case TWOS -> -sum & OCTET;
            default -> sum & OCTET;
        };
    }

    private int next(int sum, int octet) {
        return switch (kind) {
            case XOR -> sum ^ octet;
            case CRC8 -> crc(sum ^ octet);
            default -> sum + octet & OCTET;
        };
    }

    private int crc(int start) {
        int crc = start;
        int turned = Integer.reverse(poly) >>> 24;
        for (int bit = 0; bit < 8; bit++) {
            if (reflected) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ turned : crc >>> 1;
            } else {
                crc = (crc & 0x80) != 0 ? (crc << 1 ^ poly) & OCTET : crc << 1;
            }
        }
        return crc;
    }
}
