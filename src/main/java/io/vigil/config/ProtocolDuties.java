package io.vigil.config;

import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.session.Phase;
import io.vigil.session.Protocol;
import io.vigil.vital.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a protocol must have before a patient is watched by it (alarms.md, "What a shipped protocol must have"). */
final class ProtocolDuties {
    private static final long SPO2_REMINDER_MILLIS = 120_000;
    private static final long REMINDER_MILLIS = 180_000;
    private static final List<Long> LOST_FEED_MILLIS = List.of(60_000L, 180_000L);

    /** The phases of any route; a rule may name one that this protocol does not have. */
    private static final Set<String> PHASES = Set.of("baseline", "dosing", "peak", "recovery", "discharge");

    private final Protocol protocol;
    private final Problems problems;

    private ProtocolDuties(Protocol protocol, Problems problems) {
        this.protocol = protocol;
        this.problems = problems;
    }

    static void check(Protocol protocol, Problems problems) {
        ProtocolDuties duties = new ProtocolDuties(protocol, problems);
        for (int index = 0; index < protocol.rules().size(); index++) {
            duties.rule(protocol.rules().get(index), "/rules/" + index);
        }
        protocol.requiredMetrics().forEach(duties::noticedWhenLost);
        duties.twins();
        duties.pulsesNoticedWhenLost();
        duties.recheckConfirms();
    }

    /** Where a belt replaces the oximeter's pulse, the same limits hold: a pulse rule without a twin would be silent. */
    private void twins() {
        for (int index = 0; index < protocol.rules().size(); index++) {
            Rule rule = protocol.rules().get(index);
            if (PulseTwins.isOfPulse(rule) && protocol.rules().stream().noneMatch(twin -> PulseTwins.are(rule, twin))) {
                problems.at(
                        "/rules/" + index,
                        rule.id() + " watches pr and has no twin on hr: add the same rule with metric hr and"
                                + " 'inhibited_by: [" + rule.id() + "]'");
            }
        }
    }

    private void pulsesNoticedWhenLost() {
        for (Metric metric : List.of(Metric.PR, Metric.HR)) {
            boolean watched =
                    protocol.rules().stream().anyMatch(rule -> rule.metrics().contains(metric));
            if (watched && !protocol.requiredMetrics().contains(metric)) {
                noticedWhenLost(metric);
            }
        }
    }

    private void recheckConfirms() {
        long longest = protocol.longestSpanMillis();
        if (protocol.recheckAfterMillis() < longest) {
            problems.at(
                    "/recheck_after_s",
                    "'recheck_after_s' must be at least " + longest / 1_000
                            + ", the longest 'min_span_s' of the rules: an earlier repetition could confirm nothing");
        }
    }

    private void rule(Rule rule, String at) {
        if (rule.priority() == Priority.HIGH) {
            reminded(rule, at);
        }
        if (rule.priority() != Priority.LOW && !Double.isNaN(rule.limit())) {
            bounded(rule, at);
        }
        boolean lostFeed = rule.kind() == RuleKind.STALE || rule.kind() == RuleKind.SENSOR_OFF;
        if (lostFeed && rule.metrics().stream().anyMatch(protocol.requiredMetrics()::contains)) {
            escalated(rule, at);
        }
        phasesKnown(rule.phases(), at + "/phases");
        phasesKnown(rule.intervalByPhase().keySet(), at + "/interval_by_phase");
        phasesKnown(rule.limitByPhase().keySet(), at + "/limit_by_phase");
    }

    private void phasesKnown(Set<String> named, String at) {
        Set<String> known = protocol.phases().stream().map(Phase::id).collect(Collectors.toCollection(HashSet::new));
        known.addAll(PHASES);
        named.stream()
                .filter(phase -> !known.contains(phase))
                .forEach(phase -> problems.at(at, "no phase '" + phase + "'" + Nearest.hint(phase, known)));
    }

    private void reminded(Rule rule, String at) {
        long longest = rule.metrics().contains(Metric.SPO2) ? SPO2_REMINDER_MILLIS : REMINDER_MILLIS;
        if (rule.reminderMillis() <= 0 || rule.reminderMillis() > longest) {
            problems.at(
                    at + "/reminder_s",
                    rule.id() + " is of high priority and needs 'reminder_s', over 0 and at most " + longest / 1_000);
        }
    }

    private void bounded(Rule rule, String at) {
        if (Double.isNaN(rule.boundLow()) || Double.isNaN(rule.boundHigh())) {
            problems.at(at + "/bounds", rule.id() + " has a limit and needs 'bounds: [lowest, highest]' for it");
            return;
        }
        boolean inside = inside(rule, rule.limit())
                && rule.limitByPhase().values().stream().allMatch(limit -> inside(rule, limit));
        if (!inside) {
            problems.at(at + "/bounds", "the limit of " + rule.id() + " lies outside its own 'bounds'");
        }
    }

    private static boolean inside(Rule rule, double limit) {
        return limit >= rule.boundLow() && limit <= rule.boundHigh();
    }

    private void escalated(Rule rule, String at) {
        List<Long> given = rule.escalateAfterMillis();
        boolean enough = given.size() == LOST_FEED_MILLIS.size()
                && given.get(0) <= LOST_FEED_MILLIS.get(0)
                && given.get(1) <= LOST_FEED_MILLIS.get(1);
        if (!enough) {
            problems.at(
                    at + "/escalate_after_s",
                    rule.id()
                            + " tells of a required metric that is lost and needs 'escalate_after_s: [60, 180]' or sooner");
        }
    }

    /** A required metric that goes away must raise something by itself. */
    private void noticedWhenLost(Metric metric) {
        RuleKind kind = metric.continuous() ? RuleKind.STALE : RuleKind.OVERDUE;
        boolean noticed = protocol.rules().stream()
                .anyMatch(rule -> rule.kind() == kind
                        && rule.priority() != Priority.LOW
                        && rule.metrics().contains(metric));
        if (!noticed) {
            problems.at(
                    "/rules",
                    (protocol.requiredMetrics().contains(metric) ? "required metric " : "metric ") + metric.wire()
                            + " has no rule of kind " + kind.wire()
                            + " and would be lost in silence; add one of medium or high priority");
        }
    }
}
