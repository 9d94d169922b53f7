package io.vigil.store.block;

/**
 * A double in as few bytes as its decimals need, bit for bit: vital signs are whole numbers or have one or two
 * decimals. The form is three bits that the caller packs beside its own.
 */
final class Number64 {
    private static final int NAN = 0;
    private static final int RAW = 4;
    private static final int PLACES = 3;
    private static final long NAN_BITS = Double.doubleToRawLongBits(Double.NaN);

    private Number64() {}

    /** 0 = NaN, 1 to 3 = whole, tenths, hundredths, 4 = raw bits. */
    static int form(double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits == NAN_BITS) {
            return NAN;
        }
        for (int places = 0; places < PLACES; places++) {
            if (Decimals.hold(value, places)) {
                return places + 1;
            }
        }
        return RAW;
    }

    /** At most {@link Varint#MOST} bytes. @return the place after them */
    static int write(byte[] to, int at, int form, double value) {
        if (form == RAW) {
            return Varint.raw(to, at, Double.doubleToRawLongBits(value));
        }
        return form == NAN ? at : Varint.zigzag(to, at, Decimals.scaled(value, form - 1));
    }

    static double read(Cursor in, int form) {
        return switch (form) {
            case NAN -> Double.NaN;
            case 1, 2, 3 -> Decimals.value(in.zigzag(), form - 1);
            case RAW -> Double.longBitsToDouble(in.raw());
            default -> throw new Garbled("number form " + form);
        };
    }
}
