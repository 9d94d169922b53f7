package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Condition;
import io.vigil.alarm.Display;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.alarm.Sound;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws the immutable view of a session from its parts; reads, never writes. One thread, the session's loop. */
record Portrait(Session session, Gate gate, CuffPlan plan) {
    /** alarms.md, "Input", rule 5. */
    private static final long HELD_MILLIS = 10_000;

    SessionView at(long now) {
        Happening.Started started = session.started();
        Protocol protocol = started.protocol();
        Clocks clocks = session.clocks;
        AlarmEngine engine = session.engine;
        List<AlarmView> standing = List.copyOf(engine.panel().standing());
        return new SessionView(
                started.session(),
                session.seq + session.ticks,
                now,
                session.open,
                session.patient(),
                started.chair(),
                protocol.id(),
                protocol.title(),
                clocks.phase,
                protocol.phases().stream().map(Phase::id).toList(),
                clocks.startedMillis,
                clocks.phaseSinceMillis,
                clocks.firstDoseMillis,
                plan.next().map(CuffPlan.Due::atMillis).orElse(0L),
                clocks.observedUntilMillis(protocol),
                started.weightKg(),
                Map.copyOf(session.baseline),
                values(standing, now),
                standing,
                who(standing),
                // Nobody can acknowledge in a session that is over.
                session.open ? engine.panel().sounding(now) : Sound.NONE,
                engine.panel().audioPausedUntil(now),
                engine.panel().standbyUntil(),
                List.copyOf(session.devices.keySet()),
                started.site().simulated(),
                limits(),
                new SessionView.Leaving(session.open ? gate.at(now) : List.of(), assessment()),
                new Carebook(session, plan).at(now));
    }

    private SessionView.Assessment assessment() {
        Action.Assess found = gate.assessed();
        List<String> resolved = found.resolved();
        return new SessionView.Assessment(
                found.aldrete(),
                found.moaas(),
                Boolean.TRUE.equals(found.rideConfirmed()),
                resolved == null ? List.of() : resolved);
    }

    private List<SessionView.Limit> limits() {
        return session.started().protocol().rules().stream()
                .filter(rule -> !Double.isNaN(rule.limit()))
                .map(rule -> new SessionView.Limit(
                        rule.id(),
                        session.engine.panel().limitInForce(rule.id()),
                        rule.boundLow(),
                        rule.boundHigh(),
                        rule.limitByPhase().getOrDefault(session.clocks.phase, rule.limit())))
                .toList();
    }

    private Map<String, String> who(List<AlarmView> standing) {
        Map<String, String> who = new HashMap<>();
        for (AlarmView view : standing) {
            String by = session.acknowledgedBy.get(view.rule().id());
            if (view.condition() == Condition.ACKED && by != null) {
                who.put(view.rule().id(), by);
            }
        }
        return Map.copyOf(who);
    }

    private List<SessionView.Value> values(List<AlarmView> standing, long now) {
        List<SessionView.Value> values = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Session.Shown last = session.shown.get(metric);
            if (last != null) {
                values.add(value(metric, last, standing, now));
            }
        }
        return List.copyOf(values);
    }

    private SessionView.Value value(Metric metric, Session.Shown last, List<AlarmView> standing, long now) {
        Display display = session.engine.panel().display(metric, now);
        double value =
                mayShow(display) && isHeld(metric, now) ? session.engine.panel().value(metric) : Double.NaN;
        Double base = session.baseline.get(metric);
        return new SessionView.Value(
                metric,
                display,
                value,
                session.engine.panel().quality(metric),
                session.engine.panel().measuredMillis(metric),
                limit(metric, RuleKind.LIMIT_LOW, Math::max),
                limit(metric, RuleKind.LIMIT_HIGH, Math::min),
                violated(metric, standing),
                base == null ? Double.NaN : value - base,
                last.device(),
                last.flags());
    }

    /** What the rules no longer hold is no number for people either, as under a cuff that hides newer ones. */
    private boolean isHeld(Metric metric, long now) {
        return !metric.continuous() || now - session.engine.panel().measuredMillis(metric) < HELD_MILLIS;
    }

    private static boolean mayShow(Display display) {
        return display == Display.LIVE || display == Display.QUESTIONABLE || display == Display.AGED;
    }

    private static boolean violated(Metric metric, List<AlarmView> standing) {
        return standing.stream()
                .anyMatch(view -> view.condition() != Condition.LATCHED
                        && (view.rule().metrics().contains(metric)
                                || view.rule().parts().stream().anyMatch(part -> part.metric() == metric))
                        && !Double.isNaN(view.limit()));
    }

    private double limit(Metric metric, RuleKind kind, java.util.function.DoubleBinaryOperator tighter) {
        double limit = Double.NaN;
        for (Rule rule : session.started().protocol().rules()) {
            if (rule.kind() == kind && rule.metrics().contains(metric) && rule.appliesIn(session.clocks.phase)) {
                double inForce = session.engine.panel().limitInForce(rule.id());
                limit = Double.isNaN(limit) ? inForce : tighter.applyAsDouble(limit, inForce);
            }
        }
        return limit;
    }
}
