package io.vigil.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleBuilder;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Alarm rules as protocols (YAML) and scenario files (JSON) write them (alarms.md, "Rules"). The keys are those the kind
 * has; every other key, kind, metric or quality is a problem with the nearest known word. Any thread.
 */
public final class RuleReader {
    /** Beyond any vital sign, small enough that a per cent of it is exact in 64 bits. */
    private static final double LARGEST_VALUE = 9_000;

    private static final double LARGEST_PERCENT = 900;
    private static final double LARGEST_SUM = 1e9;
    private static final double LONGEST_SECONDS = 31 * 86_400.0;
    private static final int LONGEST_RUN = 1_000;
    private static final int MOST_LEVELS = 16;

    private static final List<String> KINDS =
            Arrays.stream(RuleKind.values()).map(RuleKind::wire).toList();
    private static final List<String> PRIORITIES =
            Arrays.stream(Priority.values()).map(Priority::wire).toList();
    private static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::wire).toList();
    private static final List<String> ACCEPTABLE = List.of("good", "questionable");

    private final Fields fields;

    private RuleReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * All rules of a list.
     *
     * @param pointer JSON Pointer of {@code list} within its document
     * @return those without a problem; an id that comes twice is one
     */
    public static List<Rule> readAll(JsonNode list, String pointer, Problems problems) {
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        if (!list.isArray()) {
            problems.at(pointer, "must be a list of rules");
        }
        for (int index = 0; index < list.size(); index++) {
            String id = list.get(index).path("id").asText("");
            if (!id.isEmpty() && !ids.add(id)) {
                problems.at(pointer + "/" + index + "/id", "'id' " + id + " is there twice; each rule needs its own");
            }
            read(list.get(index), pointer + "/" + index, problems).ifPresent(rules::add);
        }
        return rules;
    }

    /**
     * What a protocol must have and a scenario need not, since it may take a few rules out of a protocol: each
     * {@code inhibited_by} names a rule of the list.
     */
    public static void checkInhibitors(List<Rule> rules, String pointer, Problems problems) {
        var ids = rules.stream().map(Rule::id).collect(Collectors.toSet());
        for (int index = 0; index < rules.size(); index++) {
            for (String inhibitor : rules.get(index).inhibitedBy()) {
                if (!ids.contains(inhibitor)) {
                    problems.at(
                            pointer + "/" + index + "/inhibited_by",
                            "'inhibited_by' names no rule: '" + inhibitor + "'" + Nearest.hint(inhibitor, ids));
                }
            }
        }
    }

    /** One rule; empty when anything in it was a problem. */
    public static Optional<Rule> read(JsonNode node, String pointer, Problems problems) {
        boolean[] sound = {true};
        var fields = new Fields(node, pointer, (where, what) -> {
            sound[0] = false;
            problems.at(where, what);
        });
        var reader = new RuleReader(fields);
        var builder = reader.common();
        builder.ifPresent(found -> {
            reader.ofKind(found.kind(), found.builder());
            fields.close();
        });
        return builder.filter(found -> sound[0]).map(found -> found.builder().build());
    }

    private record Begun(RuleKind kind, RuleBuilder builder) {}

    private Optional<Begun> common() {
        fields.require("id");
        fields.require("kind");
        fields.require("priority");
        String id = fields.text("id", "");
        var kind = fields.choice("kind", RuleKind::ofWire, KINDS);
        var priority = fields.choice("priority", RuleReader::priority, PRIORITIES);
        if (id.isEmpty() || kind.isEmpty() || priority.isEmpty()) {
            return Optional.empty();
        }
        var rule = Rule.named(id, kind.get(), priority.get())
                .delay(seconds("delay_s"))
                .clearDelay(seconds("clear_delay_s"))
                .grace(seconds("grace_s"))
                .reminder(seconds("reminder_s"))
                .hysteresis(fields.number("hysteresis", 0, 0, LARGEST_VALUE))
                .latching(fields.flag("latching", false))
                .inclusive(fields.flag("inclusive", false))
                .accept(accept())
                .phases(phases())
                .escalateAfter(escalation())
                .inhibitedBy(fields.texts("inhibited_by"));
        bounds(rule);
        return Optional.of(new Begun(kind.get(), rule));
    }

    private void ofKind(RuleKind kind, RuleBuilder rule) {
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
        var kind = part.choice("kind", RuleReader::limitKind, List.of("limit_high", "limit_low"));
        double limit = part.number("limit", Double.NaN, -LARGEST_VALUE, LARGEST_VALUE);
        double hysteresis = part.number("hysteresis", 0, 0, LARGEST_VALUE);
        boolean inclusive = part.flag("inclusive", false);
        part.close();
        return metric.isEmpty() || kind.isEmpty() || Double.isNaN(limit)
                ? Optional.empty()
                : Optional.of(new Rule.Part(metric.get(), kind.get(), limit, hysteresis, inclusive));
    }

    private Set<Quality> accept() {
        if (!fields.has("accept")) {
            return Set.of(Quality.GOOD);
        }
        var all = fields.choices("accept", RuleReader::acceptable, ACCEPTABLE);
        if (all.isEmpty()) {
            fields.reject("accept", "must name good, or good and questionable");
            return Set.of(Quality.GOOD);
        }
        return EnumSet.copyOf(all);
    }

    private Set<String> phases() {
        if (!fields.has("phases") || fields.raw("phases").asText().equals("all")) {
            return Set.of();
        }
        var all = Set.copyOf(fields.texts("phases"));
        if (all.isEmpty()) {
            fields.reject("phases", "names no phase; leave it out for all phases");
        }
        return all;
    }

    private List<Double> escalation() {
        var all = fields.numbers("escalate_after_s", 0, LONGEST_SECONDS);
        if (all.size() > MOST_LEVELS) {
            fields.reject("escalate_after_s", "has more than " + MOST_LEVELS + " levels");
        }
        return all;
    }

    private void bounds(RuleBuilder rule) {
        if (!fields.has("bounds")) {
            return;
        }
        var both = fields.numbers("bounds", -LARGEST_VALUE, LARGEST_VALUE);
        if (both.size() != 2 || both.get(0) > both.get(1)) {
            fields.reject("bounds", "must be [lowest, highest]");
            return;
        }
        rule.bounds(both.get(0), both.get(1));
    }

    private double seconds(String key) {
        return fields.number(key, 0, 0, LONGEST_SECONDS);
    }

    private double needed(String key, double lowest, double highest) {
        fields.require(key);
        return fields.number(key, lowest, lowest, highest);
    }

    private static Optional<Priority> priority(String wire) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.wire().equals(wire.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<RuleKind> limitKind(String wire) {
        return RuleKind.ofWire(wire).filter(kind -> kind == RuleKind.LIMIT_HIGH || kind == RuleKind.LIMIT_LOW);
    }

    private static Optional<Quality> acceptable(String wire) {
        return ACCEPTABLE.contains(wire) ? Quality.ofWire(wire) : Optional.empty();
    }
}
