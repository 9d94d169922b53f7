package io.vigil.config;

import io.vigil.alarm.Rule;
import io.vigil.session.Phase;
import io.vigil.session.Protocol;
import io.vigil.vital.Metric;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A protocol file to a {@link Protocol}, or to everything that is wrong with it. A protocol that lacks what keeps a
 * patient safe ({@link ProtocolDuties}) is refused. Any thread.
 */
final class ProtocolReader {
    private static final int LONGEST_MINUTES = 24 * 60;
    private static final int MOST_ALDRETE = 10;
    private static final int USUAL_RECHECK_SECONDS = (int) (Protocol.RECHECK_AFTER_MILLIS / 1000);
    private static final int LONGEST_RECHECK_SECONDS = 3600;
    private static final List<String> ANCHORS = List.of("last_dose_end", "last_dose_start", "first_dose_start");

    private final Findings findings;

    private ProtocolReader(Findings findings) {
        this.findings = findings;
    }

    /** @param lowerable false where no other file of this id may shorten the minimum observation */
    record Sheet(Place place, Protocol protocol, boolean lowerable) {}

    static Outcome<Sheet> read(String name, String text) {
        Findings findings = new Findings(Map.of());
        try {
            Yaml root = YamlParser.parse(name, text);
            if (root instanceof Yaml.Mapping mapping) {
                Sheet sheet = new ProtocolReader(findings).sheet(new Section(mapping, findings));
                if (findings.problems().isEmpty()) {
                    ProtocolDuties.check(
                            sheet.protocol(), (pointer, message) -> findings.add(root.at(pointer), message));
                }
                if (findings.problems().isEmpty()) {
                    return new Outcome.Read<>(sheet);
                }
            } else {
                findings.add(root.place(), "a protocol starts with 'id:', not with " + root.kind());
            }
        } catch (YamlParser.Misread misread) {
            findings.add(misread.problem());
        }
        return new Outcome.Refused<>(findings.problems());
    }

    private Sheet sheet(Section root) {
        String id = root.required("id", "give the protocol a short name");
        References.name(id, root.place("id"), findings);
        Optional<Section> gate = root.section("discharge");
        Protocol protocol = new Protocol(
                id,
                root.required("title", "say in a few words what it is for"),
                phases(root),
                root.whole("min_observation_min", 0, 1, LONGEST_MINUTES),
                root.oneOf("min_observation_from", ANCHORS.get(0), ANCHORS),
                metrics(root),
                gate.map(this::gate).orElse(new Protocol.DischargeGate(0, 0, 0, 0, true)),
                rules(root),
                root.whole("recheck_after_s", USUAL_RECHECK_SECONDS, 1, LONGEST_RECHECK_SECONDS) * 1000L);
        for (String key : List.of("min_observation_min", "min_observation_from", "discharge", "rules")) {
            if (!root.has(key)) {
                findings.add(root.place(), "'" + key + "' is missing");
            }
        }
        boolean lowerable = gate.map(section -> section.flag("min_observation_lowerable", true))
                .orElse(true);
        gate.ifPresent(Section::done);
        root.done();
        return new Sheet(root.place("min_observation_min"), protocol, lowerable);
    }

    private List<Phase> phases(Section root) {
        List<Phase> phases = root.sections("phases").stream()
                .map(section -> {
                    Phase phase = new Phase(
                            section.required("id", "give the phase a short name"),
                            section.whole("nominal_min", 0, 1, LONGEST_MINUTES));
                    section.done();
                    return phase;
                })
                .toList();
        if (phases.isEmpty()) {
            findings.add(root.place("phases"), "'phases' needs at least one");
        } else if (phases.stream().map(Phase::id).distinct().count() < phases.size()) {
            findings.add(root.place("phases"), "'phases' has an id twice");
        }
        return phases;
    }

    private Set<Metric> metrics(Section root) {
        if (!root.has("required_metrics")) {
            return Set.of(Metric.SPO2, Metric.SBP);
        }
        Set<Metric> metrics = new LinkedHashSet<>();
        for (String wire : root.texts("required_metrics")) {
            Metric.ofWire(wire)
                    .ifPresentOrElse(
                            metrics::add,
                            () -> findings.add(
                                    root.place("required_metrics"),
                                    "no metric '" + wire + "'" + Nearest.hint(wire, wires())));
        }
        return metrics;
    }

    private static List<String> wires() {
        return List.of(Metric.values()).stream().map(Metric::wire).toList();
    }

    private Protocol.DischargeGate gate(Section section) {
        if (!List.of("high", "medium").equals(section.texts("no_active_or_latched"))) {
            findings.add(section.place("no_active_or_latched"), "'no_active_or_latched' must be [high, medium]");
        }
        return new Protocol.DischargeGate(
                percent(section, "sbp_within_pct_of_baseline"),
                percent(section, "dbp_within_pct_of_baseline"),
                percent(section, "spo2_above"),
                section.whole("aldrete_at_least", 0, 0, MOST_ALDRETE),
                section.flag("ride_confirmed", true),
                section.whole("bp_within_min_before", 0, 1, LONGEST_MINUTES),
                section.texts("resolved"));
    }

    private double percent(Section section, String key) {
        section.required(key, "give a number of per cent");
        return section.number(key, 0, 0, 100);
    }

    private List<Rule> rules(Section root) {
        Yaml.Mapping mapping = root.yaml();
        root.left("rules");
        Problems problems = (pointer, message) -> findings.add(mapping.at(pointer), message);
        List<Rule> rules = RuleReader.readAll(mapping.json().path("rules"), "/rules", problems);
        if (findings.problems().isEmpty()) {
            RuleReader.checkInhibitors(rules, "/rules", problems);
        }
        return rules;
    }
}
