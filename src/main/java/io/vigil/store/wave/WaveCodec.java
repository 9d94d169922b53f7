package io.vigil.store.wave;

import io.vigil.store.block.Bytes;
import io.vigil.store.block.Cursor;
import io.vigil.store.block.Garbled;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Samples to bytes and back: the change from one sample to the next, in as few bytes as it needs, then deflated. A wave
 * is smooth, so that the changes are small and repeat. Any thread.
 */
public final class WaveCodec {
    /** A block of half a minute has a few thousand samples; a count beyond this is damage. */
    public static final int MOST_SAMPLES = 1 << 16;

    private static final int BUFFER = 4_096;

    private WaveCodec() {}

    public static byte[] pack(List<Integer> samples) {
        Bytes plain = new Bytes();
        int before = 0;
        for (int sample : samples) {
            plain.zigzag((long) sample - before);
            before = sample;
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(plain.toArray());
            deflater.finish();
            Bytes packed = new Bytes();
            byte[] part = new byte[BUFFER];
            while (!deflater.finished()) {
                int count = deflater.deflate(part);
                for (int i = 0; i < count; i++) {
                    packed.put(part[i]);
                }
            }
            return packed.toArray();
        } finally {
            deflater.end();
        }
    }

    /** @throws Garbled when these bytes are not {@code count} samples */
    public static List<Integer> unpack(byte[] packed, int count) {
        if (count < 0 || count > MOST_SAMPLES) {
            throw new Garbled(count + " samples");
        }
        Cursor plain = new Cursor(inflated(packed, count));
        List<Integer> samples = new ArrayList<>(count);
        long sample = 0;
        for (int i = 0; i < count; i++) {
            sample += plain.zigzag();
            samples.add((int) sample);
        }
        return samples;
    }

    private static byte[] inflated(byte[] packed, int count) {
        Inflater inflater = new Inflater(true);
        try {
            // The inflater wants one byte more than there is when no header tells it the end.
            inflater.setInput(java.util.Arrays.copyOf(packed, packed.length + 1));
            byte[] plain = new byte[5 * count + 1];
            int size = 0;
            while (!inflater.finished() && size < plain.length) {
                int got = inflater.inflate(plain, size, plain.length - size);
                if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new Garbled("a wave block ends too early");
                }
                size += got;
            }
            return java.util.Arrays.copyOf(plain, size);
        } catch (DataFormatException e) {
            throw new Garbled("a wave block cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}
