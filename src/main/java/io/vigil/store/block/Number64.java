package io.vigil.store.block;

/**
 * A double in as few bytes as its decimals need, bit for bit: vital signs are whole numbers or have one or two
 * decimals. The form is three bits that the caller packs beside its own.
 */
final class Number64 {
    private static final int NAN = 0;
    private static final int RAW = 4;
    private static final double[] SCALE = {1, 10, 100};
    private static final double LARGEST = 1e9;
    private static final long NAN_BITS = Double.doubleToRawLongBits(Double.NaN);

    private Number64() {}

    /** 0 = NaN, 1 to 3 = whole, tenths, hundredths, 4 = raw bits. */
    static int form(double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits == NAN_BITS) {
            return NAN;
        }
        for (int i = 0; i < SCALE.length; i++) {
            if (Double.doubleToRawLongBits(scaled(value, i) / SCALE[i]) == bits && Math.abs(value) < LARGEST) {
                return i + 1;
            }
        }
        return RAW;
    }

    static void write(Bytes out, int form, double value) {
        if (form == RAW) {
            out.raw(Double.doubleToRawLongBits(value));
        } else if (form != NAN) {
            out.zigzag(scaled(value, form - 1));
        }
    }

    static double read(Cursor in, int form) {
        return switch (form) {
            case NAN -> Double.NaN;
            case 1, 2, 3 -> in.zigzag() / SCALE[form - 1];
            case RAW -> Double.longBitsToDouble(in.raw());
            default -> throw new Garbled("number form " + form);
        };
    }

    private static long scaled(double value, int i) {
        return Math.round(value * SCALE[i]);
    }
}
