package io.vigil.session;

import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Constructed sessions and inputs for tests; no real patient. */
public final class Sessions {
    public static final long T0 = 1_780_000_000_000L;
    public static final Site SITE = new Site("test", true, 60_000);

    private Sessions() {}

    public static Patient patient(String id) {
        return new Patient(id, "Test " + id, "1980-02-03", null, "Patient/" + id);
    }

    public static Protocol protocol() {
        return new Protocol(
                "small",
                "A small protocol",
                List.of(new Phase("baseline", 15), new Phase("dosing", 40), new Phase("recovery", 60)),
                60,
                "last_dose_end",
                Set.of(Metric.SPO2),
                new Protocol.DischargeGate(20, 20, 92, 9, true),
                rules());
    }

    private static List<Rule> rules() {
        return List.of(
                Rule.named("spo2.low.crit", RuleKind.LIMIT_LOW, Priority.HIGH)
                        .on(Metric.SPO2)
                        .limit(88)
                        .hysteresis(1)
                        .delay(5)
                        .clearDelay(5)
                        .latching(true)
                        .accept(Set.of(Quality.GOOD, Quality.QUESTIONABLE))
                        .escalateAfter(List.of(30.0, 120.0))
                        .bounds(85, 95)
                        .build(),
                Rule.named("sbp.high.warn", RuleKind.LIMIT_HIGH, Priority.MEDIUM)
                        .on(Metric.SBP)
                        .limit(160)
                        .hysteresis(5)
                        .build(),
                Rule.named("predose.sbp.hold", RuleKind.LIMIT_HIGH, Priority.MEDIUM)
                        .on(Metric.SBP)
                        .limit(140)
                        .phases(Set.of("baseline"))
                        .build(),
                Rule.named("sbp.delta.high", RuleKind.DELTA_HIGH, Priority.MEDIUM)
                        .on(Metric.SBP)
                        .change(40)
                        .inclusive(true)
                        .build(),
                Rule.named("tech.spo2.stale", RuleKind.STALE, Priority.MEDIUM)
                        .on(Metric.SPO2)
                        .timeout(10)
                        .build(),
                Rule.named("tech.pr.stale", RuleKind.STALE, Priority.MEDIUM)
                        .on(Metric.PR)
                        .timeout(10)
                        .build(),
                Rule.named("tech.nibp.overdue", RuleKind.OVERDUE, Priority.MEDIUM)
                        .on(Metric.SBP)
                        .grace(120)
                        .intervalByPhase(Map.of("dosing", 600.0))
                        .build());
    }

    public static Input started(String session) {
        return new Input(
                session,
                1,
                T0,
                new Happening.Started(session, SITE, patient("p1"), protocol(), "1", 70, "nurse", "key-" + session));
    }

    public static Happening.Measured oximeter(long atMillis, double spo2, double pr) {
        return new Happening.Measured(
                "ox-1",
                atMillis,
                "",
                List.of(Reading.of(Metric.SPO2, spo2, Quality.GOOD), Reading.of(Metric.PR, pr, Quality.GOOD)));
    }

    public static Happening.Measured cuff(long atMillis, double sbp, double dbp, double map, double pulse) {
        List<Reading> readings = new ArrayList<>();
        readings.add(Reading.of(Metric.SBP, sbp, Quality.GOOD));
        readings.add(Reading.of(Metric.DBP, dbp, Quality.GOOD));
        readings.add(Reading.of(Metric.MAP, map, Quality.GOOD));
        readings.add(Reading.of(Metric.PR, pulse, Quality.GOOD));
        return new Happening.Measured("cuff-1", atMillis, "stamp-" + atMillis, readings);
    }
}
