package io.vigil.store.series;

import io.vigil.store.block.Bytes;
import io.vigil.store.block.Codes;
import io.vigil.store.block.Cursor;
import io.vigil.store.block.Decimals;
import io.vigil.store.block.Garbled;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Sealed samples: columns of differences, deflated. Version 1: {@code 1 n}, measured times as differences of
 * differences, delays of arrival as differences, qualities, value form, values. Any thread.
 */
public final class Chunk {
    private static final int VERSION = 1;
    private static final int RAW = 255;
    /** What the head and a usual sample take at most; more is made when it is needed. */
    private static final int ROOM = 64;

    private static final int SAMPLE = 6;
    private static final long NAN_BITS = Double.doubleToRawLongBits(Double.NaN);
    /** A chunk that unpacks to more than this was not written here. */
    private static final int MOST_BYTES = 1 << 24;

    /** Of a noisy metric's columns 31 us and 527 bytes where the usual level takes 75 us for 495. */
    private static final int LEVEL = 3;

    /** One a thread, and only the writer's packs: making one costs more than packing a chunk. */
    private static final ThreadLocal<Deflater> DEFLATERS = ThreadLocal.withInitial(() -> new Deflater(LEVEL, true));

    private Chunk() {}

    public static byte[] pack(Samples samples) {
        var out = new Bytes(ROOM + SAMPLE * samples.size());
        out.put(VERSION);
        out.varint(samples.size());
        times(samples, out);
        for (int i = 0; i < samples.size(); i++) {
            out.put(Codes.of(samples.quality(i)));
        }
        values(samples, out);
        return out.deflated(DEFLATERS.get());
    }

    /** @throws Garbled when the bytes are no chunk */
    public static Samples unpack(byte[] data) {
        var in = new Cursor(inflate(data));
        int version = in.get();
        if (version != VERSION) {
            throw new Garbled("chunk version " + version);
        }
        int n = in.length(in.varint(), 1);
        long[] measured = new long[n];
        long step = 0;
        for (int i = 0; i < n; i++) {
            step += in.zigzag();
            measured[i] = (i == 0 ? 0 : measured[i - 1]) + step;
        }
        long[] delay = new long[n];
        for (int i = 0; i < n; i++) {
            delay[i] = (i == 0 ? 0 : delay[i - 1]) + in.zigzag();
        }
        int[] quality = new int[n];
        for (int i = 0; i < n; i++) {
            quality[i] = in.get();
        }
        double[] values = values(in, n);
        var samples = new Samples();
        for (int i = 0; i < n; i++) {
            samples.add(measured[i], measured[i] + delay[i], values[i], Codes.quality(quality[i]));
        }
        return samples;
    }

    private static void times(Samples samples, Bytes out) {
        long last = 0;
        long step = 0;
        for (int i = 0; i < samples.size(); i++) {
            long next = samples.measured(i) - last;
            out.zigzag(next - step);
            step = next;
            last = samples.measured(i);
        }
        long delay = 0;
        for (int i = 0; i < samples.size(); i++) {
            long next = samples.arrived(i) - samples.measured(i);
            out.zigzag(next - delay);
            delay = next;
        }
    }

    private static void values(Samples samples, Bytes out) {
        int form = form(samples);
        out.put(form);
        long last = 0;
        for (int i = 0; i < samples.size(); i++) {
            double value = samples.value(i);
            if (form == RAW) {
                out.raw(Double.doubleToRawLongBits(value));
            } else if (Double.isNaN(value)) {
                out.varint(0);
            } else {
                long next = Decimals.scaled(value, form);
                long step = next - last;
                out.varint(((step << 1) ^ (step >> 63)) + 1);
                last = next;
            }
        }
    }

    private static double[] values(Cursor in, int n) {
        int form = in.get();
        if (form != RAW && form > Decimals.MOST) {
            throw new Garbled("value form " + form);
        }
        double[] values = new double[n];
        long last = 0;
        for (int i = 0; i < n; i++) {
            if (form == RAW) {
                values[i] = Double.longBitsToDouble(in.raw());
                continue;
            }
            long code = in.varint();
            if (code == 0) {
                values[i] = Double.NaN;
            } else {
                last += ((code - 1) >>> 1) ^ -((code - 1) & 1);
                values[i] = Decimals.value(last, form);
            }
        }
        return values;
    }

    /** The fewest decimals that hold every value bit for bit, else RAW. */
    private static int form(Samples samples) {
        for (int form = 0; form <= Decimals.MOST; form++) {
            if (holdsAll(samples, form)) {
                return form;
            }
        }
        return RAW;
    }

    private static boolean holdsAll(Samples samples, int places) {
        for (int i = 0; i < samples.size(); i++) {
            double value = samples.value(i);
            if (Double.doubleToRawLongBits(value) != NAN_BITS && !Decimals.hold(value, places)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] inflate(byte[] packed) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] out = new byte[packed.length * 4 + 64];
            int size = 0;
            while (!inflater.finished()) {
                int got = inflater.inflate(out, size, out.length - size);
                size += got;
                if (size == out.length && out.length < MOST_BYTES) {
                    out = Arrays.copyOf(out, out.length * 2);
                } else if (got == 0) {
                    throw new Garbled("chunk ends early or is too large");
                }
            }
            return Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new Garbled("chunk does not inflate", e);
        } finally {
            inflater.end();
        }
    }
}
