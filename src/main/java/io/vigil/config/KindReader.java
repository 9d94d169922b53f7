package io.vigil.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleBuilder;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of a rule that only its kind has (alarms.md, "Rules", "Fields by kind"). */
final class KindReader {
    /** Beyond any vital sign, small enough that a per cent of it is exact in 64 bits. */
    static final double LARGEST_VALUE = 9_000;

    static final double LONGEST_SECONDS = 31 * 86_400.0;

    private static final double LARGEST_PERCENT = 900;
    private static final double LARGEST_SUM = 1e9;
    private static final int LONGEST_RUN = 1_000;
    private static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::wire).toList();

    private final Fields fields;

    KindReader(Fields fields) {
        this.fields = fields;
    }

    /** Takes what the kind has from the fields into the rule; what is amiss is reported by them. */
    void read(RuleKind kind, RuleBuilder rule) {
        switch (kind) {
            case LIMIT_HIGH, LIMIT_LOW -> {
                metric(rule);
                rule.limit(needed("limit", -LARGEST_VALUE, LARGEST_VALUE));
                rule.limitByPhase(fields.numbersByName("limit_by_phase", -LARGEST_VALUE, LARGEST_VALUE));
                counted(rule);
            }
            case DELTA_HIGH, DELTA_LOW -> {
                metric(rule);
                rule.change(needed("delta", 0, LARGEST_VALUE));
                counted(rule);
            }
            case DELTA_PCT_HIGH, DELTA_PCT_LOW -> {
                metric(rule);
                rule.change(needed("pct", 0, LARGEST_PERCENT));
                counted(rule);
            }
            case RATE_HIGH, RATE_LOW -> {
                metric(rule);
                rule.change(needed("change", 0, LARGEST_VALUE));
                rule.window(needed("window_s", 0, LONGEST_SECONDS));
            }
            case INTEGRAL_LOW -> {
                metric(rule);
                rule.limit(needed("limit", -LARGEST_VALUE, LARGEST_VALUE));
                rule.threshold(needed("threshold", 0, LARGEST_SUM));
            }
            case ALL_OF, ANY_OF -> rule.of(parts());
            case STALE -> {
                silentMetrics(rule);
                rule.timeout(needed("timeout_s", 0, LONGEST_SECONDS));
            }
            case SENSOR_OFF, SIGNAL_QUALITY -> metric(rule);
            case OVERDUE -> {
                metric(rule);
                interval(rule);
            }
            case CHECKPOINT -> {
                metric(rule);
                rule.checkpoint(needed("at_s", 0, LONGEST_SECONDS), seconds("early_s"), seconds("late_s"));
            }
            case DIFFER -> {
                pair(rule);
                rule.change(needed("delta", 0, LARGEST_VALUE));
            }
        }
    }

    private void metric(RuleBuilder rule) {
        fields.require("metric");
        fields.choice("metric", Metric::ofWire, METRICS).ifPresent(rule::on);
    }

    private void silentMetrics(RuleBuilder rule) {
        if (!fields.has("metrics")) {
            metric(rule);
            return;
        }
        var all = fields.choices("metrics", Metric::ofWire, METRICS);
        if (all.isEmpty() || fields.has("metric")) {
            fields.reject("metrics", "must name at least one metric, and 'metric' must then be left out");
        }
        rule.on(all.toArray(Metric[]::new));
    }

    private void pair(RuleBuilder rule) {
        fields.require("metrics");
        var both = fields.choices("metrics", Metric::ofWire, METRICS);
        if (both.size() != 2 || both.get(0) == both.get(1)) {
            fields.reject("metrics", "must name the two metrics that should be alike");
        }
        rule.on(both.toArray(Metric[]::new));
    }

    private void counted(RuleBuilder rule) {
        if (!fields.has("count") & !fields.has("min_span_s")) {
            return;
        }
        double count = fields.number("count", 1, 1, LONGEST_RUN);
        if (count != Math.rint(count)) {
            fields.reject("count", "must be a whole number");
        }
        rule.counted((int) count, seconds("min_span_s"));
    }

    private void interval(RuleBuilder rule) {
        if (fields.has("interval_s") == fields.has("interval_by_phase")) {
            fields.reject("interval_s", "or 'interval_by_phase' is needed, one of them");
        }
        rule.interval(fields.number("interval_s", 0, 0.001, LONGEST_SECONDS));
        rule.intervalByPhase(fields.numbersByName("interval_by_phase", 0.001, LONGEST_SECONDS));
    }

    private List<Rule.Part> parts() {
        var parts = new ArrayList<Rule.Part>();
        int index = 0;
        for (JsonNode entry : fields.list("of")) {
            part(new Fields(entry, fields.at("of") + "/" + index++, fields::report))
                    .ifPresent(parts::add);
        }
        if (parts.isEmpty()) {
            fields.reject("of", "must list at least one condition {metric, kind, limit, hysteresis}");
        }
        return parts;
    }

    private Optional<Rule.Part> part(Fields part) {
        part.require("metric");
        part.require("kind");
        part.require("limit");
        var metric = part.choice("metric", Metric::ofWire, METRICS);
        var kind = part.choice("kind", KindReader::limitKind, List.of("limit_high", "limit_low"));
        double limit = part.number("limit", Double.NaN, -LARGEST_VALUE, LARGEST_VALUE);
        double hysteresis = part.number("hysteresis", 0, 0, LARGEST_VALUE);
        boolean inclusive = part.flag("inclusive", false);
        part.close();
        return metric.isEmpty() || kind.isEmpty() || Double.isNaN(limit)
                ? Optional.empty()
                : Optional.of(new Rule.Part(metric.get(), kind.get(), limit, hysteresis, inclusive));
    }

    private double seconds(String key) {
        return fields.number(key, 0, 0, LONGEST_SECONDS);
    }

    private double needed(String key, double lowest, double highest) {
        fields.require(key);
        return fields.number(key, lowest, lowest, highest);
    }

    private static Optional<RuleKind> limitKind(String wire) {
        return RuleKind.ofWire(wire).filter(kind -> kind == RuleKind.LIMIT_HIGH || kind == RuleKind.LIMIT_LOW);
    }
}
