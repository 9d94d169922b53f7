package io.vigil.session;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as a person writes them. */
final class Words {
    private Words() {}

    /** {@code 140}, {@code 36.6}: at most one decimal, and none that is zero. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
