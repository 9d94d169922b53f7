package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one metric's number is found in a record.
 *
 * @param from names in order of preference; the first that is there counts
 * @param when conditions without which this is no reading of this metric
 * @param valid companion fields that, where present, must say so
 * @param frozen conditions under which the device goes on showing the last number: it measures none
 * @param lowest below which, and {@code highest} above which, the number is not believed, in the metric's unit
 */
record ReadingRule(
        Metric metric,
        List<String> from,
        Map<String, Pattern> when,
        Map<String, Pattern> valid,
        Map<String, Pattern> frozen,
        NoValue none,
        BigDecimal scale,
        BigDecimal offset,
        boolean comma,
        double lowest,
        double highest) {

    /** What a name led to. */
    sealed interface Found permits Number, Unreadable {}

    /** @param flags why there is no value, where the device's own marker does not say it */
    record Number(double value, boolean missing, List<String> flags) implements Found {
        static final Number NONE = new Number(Double.NaN, true, List.of());
    }

    record Unreadable(String reason) implements Found {}

    /** Empty when the record holds no such metric. */
    Optional<Found> read(Facts facts) {
        if (!Conditions.hold(when, facts)) {
            return Optional.empty();
        }
        for (String name : from) {
            List<String> texts = facts.all(name);
            if (texts.size() > 1) {
                return Optional.of(new Unreadable(metric.wire() + " stands there more than once"));
            }
            if (!texts.isEmpty()) {
                return Optional.of(number(texts.get(0), facts));
            }
        }
        return Optional.empty();
    }

    private Found number(String text, Facts facts) {
        if (none.says(text) || !Conditions.holdWherePresent(valid, facts)) {
            return Number.NONE;
        }
        Optional<BigDecimal> number = Numbers.of(text, comma);
        if (number.isEmpty()) {
            return new Unreadable(metric.wire() + " is no number");
        }
        if (none.says(number.get())) {
            return Number.NONE;
        }
        if (!frozen.isEmpty() && Conditions.hold(frozen, facts)) {
            return new Number(Double.NaN, true, List.of("frozen"));
        }
        double value = number.get().multiply(scale).add(offset).doubleValue();
        boolean implausible = value < lowest || value > highest;
        return implausible ? new Number(Double.NaN, true, List.of("implausible")) : new Number(value, false, List.of());
    }
}
