package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Display;
import io.vigil.alarm.Priority;
import io.vigil.session.SessionView.Check;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether the patient may leave, and in words what is still missing. Reads, never writes. One thread. */
record Gate(
        Protocol protocol,
        Clocks clocks,
        AlarmEngine engine,
        Map<Metric, Double> baseline,
        Action.Assess assessed,
        Corrections corrections) {
    private static final long MINUTE = 60_000;
    /** alarms.md, "Input", rule 5: a message that came late may look live longer than its value is held. */
    private static final long HELD_MILLIS = 10_000;

    List<Check> at(long now) {
        Protocol.DischargeGate asked = protocol.discharge();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("observation", observation(now)));
        checks.add(pressure(Metric.SBP, asked.sbpWithinPercent(), now));
        checks.add(pressure(Metric.DBP, asked.dbpWithinPercent(), now));
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

    /** What a person put right counts as it was put right; what was taken back does not count at all. */
    private Check pressure(Metric metric, double percent, long now) {
        Optional<Corrections.Right> said =
                corrections.since(metric, engine.panel().measuredMillis(metric));
        Double right = said.map(Corrections.Right::value).orElse(null);
        return new Check(metric.wire(), missing(metric, percent, said, now), right);
    }

    private String missing(Metric metric, double percent, Optional<Corrections.Right> said, long now) {
        String name = metric.wire().toUpperCase(Locale.ROOT);
        Double base = baseline.get(metric);
        if (base == null) {
            return "no baseline " + name + " is confirmed";
        }
        double measured = engine.panel().value(metric);
        if (said.isPresent() && said.get().measuredMillis() != engine.panel().measuredMillis(metric)) {
            return "the last " + name + " was not measured but put in by correction: measure again";
        }
        double value = said.map(Corrections.Right::value).orElse(measured);
        String doubt = doubt(metric, name, measured, said.isPresent(), now);
        if (!doubt.isEmpty()) {
            return doubt;
        } else if (Double.isNaN(value)) {
            return name + " " + Words.number(measured) + " was taken back: measure again";
        }
        // Multiplied out, so that exactly 20 % is within 20 %.
        return Math.abs(value - base) * 100 <= percent * base
                ? ""
                : name + " " + Words.number(value) + (said.isPresent() ? " (corrected)" : "") + " is not within "
                        + Words.number(percent) + " % of baseline " + Words.number(base);
    }

    /**
     * Only a pressure that may look current answers (alarms.md, "display"), whether or not its cuff is still worn: one is
     * often taken off just before the patient leaves. The protocol may ask for a younger one, or be content with an older.
     *
     * @param said a person stands for the figure, whatever the device thought of its own
     */
    private String doubt(Metric metric, String name, double value, boolean said, long now) {
        long recent = protocol.discharge().bpWithinMinutes() * MINUTE;
        Display display = engine.panel().display(metric, now);
        if (display == Display.EXPIRED || display == Display.NONE || Double.isNaN(value)) {
            return recent > 0 ? "no " + name + " of the last " + recent / MINUTE + " min" : "no recent " + name;
        }
        long age = now - engine.panel().measuredMillis(metric);
        if (recent > 0 ? age > recent : display == Display.AGED) {
            return name + " " + Words.number(value) + " is " + age / MINUTE + " min old";
        }
        return said || engine.panel().valueQuality(metric) == Quality.GOOD
                ? ""
                : name + " " + Words.number(value) + " is questionable";
    }

    private String saturation(long now) {
        double above = protocol.discharge().spo2Above();
        double value = engine.panel().value(Metric.SPO2);
        boolean held = now - engine.panel().measuredMillis(Metric.SPO2) < HELD_MILLIS;
        if (!held
                || engine.panel().display(Metric.SPO2, now) != Display.LIVE
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
