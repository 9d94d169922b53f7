package io.vigil.config.scenario;

import io.vigil.alarm.Rule;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Set;

/**
 * What an exported session tells beyond a made-up scenario, so that its replay gives the same events to the millisecond:
 * which metrics its devices offered when, the session's own reminder to repeat a cuff reading, and the order in which
 * inputs of one millisecond were taken. Keys of the file that other readers of scenarios may ignore.
 *
 * @param exact each input is an instant of its own, as it was live; false for a made-up scenario
 * @param required metrics that are watched whatever the devices offer
 * @param ownRules rules of the session and not of its protocol; switched on and off by {@code switches}
 * @param marks instants of inputs that neither measured nor did anything a scenario knows
 */
public record Lived(
        boolean exact,
        Set<Metric> required,
        List<Offer> offers,
        List<Rule> ownRules,
        List<Switch> switches,
        List<Mark> marks) {
    public static final Lived NOT = new Lived(false, Set.of(), List.of(), List.of(), List.of(), List.of());

    /** From here on the worn devices give these metrics and no others. */
    public record Offer(long atMillis, long seq, Set<Metric> metrics) {
        public Offer {
            metrics = Set.copyOf(metrics);
        }
    }

    /** One of the session's own rules begins or ends to count. */
    public record Switch(long atMillis, long seq, String alarm, boolean on) {}

    public record Mark(long atMillis, long seq) {}

    public Lived {
        required = Set.copyOf(required);
        offers = List.copyOf(offers);
        ownRules = List.copyOf(ownRules);
        switches = List.copyOf(switches);
        marks = List.copyOf(marks);
    }

    /** Whether a rule about missing data runs while these metrics are offered; any other rule always does. */
    public boolean watches(Rule rule, Set<Metric> offered) {
        return switch (rule.kind()) {
            case STALE, OVERDUE, CHECKPOINT ->
                rule.metrics().stream().anyMatch(metric -> required.contains(metric) || offered.contains(metric));
            default -> true;
        };
    }
}
