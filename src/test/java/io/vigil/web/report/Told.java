package io.vigil.web.report;

import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Phase;
import io.vigil.session.Protocol;
import io.vigil.session.Site;
import io.vigil.session.port.History.LogEntry;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A constructed esketamine session of 130 min from 10:00 UTC: dose at 10:10, pressure peak 172/98 at 10:50, a fall of
 * the saturation to 84 at 11:00, one gap of the oximeter, discharge at 12:10. Nobody here exists.
 */
public final class Told {
    public static final long START = Instant.parse("2026-05-04T10:00:00Z").toEpochMilli();
    static final String PATIENT = "Zoë Ångström-Peña Łukasz Ж";
    private static final long MINUTE = 60_000;

    private final String session;
    private final List<Input> inputs = new ArrayList<>();

    private Told(String session) {
        this.session = session;
    }

    public static List<Input> inputs(String session) {
        Told told = new Told(session);
        told.add(
                0,
                new Happening.Started(
                        session, new Site("clinic-1", true), patient(), protocol(), "3", 64, "nina", "k0"));
        told.add(0, new Happening.Bound("ox-3", List.of("spo2", "pr"), "nina"));
        told.add(0, new Happening.Bound("cuff-3", List.of("sbp", "dbp"), "nina"));
        for (int minute = 1; minute < 130; minute++) {
            told.minute(minute);
        }
        told.act(130, "otto", new Action.Discharge(null));
        return told.inputs;
    }

    private void minute(int minute) {
        switch (minute) {
            case 8 ->
                act(
                        8,
                        "nina",
                        new Action.ConfirmBaseline(Map.of(Metric.SBP, 120.0, Metric.DBP, 78.0, Metric.SPO2, 98.0)));
            case 9 -> act(9, "nina", new Action.MovePhase("dosing"));
            case 10 -> act(10, "nina", new Action.Dose("esketamine", "nasal", 56, "mg", "given", null, "LOT-7", null));
            case 20 -> act(20, "nina", new Action.SetLimit("spo2.low.warn", 93, "athlete"));
            case 30 -> act(30, "otto", new Action.AdverseEvent("nausea", START + 30 * MINUTE, 0, "mild"));
            case 45 ->
                act(45, "otto", new Action.AdverseEvent("nausea", START + 30 * MINUTE, START + 44 * MINUTE, "mild"));
            case 61 -> act(61, "otto", new Action.Acknowledge("spo2.low.warn", 1));
            case 70 -> act(70, "otto", new Action.Note("slept"));
            case 128 -> act(128, "otto", new Action.Assess(10, 5, true, List.of("sedation")));
            default -> {}
        }
        boolean silent = minute >= 80 && minute < 83;
        for (int second = 0; second < 60 && !silent; second += 5) {
            double spo2 = minute == 60 ? 84 : 97;
            told(minute * MINUTE + second * 1000L, "ox-3", List.of(good(Metric.SPO2, spo2), good(Metric.PR, 72)));
        }
        if (minute % 10 == 0 || minute == 9) {
            double sbp = minute == 50 ? 172 : minute == 60 ? 150 : 124;
            told(
                    minute * MINUTE,
                    "cuff-3",
                    List.of(good(Metric.SBP, sbp), good(Metric.DBP, minute == 50 ? 98 : 80), good(Metric.MAP, 93)));
        }
    }

    private static Reading good(Metric metric, double value) {
        return Reading.of(metric, value, Quality.GOOD);
    }

    private void told(long offset, String device, List<Reading> readings) {
        long at = START + offset;
        inputs.add(new Input(session, inputs.size() + 1, at, new Happening.Measured(device, at, "", readings)));
    }

    private void act(int minute, String by, Action action) {
        add(minute, new Happening.Acted(by, "key-" + inputs.size(), action));
    }

    private void add(int minute, Happening what) {
        inputs.add(new Input(session, inputs.size() + 1, START + minute * MINUTE, what));
    }

    static List<LogEntry> events(String session) {
        return List.of(
                alarm(session, "raised", 60, ",\"value\":88.0,\"limit\":93.0"),
                alarm(session, "acknowledged", 61, ""),
                alarm(session, "cleared", 62, ",\"value\":97.0,\"limit\":93.0"));
    }

    private static LogEntry alarm(String session, String kind, int minute, String more) {
        return new LogEntry(
                session + "/spo2.low.warn/1/" + kind,
                session,
                START + minute * MINUTE,
                "alarm",
                "spo2.low.warn " + kind,
                "",
                "{\"priority\":\"medium\",\"occurrence\":1" + more + "}");
    }

    private static Patient patient() {
        return new Patient("p-17", PATIENT, "1980-02-03", null, null);
    }

    private static Protocol protocol() {
        Rule rule = Rule.named("spo2.low.warn", RuleKind.LIMIT_LOW, Priority.MEDIUM)
                .on(Metric.SPO2)
                .limit(92)
                .build();
        return new Protocol(
                "in-esketamine-rems",
                "Intranasal esketamine 56/84 mg (REMS)",
                List.of(new Phase("baseline", 15), new Phase("dosing", 10), new Phase("discharge", 0)),
                120,
                "first_dose_start",
                Set.of(Metric.SPO2),
                new Protocol.DischargeGate(20, 20, 92, 9, true),
                List.of(rule));
    }
}
