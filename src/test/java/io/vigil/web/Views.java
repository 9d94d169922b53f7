package io.vigil.web;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Condition;
import io.vigil.alarm.Display;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.alarm.Sound;
import io.vigil.session.Care;
import io.vigil.session.Patient;
import io.vigil.session.SessionView;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;

/** Constructed sessions. */
public final class Views {
    public static final long T = FakeClock.START_MILLIS;

    private Views() {}

    public static SessionView session(String id, long revision) {
        return session(id, revision, 97);
    }

    public static SessionView session(String id, long revision, double spo2) {
        return new SessionView(
                id,
                revision,
                T + 1_200,
                true,
                new Patient("p1", "A. B.", "1980-02-03", null, "Patient/123"),
                "2",
                "iv-40min",
                "IV 40 min",
                "dosing",
                List.of("baseline", "dosing", "observation"),
                T - 600_000,
                T - 60_000,
                0,
                T + 120_000,
                0,
                70,
                Map.of(Metric.SBP, 118.0, Metric.SPO2, 98.5),
                List.of(spo2(spo2), none(Metric.PR)),
                List.of(alarm()),
                Map.of("spo2.low.crit", "demo"),
                Sound.HIGH,
                0,
                0,
                List.of("ox-1"),
                true,
                List.of(new SessionView.Limit("spo2.low.crit", 87, 85, 95, 88)),
                new SessionView.Leaving(
                        List.of(
                                new SessionView.Check("ride", ""),
                                new SessionView.Check("aldrete", "Aldrete score 7 is below 9")),
                        new SessionView.Assessment(7, null, true, List.of("sedation"))),
                Care.NONE);
    }

    private static SessionView.Value spo2(double value) {
        return new SessionView.Value(
                Metric.SPO2, Display.LIVE, value, Quality.GOOD, T, 92, Double.NaN, false, -1, "ox-1", List.of());
    }

    private static SessionView.Value none(Metric metric) {
        return new SessionView.Value(
                metric, Display.NONE, Double.NaN, null, 0, Double.NaN, Double.NaN, false, Double.NaN, "", List.of());
    }

    private static AlarmView alarm() {
        Rule rule = Rule.named("spo2.low.crit", RuleKind.LIMIT_LOW, Priority.HIGH)
                .on(Metric.SPO2)
                .limit(88)
                .latching(true)
                .build();
        return new AlarmView(rule, Condition.ACKED, 1, T - 5_000, T - 2_000, 85, 88, 0);
    }

    public static AlarmEvent raised(int occurrence) {
        return new AlarmEvent("spo2.low.crit", AlarmEvent.Kind.RAISED, Priority.HIGH, occurrence, 0, 1, T, 85, 88);
    }
}
