package io.vigil.device;

import java.math.BigDecimal;

/** IEEE 11073 SFLOAT, 16 bits: a two's complement exponent of ten in 4 bits over a two's complement mantissa in 12. */
public final class Sfloat {
    private static final int NAN = 0x07FF;
    private static final int NRES = 0x0800;
    private static final int PLUS_INFINITY = 0x07FE;
    private static final int MINUS_INFINITY = 0x0802;
    private static final int RESERVED = 0x0801;

    private Sfloat() {}

    /** True for the five words that are no number; to be asked before any arithmetic. */
    public static boolean special(int word) {
        return word == NAN || word == NRES || word == PLUS_INFINITY || word == MINUS_INFINITY || word == RESERVED;
    }

    /** @param word 0 to 65535, not special */
    public static BigDecimal value(int word) {
        int mantissa = (word & 0x0FFF) << 20 >> 20;
        int exponent = (short) word >> 12;
        return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
    }
}
