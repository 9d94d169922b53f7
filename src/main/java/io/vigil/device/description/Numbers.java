package io.vigil.device.description;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as devices print them: digits and at most one point, never an exponent that could exhaust the memory. */
final class Numbers {
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,10}(\\.\\d{0,20})?");

    private Numbers() {}

    /** @param comma the decimal sign is a comma; a point is then no number */
    static Optional<BigDecimal> of(String text, boolean comma) {
        if (comma && text.indexOf('.') >= 0) {
            return Optional.empty();
        }
        String plain = comma ? text.replace(',', '.') : text;
        return PLAIN.matcher(plain).matches() ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }
}
