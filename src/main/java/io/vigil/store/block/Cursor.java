package io.vigil.store.block;

import java.util.Arrays;

/** Reads what {@link Bytes} wrote; any other bytes end in {@link Garbled}, never in an unbounded allocation. One thread. */
public final class Cursor {
    private final byte[] data;
    private final int end;
    private int at;

    public Cursor(byte[] data) {
        this(data, 0, data.length);
    }

    private Cursor(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    public boolean done() {
        return at >= end;
    }

    public int get() {
        need(1);
        return data[at++] & 0xFF;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = get();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new Garbled("number too long at " + at);
    }

    public long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public long raw() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value |= (data[at++] & 0xFFL) << (8 * i);
        }
        return value;
    }

    public String text() {
        long head = varint();
        int width = (head & 1) == 0 ? 1 : 2;
        int length = length(head >>> 1, width);
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            int low = data[at++] & 0xFF;
            chars[i] = (char) (width == 1 ? low : low | (data[at++] & 0xFF) << 8);
        }
        return new String(chars);
    }

    /** The next {@code length} bytes, copied. */
    public byte[] bytes(long length) {
        int from = at;
        at += length(length, 1);
        return Arrays.copyOfRange(data, from, at);
    }

    /** A cursor over the next {@code length} bytes, which this one leaves behind. */
    public Cursor slice(long length) {
        int from = at;
        at += length(length, 1);
        return new Cursor(data, from, at);
    }

    /** A count of things of at least {@code width} bytes each, believed only if they fit into what is left. */
    public int length(long count, int width) {
        if (count < 0 || count > (end - at) / width) {
            throw new Garbled("length " + count + " at " + at + " of " + end);
        }
        return (int) count;
    }

    private void need(int bytes) {
        if (end - at < bytes) {
            throw new Garbled("ends at " + end);
        }
    }
}
