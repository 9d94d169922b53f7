package io.vigil.session;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stood on the screen when an alarm about the patient began. Of a cuff only a doubtful reading: a good one is
 * charted anyway. Of an alarm about a device or a duty there is none: it has no value. Part of the fold: pure, one
 * thread.
 */
record AlarmMoments(Session session) {
    private static final Set<RuleKind> WITHOUT_VALUE =
            Set.of(RuleKind.STALE, RuleKind.SENSOR_OFF, RuleKind.SIGNAL_QUALITY, RuleKind.OVERDUE, RuleKind.CHECKPOINT);

    /**
     * @param what a metric's wire name, or {@code nibp} for a cuff's pressures together
     * @param quality good or questionable; @param atMillis when it was measured, epoch ms
     */
    record Moment(String device, String what, List<Value> values, Quality quality, long atMillis) {}

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
            if (shown != null && quality != null && metric.plausible(value)) {
                long at = session.engine.panel().measuredMillis(metric);
                if (metric.continuous()) {
                    moments.add(
                            new Moment(shown.device(), metric.wire(), List.of(new Value(metric, value)), quality, at));
                } else if (quality == Quality.QUESTIONABLE) {
                    moments.add(new Moment(shown.device(), "nibp", pressures(shown.device(), at), quality, at));
                }
            }
        }
        return moments;
    }

    /** All that one reading gave; a mean that nobody measured is no part of it. */
    private List<Value> pressures(String device, long atMillis) {
        List<Value> values = new ArrayList<>();
        for (Metric metric : CuffReading.PRESSURES) {
            Session.Shown shown = session.shown.get(metric);
            if (shown != null
                    && shown.device().equals(device)
                    && session.engine.panel().measuredMillis(metric) == atMillis
                    && !shown.flags().contains(MeanPressure.CALCULATED)) {
                values.add(new Value(metric, session.engine.panel().value(metric)));
            }
        }
        return values;
    }
}
