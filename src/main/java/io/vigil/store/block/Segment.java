package io.vigil.store.block;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What one session had in a run of blocks, packed together: each part is a block of its own that keeps its number, so
 * that the journal could be told again from its archives. Version 1, deflated: {@code 1 count} then
 * {@code number length bytes}. Any thread.
 */
public final class Segment {
    /** @param payload as {@link BlockEncoder} packs it */
    public record Part(long block, byte[] payload) {}

    private static final int VERSION = 1;
    /** A segment that unpacks to more than this was not written here. */
    private static final int MOST_BYTES = 1 << 26;

    private static final int STEP = 1 << 16;

    private Segment() {}

    public static byte[] pack(List<Part> parts) {
        var out = new Bytes();
        out.put(VERSION);
        out.varint(parts.size());
        for (Part part : parts) {
            out.varint(part.block());
            out.varint(part.payload().length);
            out.bytes(part.payload(), part.payload().length);
        }
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(out.toArray());
            deflater.finish();
            var packed = new Bytes();
            byte[] step = new byte[STEP];
            while (!deflater.finished()) {
                packed.bytes(step, deflater.deflate(step));
            }
            return packed.toArray();
        } finally {
            deflater.end();
        }
    }

    /** @throws Garbled when the bytes are no segment of this version */
    public static List<Part> unpack(byte[] packed) {
        var in = new Cursor(inflate(packed));
        int version = in.get();
        if (version != VERSION) {
            throw new Garbled("segment version " + version + ", this program reads " + VERSION);
        }
        int n = in.length(in.varint(), 2);
        var parts = new ArrayList<Part>(n);
        for (int i = 0; i < n; i++) {
            long block = in.varint();
            parts.add(new Part(block, in.bytes(in.varint())));
        }
        return parts;
    }

    private static byte[] inflate(byte[] packed) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            var plain = new Bytes();
            byte[] step = new byte[STEP];
            while (!inflater.finished()) {
                int got = inflater.inflate(step);
                if (got == 0 || plain.size() > MOST_BYTES) {
                    throw new Garbled("segment ends early or is too large");
                }
                plain.bytes(step, got);
            }
            return plain.toArray();
        } catch (DataFormatException e) {
            throw new Garbled("segment does not inflate", e);
        } finally {
            inflater.end();
        }
    }
}
