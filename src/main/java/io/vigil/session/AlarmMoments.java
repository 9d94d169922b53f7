package io.vigil.session;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stood on the screen when an alarm about the patient began. Of a cuff there is none: each of its readings is
 * charted anyway; of an alarm about a device or a duty neither: it has no value. Part of the fold: pure, one thread.
 */
record AlarmMoments(Session session) {
    private static final Set<RuleKind> WITHOUT_VALUE =
            Set.of(RuleKind.STALE, RuleKind.SENSOR_OFF, RuleKind.SIGNAL_QUALITY, RuleKind.OVERDUE, RuleKind.CHECKPOINT);

    /** @param quality good or questionable; @param atMillis when it was measured, epoch ms */
    record Moment(String device, Metric metric, double value, Quality quality, long atMillis) {}

    List<Moment> of(AlarmEvent event) {
        return event.kind() != AlarmEvent.Kind.RAISED
                ? List.of()
                : session.alarms()
                        .rule(event.alarm())
                        .filter(this::isAboutPatient)
                        .map(this::of)
                        .orElse(List.of());
    }

    boolean isAboutPatient(Rule rule) {
        return !WITHOUT_VALUE.contains(rule.kind()) && !rule.id().startsWith("tech.");
    }

    private List<Moment> of(Rule rule) {
        List<Metric> metrics = rule.parts().isEmpty()
                ? rule.metrics()
                : rule.parts().stream().map(Rule.Part::metric).distinct().toList();
        List<Moment> moments = new ArrayList<>();
        for (Metric metric : metrics) {
            Session.Shown shown = session.shown.get(metric);
            Quality quality = session.engine.panel().valueQuality(metric);
            double value = session.engine.panel().value(metric);
            if (metric.continuous() && shown != null && quality != null && metric.plausible(value)) {
                long at = session.engine.panel().measuredMillis(metric);
                moments.add(new Moment(shown.device(), metric, value, quality, at));
            }
        }
        return moments;
    }
}
