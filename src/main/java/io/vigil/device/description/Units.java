package io.vigil.device.description;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

/** Units a device may give, by the unit in which the value is held. */
final class Units {
    private static final BigDecimal NINTHS = BigDecimal.valueOf(5).divide(BigDecimal.valueOf(9), MathContext.DECIMAL64);
    private static final Map<String, Map<String, Unit>> KNOWN = Map.of(
            "%", Map.of("%", times("1"), "fraction", times("100")),
            "/min", Map.of("/min", times("1"), "Hz", times("60")),
            "mm[Hg]", Map.of("mmHg", times("1"), "kPa", times("7.50062")),
            "Cel", Map.of("C", times("1"), "F", new Unit(NINTHS, NINTHS.multiply(BigDecimal.valueOf(-32)))));

    /** {@code held = given * factor + offset}. */
    record Unit(BigDecimal factor, BigDecimal offset) {}

    private Units() {}

    private static Unit times(String factor) {
        return new Unit(new BigDecimal(factor), BigDecimal.ZERO);
    }

    static Optional<Unit> of(String held, String given) {
        return Optional.ofNullable(KNOWN.getOrDefault(held, Map.of()).get(given));
    }

    /** The key {@code unit} of a reading; the held unit itself without it. */
    static Unit read(String held, String metric, Section section) {
        Optional<String> given = section.text("unit");
        Optional<Unit> unit = given.flatMap(name -> of(held, name));
        if (given.isPresent() && unit.isEmpty()) {
            section.problem(
                    section.place("unit"),
                    "'" + given.get() + "' is no unit of " + metric + "; known: "
                            + String.join(
                                    ", ",
                                    KNOWN.getOrDefault(held, Map.of()).keySet().stream()
                                            .sorted()
                                            .toList()));
        }
        return unit.orElse(times("1"));
    }
}
