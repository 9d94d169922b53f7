package io.vigil.config;

import static io.vigil.config.KindReader.LARGEST_VALUE;
import static io.vigil.config.KindReader.LONGEST_SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleBuilder;
import io.vigil.alarm.RuleKind;
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
    private static final int MOST_LEVELS = 16;

    private static final List<String> KINDS =
            Arrays.stream(RuleKind.values()).map(RuleKind::wire).toList();
    private static final List<String> PRIORITIES =
            Arrays.stream(Priority.values()).map(Priority::wire).toList();
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
            new KindReader(fields).read(found.kind(), found.builder());
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

    private static Optional<Priority> priority(String wire) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.wire().equals(wire.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<Quality> acceptable(String wire) {
        return ACCEPTABLE.contains(wire) ? Quality.ofWire(wire) : Optional.empty();
    }
}
