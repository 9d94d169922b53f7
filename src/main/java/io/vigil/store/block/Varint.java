package io.vigil.store.block;

/**
 * Seven bits a byte, least first. Written into an array at a place the caller keeps in hand: a commit writes thousands,
 * and a place kept in a field is what costs.
 */
final class Varint {
    /** The most bytes one takes. */
    static final int MOST = 10;

    private Varint() {}

    /** Meant for numbers of zero and over, though any long survives. @return the place after it */
    static int put(byte[] to, int at, long value) {
        int next = at;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[next] = (byte) rest;
        return next + 1;
    }

    /** One in which small negative numbers are small too. @return the place after it */
    static int zigzag(byte[] to, int at, long value) {
        return put(to, at, (value << 1) ^ (value >> 63));
    }

    /** Eight bytes, least first. @return the place after them */
    static int raw(byte[] to, int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            to[at + i] = (byte) (value >>> (8 * i));
        }
        return at + Long.BYTES;
    }
}
