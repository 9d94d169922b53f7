package io.vigil.device.description;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lists {@code none}: numbers are compared as numbers, texts are regular expressions. */
final class NoValueReader {
    /** What says "none" on every device we know. */
    private static final Pattern ALWAYS =
            Pattern.compile("|nan|null|none|unavailable|unknown|[-+. ]*-[-+. ]*%?", Pattern.CASE_INSENSITIVE);

    private final NoValue common;

    NoValueReader(Section root) {
        common = read(root);
    }

    /** The section's own list in place of the description's. */
    NoValue of(Section section) {
        return section.has("none") ? read(section) : common;
    }

    NoValue common() {
        return common;
    }

    private static NoValue read(Section section) {
        List<BigDecimal> numbers = new ArrayList<>();
        List<Pattern> texts = new ArrayList<>(List.of(ALWAYS));
        for (Yaml.Scalar item : section.items("none")) {
            if (item.kind() == Yaml.Scalar.Kind.NUMBER) {
                Numbers.of(item.text(), false)
                        .ifPresentOrElse(
                                numbers::add,
                                () -> section.problem(item.place(), "must be a plain number such as -999"));
            } else {
                section.pattern(item).ifPresent(texts::add);
            }
        }
        return new NoValue(numbers, texts);
    }
}
