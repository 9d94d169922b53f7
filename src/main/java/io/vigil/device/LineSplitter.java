package io.vigil.device;

import java.nio.charset.StandardCharsets;

/**
 * Lines of a byte stream, parted by any run of certain bytes (usually CR, LF and NUL), of bounded length. What a line
 * that is too long loses is known by its length alone. Where STX parts lines it is the first byte of the one it begins.
 * One thread.
 */
final class LineSplitter {
    /** @param text ISO 8859-1; only its beginning when {@code length} is larger */
    interface Lines {
        void line(long offset, int length, String text);
    }

    private static final byte STX = 2;

    private final String ends;
    private final byte[] buffer;
    private int length;
    private boolean begun;
    private long position;

    LineSplitter(int longest) {
        this(longest, "\r\n\0");
    }

    LineSplitter(int longest, String ends) {
        this.ends = ends;
        buffer = new byte[longest];
    }

    void feed(byte[] bytes, int from, int count, Lines lines) {
        for (int i = from; i < from + count; i++) {
            byte octet = bytes[i];
            if (ends.indexOf(octet) >= 0) {
                end(lines);
                begun = octet == STX;
            } else {
                if (length < buffer.length) {
                    buffer[length] = octet;
                }
                length++;
                // An endless line is given up in pieces, so that it is counted while it runs.
                if (length == 2 * buffer.length) {
                    position++;
                    end(lines);
                    continue;
                }
            }
            position++;
        }
    }

    /** Hands over the unterminated rest, if any. */
    void end(Lines lines) {
        if (length > 0) {
            int whole = length + (begun ? 1 : 0);
            int kept = Math.min(length, buffer.length);
            length = 0;
            begun = false;
            lines.line(position - whole, whole, new String(buffer, 0, kept, StandardCharsets.ISO_8859_1));
        }
    }
}
