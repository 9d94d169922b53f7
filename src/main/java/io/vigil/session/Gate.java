package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Display;
import io.vigil.alarm.Priority;
import io.vigil.session.SessionView.Check;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the patient may leave, and in words what is still missing. Reads, never writes. One thread. */
record Gate(
        Protocol protocol, Clocks clocks, AlarmEngine engine, Map<Metric, Double> baseline, Action.Assess assessed) {
    private static final long MINUTE = 60_000;

    List<Check> at(long now) {
        Protocol.DischargeGate asked = protocol.discharge();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("observation", observation(now)));
        checks.add(new Check("sbp", pressure(Metric.SBP, asked.sbpWithinPercent(), now)));
        checks.add(new Check("dbp", pressure(Metric.DBP, asked.dbpWithinPercent(), now)));
        checks.add(new Check("spo2", saturation(now)));
        checks.add(new Check("alarms", alarms()));
        if (asked.aldreteAtLeast() > 0) {
            checks.add(new Check("aldrete", aldrete()));
        }
        if (asked.rideConfirmed()) {
            boolean confirmed = Boolean.TRUE.equals(assessed.rideConfirmed());
            checks.add(new Check("ride", confirmed ? "" : "the ride home is not confirmed"));
        }
        for (String effect : asked.resolved()) {
            boolean gone = assessed.resolved() != null && assessed.resolved().contains(effect);
            checks.add(new Check(effect, gone ? "" : effect.replace('_', ' ') + " is not assessed as resolved"));
        }
        return List.copyOf(checks);
    }

    private String observation(long now) {
        if (clocks.firstDoseMillis == 0) {
            return "no dose is recorded from which the minimum observation counts";
        }
        long until = clocks.observedUntilMillis(protocol);
        if (until == 0) {
            return "the infusion is not recorded as stopped";
        }
        return now >= until ? "" : "minimum observation: " + (until - now + MINUTE - 1) / MINUTE + " min left";
    }

    private String pressure(Metric metric, double percent, long now) {
        String name = metric.wire().toUpperCase(Locale.ROOT);
        Double base = baseline.get(metric);
        if (base == null) {
            return "no baseline " + name + " is confirmed";
        }
        long recent = protocol.discharge().bpWithinMinutes() * MINUTE;
        Display display = engine.panel().display(metric, now);
        double value = engine.panel().value(metric);
        boolean old = recent > 0 && now - engine.panel().measuredMillis(metric) > recent;
        if (old || display == Display.EXPIRED || display == Display.NONE || Double.isNaN(value)) {
            return recent > 0 ? "no " + name + " of the last " + recent / MINUTE + " min" : "no recent " + name;
        }
        // Multiplied out, so that exactly 20 % is within 20 %.
        return Math.abs(value - base) * 100 <= percent * base
                ? ""
                : name + " " + Words.number(value) + " is not within " + Words.number(percent) + " % of baseline "
                        + Words.number(base);
    }

    private String saturation(long now) {
        double above = protocol.discharge().spo2Above();
        double value = engine.panel().value(Metric.SPO2);
        if (engine.panel().display(Metric.SPO2, now) != Display.LIVE
                || engine.panel().underCuff(Metric.SPO2, now)) {
            return "no live SpO2 of good quality";
        }
        return value > above ? "" : "SpO2 " + Words.number(value) + " % is not above " + Words.number(above) + " %";
    }

    /** Acknowledged ones count too: the condition is still there. */
    private String alarms() {
        if (engine.panel().standingBy()) {
            return "monitoring is in standby";
        }
        List<String> standing = engine.panel().standing().stream()
                .filter(view -> view.rule().priority() != Priority.LOW)
                .map(Gate::inWords)
                .toList();
        return String.join(", ", standing);
    }

    private static String inWords(AlarmView view) {
        return "alarm " + view.rule().id() + " is " + view.condition().wire();
    }

    private String aldrete() {
        int least = protocol.discharge().aldreteAtLeast();
        Integer score = assessed.aldrete();
        if (score == null) {
            return "the Aldrete score is not assessed since the last dose";
        }
        return score >= least ? "" : "Aldrete score " + score + " is below " + least;
    }
}
