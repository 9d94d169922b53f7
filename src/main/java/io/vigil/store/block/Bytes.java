package io.vigil.store.block;

import java.util.Arrays;

/** A growing row of bytes with the few number forms the store writes. One thread. */
public final class Bytes {
    private static final int FIRST = 256;

    private byte[] data = new byte[FIRST];
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public byte[] toArray() {
        return Arrays.copyOf(data, size);
    }

    public void put(int b) {
        room(1);
        data[size++] = (byte) b;
    }

    /** Seven bits a byte, least first; meant for numbers of zero and over, though any long survives. */
    public void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            data[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[size++] = (byte) rest;
    }

    /** A varint in which small negative numbers are small too. */
    public void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    /** Eight bytes, least first. */
    public void raw(long value) {
        room(8);
        setRaw(size, value);
        size += 8;
    }

    void setRaw(int at, long value) {
        for (int i = 0; i < 8; i++) {
            data[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** Any string, lone surrogates too, which UTF-8 would lose. */
    public void text(String text) {
        int length = text.length();
        boolean ascii = ascii(text);
        varint(((long) length << 1) | (ascii ? 0 : 1));
        room(2 * length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            data[size++] = (byte) c;
            if (!ascii) {
                data[size++] = (byte) (c >>> 8);
            }
        }
    }

    public void bytes(byte[] more, int length) {
        room(length);
        System.arraycopy(more, 0, data, size, length);
        size += length;
    }

    public void append(Bytes other) {
        bytes(other.data, other.size);
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private void room(int more) {
        if (data.length - size < more) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, size + more));
        }
    }
}
