package io.vigil.device.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "mm[Hg], kPa, 16, 120.00992",
        "%, fraction, 0.97, 97",
        "/min, Hz, 1.2, 72",
        "Cel, F, 98.6, 37",
        "Cel, F, 32, 0"
    })
    void aUnitIsConverted(String held, String given, BigDecimal value, double expected) {
        Units.Unit unit = Units.of(held, given).orElseThrow();
        assertThat(value.multiply(unit.factor()).add(unit.offset()).doubleValue())
                .isCloseTo(expected, within(1e-9));
    }
}
