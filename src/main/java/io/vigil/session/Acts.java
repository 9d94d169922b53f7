package io.vigil.session;

import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Condition;
import io.vigil.vital.Metric;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do, once it is admitted: on the record first, then on the alarms. Part of the fold: pure, one thread. */
record Acts(Session session) {
    void take(Happening.Acted acted, long now, Effects out) {
        Action action =
                acted.action() instanceof Action.MovePhase move ? new Action.MovePhase(move.phase()) : acted.action();
        if (Deeds.takesPart(action)) {
            Deeds.Deed deed = new Deeds.Deed(now, acted.by(), action, acted.from());
            session.deeds.add(deed);
            record(deed);
            alarms(action, now);
        } else if (action instanceof Action.Undo) {
            undo(now);
        } else if (action instanceof Action.Reassign other) {
            session.charting.reassign(other.patient());
        } else if (action instanceof Action.Cuff cuff) {
            cuff(cuff, acted.by(), now, out);
        } else {
            monitoring(acted.by(), action, now, out);
        }
    }

    private void monitoring(String by, Action action, long now, Effects out) {
        if (action instanceof Action.Acknowledge ack) {
            acknowledge(by, ack.alarm(), now, out);
        } else if (action instanceof Action.PauseAudio pause) {
            session.engine.audioPause(pause.durationMillis(), now);
        } else if (action instanceof Action.Standby standby) {
            session.engine.standby(standby.durationMillis(), now, out);
        } else if (action instanceof Action.Resume) {
            session.engine.resume(now);
        } else if (action instanceof Action.Discharge || action instanceof Action.Abort) {
            if (!session.cuffs.measuring.isEmpty()) {
                session.cuffs.abort(out);
            }
            session.charting.finish(now, out);
            new Account(session).ended(now, action instanceof Action.Abort, out);
            session.open = false;
        }
    }

    /** What the record says from now on. Also tells the past again when something is taken back. */
    private void record(Deeds.Deed deed) {
        Action action = deed.action();
        if (action instanceof Action.MovePhase move) {
            session.clocks.phase(move.phase(), deed.atMillis());
        } else if (action instanceof Action.ConfirmBaseline confirmed) {
            session.baseline.putAll(confirmed.values());
        } else if (action instanceof Action.Dose dose) {
            session.clocks.dose(dose.event(), deed.atMillis());
            if (!dose.event().equals("stop")) {
                session.assessed = session.assessed.dosed();
            }
        } else if (action instanceof Action.Assess next) {
            session.assessed = session.assessed.then(next);
        } else if (action instanceof Action.AdverseEvent event && event.resolvedMillis() == 0) {
            session.assessed = session.assessed.without(event.kind());
        }
    }

    private void alarms(Action action, long now) {
        if (action instanceof Action.MovePhase move) {
            session.engine.phase(move.phase(), now);
        } else if (action instanceof Action.ConfirmBaseline confirmed) {
            session.engine.baseline(confirmed.values());
        } else if (action instanceof Action.Dose dose && !dose.event().equals("stop")) {
            session.engine.dose(now);
            session.proposal.end();
        } else if (action instanceof Action.SetLimit set) {
            session.engine.setLimit(set.alarm(), set.limit(), now);
        }
    }

    /** The record is told again without the last deed; the alarms are set to what it says then. */
    private void undo(long now) {
        if (session.deeds.all.isEmpty()) {
            return;
        }
        Deeds.Deed undone = session.deeds.takeBack();
        session.clocks.begin(session.started().protocol().first().id());
        session.baseline.clear();
        session.assessed = Action.Assess.NOTHING;
        session.deeds.all.forEach(this::record);
        Action action = undone.action();
        if (action instanceof Action.MovePhase) {
            session.engine.phase(session.clocks.phase, session.clocks.phaseSinceMillis);
        } else if (action instanceof Action.ConfirmBaseline confirmed) {
            Map<Metric, Double> before = new EnumMap<>(Metric.class);
            confirmed
                    .values()
                    .keySet()
                    .forEach(metric -> before.put(metric, session.baseline.getOrDefault(metric, Double.NaN)));
            session.engine.baseline(before);
        } else if (action instanceof Action.Dose) {
            dose(session.clocks.firstDoseMillis);
        } else if (action instanceof Action.SetLimit set) {
            session.engine.setLimit(set.alarm(), undone.from(), now);
        }
    }

    private void dose(long firstMillis) {
        if (firstMillis == 0) {
            session.engine.noDose();
        } else {
            session.engine.doseWas(firstMillis);
        }
    }

    private void acknowledge(String by, String alarm, long now, Effects out) {
        List<AlarmView> standing = session.engine.panel().standing();
        for (AlarmView view : standing) {
            // Whoever presses after the first has acknowledged nothing.
            boolean open = view.condition() != Condition.ACKED;
            if (open && (alarm.equals("*") || alarm.equals(view.rule().id()))) {
                session.acknowledgedBy.put(view.rule().id(), by);
            }
        }
        if (alarm.equals("*")) {
            session.engine.acknowledgeAll(now, out);
        } else {
            session.engine.acknowledge(alarm, now, out);
        }
    }

    private void cuff(Action.Cuff cuff, String by, long now, Effects out) {
        switch (cuff.action()) {
            case "start" -> start(session.cuffs.device(), "nurse", by, cuff.sameLimb(), now, out);
            case "allow" -> session.cuffs.allow(cuff.sameLimb());
            case "forbid" -> session.cuffs.forbid(CuffControl.NOT_ALLOWED);
            default -> {
                session.cuffs.abort(out);
                session.engine.nibpEnd(now);
            }
        }
    }

    /** @param device empty where the nurse has pressed the button of a cuff that Vigil cannot start */
    void start(String device, String why, String by, boolean sameLimb, long now, Effects out) {
        session.cuffStartedMillis = now;
        session.engine.nibpStart(sameLimb, now);
        if (!device.isEmpty()) {
            session.cuffs.started(device, why, by, now, out);
        }
    }

    void told(Happening.CuffTold told, long now, Effects out) {
        if (session.cuffs.told(told, out)) {
            session.engine.nibpEnd(now);
            session.recheck.failed(session.engine, now, out);
        }
    }

    /** Why what may be taken back cannot be; empty where it can. */
    Optional<String> stuck(Deeds.Deed deed) {
        return deed.action() instanceof Action.SetLimit set
                        && session.alarms()
                                .rule(set.alarm())
                                .map(rule -> !rule.limitByPhase().isEmpty())
                                .orElse(true)
                ? Optional.of("The limit of " + set.alarm() + " differs by phase; set the limit you want")
                : Optional.empty();
    }
}
