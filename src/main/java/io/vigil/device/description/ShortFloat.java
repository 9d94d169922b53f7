package io.vigil.device.description;

import java.math.BigDecimal;

/** SFLOAT of IEEE 11073-20601: a decimal exponent in four bits and a mantissa in twelve, both in two's complement. */
public final class ShortFloat {
    private static final int NAN = 0x07FF;
    private static final int NRES = 0x0800;
    private static final int PLUS_INFINITY = 0x07FE;
    private static final int MINUS_INFINITY = 0x0802;
    private static final int RESERVED = 0x0801;

    private ShortFloat() {}

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
