package io.vigil.fhir;

import io.vigil.session.ChartEntry.Value;
import io.vigil.vital.Quality;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Quantity;

/**
 * A value fit for a chart, or the reason why there is none; always exactly one of them. A number that is not finite, not
 * plausible or not vouched for is never charted as a number.
 */
record Measured(Optional<Quantity> quantity, Optional<CodeableConcept> absence) {
    private static final int DECIMALS = 2;
    private static final String REASONS = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    static Measured of(Value value, Quality quality, VitalCodes codes) {
        return switch (quality) {
            case SENSOR_OFF -> absent("not-performed", "Not Performed", "sensor off");
            case INVALID -> absent("error", "Error", "measurement failed");
            case GOOD, QUESTIONABLE -> {
                if (!Double.isFinite(value.value())) {
                    yield absent("not-a-number", "Not a Number (NaN)", "no number that holds");
                }
                yield value.metric().plausible(value.value())
                        ? present(value, codes)
                        : absent("error", "Error", "implausible number, withheld");
            }
        };
    }

    /** Of a whole interval. */
    static Measured nothingGood() {
        return absent("unknown", "Unknown", "no good value in the interval");
    }

    static Measured notGiven() {
        return absent("unknown", "Unknown", "not given by the device");
    }

    private static Measured present(Value value, VitalCodes codes) {
        Quantity quantity = new Quantity()
                .setValue(decimal(value.value()))
                .setUnit(codes.unit())
                .setSystem(VitalCodes.UCUM)
                .setCode(value.metric().unit());
        return new Measured(Optional.of(quantity), Optional.empty());
    }

    /** Without the tail that binary fractions bring along ({@code 4.199999809}), and without exponent. */
    static BigDecimal decimal(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = exact.scale() > DECIMALS ? exact.setScale(DECIMALS, RoundingMode.HALF_UP) : exact;
        BigDecimal bare = rounded.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static Measured absent(String code, String display, String text) {
        CodeableConcept reason = new CodeableConcept().setText(text);
        reason.addCoding().setSystem(REASONS).setCode(code).setDisplay(display);
        return new Measured(Optional.empty(), Optional.of(reason));
    }
}
