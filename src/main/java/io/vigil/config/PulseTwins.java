package io.vigil.config;

import io.vigil.alarm.Rule;
import io.vigil.vital.Metric;
import java.util.List;

/**
 * Whether a rule on the oximeter's pulse ({@code pr}) has its like on the heart rate of an ECG or a belt ({@code hr}):
 * the same in everything that decides when it sounds, and quiet while the first one stands.
 */
final class PulseTwins {
    private PulseTwins() {}

    /** A rule that judges the value of {@code pr}, alone or among others. Feeds have stale rules of their own. */
    static boolean isOfPulse(Rule rule) {
        return switch (rule.kind()) {
            case STALE, SENSOR_OFF, SIGNAL_QUALITY, OVERDUE, CHECKPOINT, DIFFER -> false;
            case ALL_OF, ANY_OF -> rule.parts().stream().anyMatch(part -> part.metric() == Metric.PR);
            default -> rule.metrics().contains(Metric.PR);
        };
    }

    static boolean are(Rule pulse, Rule heart) {
        return heart.kind() == pulse.kind()
                && heart.priority() == pulse.priority()
                && heart.inhibitedBy().contains(pulse.id())
                && heart.metrics()
                        .equals(pulse.metrics().stream().map(PulseTwins::twin).toList())
                && heart.parts().equals(parts(pulse))
                && sameLevels(pulse, heart)
                && heart.accept().equals(pulse.accept())
                && heart.phases().equals(pulse.phases())
                && heart.delayMillis() == pulse.delayMillis()
                && heart.latching() == pulse.latching();
    }

    private static boolean sameLevels(Rule pulse, Rule heart) {
        return Double.compare(heart.limit(), pulse.limit()) == 0
                && heart.limitByPhase().equals(pulse.limitByPhase())
                && Double.compare(heart.change(), pulse.change()) == 0
                && Double.compare(heart.threshold(), pulse.threshold()) == 0
                && heart.windowMillis() == pulse.windowMillis()
                && heart.count() == pulse.count()
                && heart.minSpanMillis() == pulse.minSpanMillis()
                && heart.inclusive() == pulse.inclusive();
    }

    private static List<Rule.Part> parts(Rule pulse) {
        return pulse.parts().stream()
                .map(part -> new Rule.Part(
                        twin(part.metric()), part.kind(), part.limit(), part.hysteresis(), part.inclusive()))
                .toList();
    }

    private static Metric twin(Metric metric) {
        return metric == Metric.PR ? Metric.HR : metric;
    }
}
