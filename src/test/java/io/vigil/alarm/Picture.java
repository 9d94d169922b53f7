package io.vigil.alarm;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything there is to see of one second, as a text that two models must agree on. */
final class Picture {
    static final DisplayTimes AGES = new DisplayTimes(4_000, 30_000, 60_000);

    private Picture() {}

    static String of(
            List<String> events,
            List<Rule> rules,
            Function<String, Condition> conditions,
            Sound sound,
            Function<Metric, Display> displays,
            Function<Rule, Double> limits) {
        return events.stream().sorted().toList() + " "
                + rules.stream()
                        .map(rule -> rule.id() + "=" + conditions.apply(rule.id()) + "@" + rounded(limits.apply(rule)))
                        .collect(Collectors.joining(" "))
                + " sound=" + sound + " "
                + List.of(Metric.values()).stream()
                        .map(metric -> metric + "=" + displays.apply(metric))
                        .collect(Collectors.joining(" "));
    }

    /** The engine shows a per cent of a baseline as a double; the findings themselves are exact. */
    private static String rounded(double limit) {
        return Double.isNaN(limit) ? "-" : String.valueOf(Math.round(limit * 1e6));
    }
}
