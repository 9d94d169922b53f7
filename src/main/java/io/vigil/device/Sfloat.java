package io.vigil.device;

import io.vigil.device.description.ShortFloat;
import java.math.BigDecimal;

/** SFLOAT of IEEE 11073-20601, as the Bluetooth characteristics use it; see {@link ShortFloat}. */
public final class Sfloat {
    private Sfloat() {}

    /** True for the five words that are no number; to be asked before any arithmetic. */
    public static boolean special(int word) {
        return ShortFloat.special(word);
    }

    /** @param word 0 to 65535, not special */
    public static BigDecimal value(int word) {
        return ShortFloat.value(word);
    }
}
