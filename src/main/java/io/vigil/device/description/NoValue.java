package io.vigil.device.description;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** How a device says that it has no number: certain numbers, before any scaling, or texts by regular expression. */
record NoValue(List<BigDecimal> numbers, List<Pattern> texts) {

    boolean says(String text) {
        return texts.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }

    boolean says(BigDecimal number) {
        return numbers.stream().anyMatch(none -> none.compareTo(number) == 0);
    }
}
