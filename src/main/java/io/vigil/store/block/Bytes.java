package io.vigil.store.block;

import java.util.Arrays;
import java.util.zip.Deflater;

/** A growing row of bytes with the few number forms the store writes. One thread. */
public final class Bytes {
    private static final int FIRST = 256;

    private byte[] data;
    private int size;

    public Bytes() {
        this(FIRST);
    }

    /** @param expected so many bytes are taken without growing */
    public Bytes(int expected) {
        data = new byte[expected];
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public byte[] toArray() {
        return Arrays.copyOf(data, size);
    }

    /** @param deflater of this thread; used from its beginning */
    public byte[] deflated(Deflater deflater) {
        deflater.reset();
        deflater.setInput(data, 0, size);
        deflater.finish();
        byte[] out = new byte[size / 2 + FIRST];
        int packed = deflater.deflate(out);
        while (!deflater.finished()) {
            out = Arrays.copyOf(out, out.length * 2);
            packed += deflater.deflate(out, packed, out.length - packed);
        }
        return Arrays.copyOf(out, packed);
    }

    public void put(int b) {
        room(1);
        data[size++] = (byte) b;
    }

    public void varint(long value) {
        room(Varint.MOST);
        size = Varint.put(data, size, value);
    }

    public void zigzag(long value) {
        room(Varint.MOST);
        size = Varint.zigzag(data, size, value);
    }

    /** Eight bytes, least first. */
    public void raw(long value) {
        room(Long.BYTES);
        size = Varint.raw(data, size, value);
    }

    void setRaw(int at, long value) {
        Varint.raw(data, at, value);
    }

    /** Where to write at most so many bytes from {@link #size} on; {@link #reach} then says how far it went. */
    byte[] ahead(int most) {
        room(most);
        return data;
    }

    void reach(int end) {
        size = end;
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

    /** Begins a part that says its length first. @return what {@link #close} is to be given */
    public int open() {
        put(0);
        return size;
    }

    /** Ends it: the length goes before what was put since. */
    public void close(int part) {
        int length = size - part;
        int more = 0;
        for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
            more++;
        }
        if (more > 0) {
            room(more);
            System.arraycopy(data, part, data, part + more, length);
        }
        size = part - 1;
        varint(length);
        size += length;
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
