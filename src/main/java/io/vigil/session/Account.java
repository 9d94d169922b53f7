package io.vigil.session;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Condition;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * What a site may want in the EHR beside measured values, told once it is whole: an alarm when it is over, doses and the
 * session itself at the session's end, when nothing of it can be taken back any more. Part of the fold: pure, one thread.
 */
record Account(Session session, AlarmMoments moments) {
    Account(Session session) {
        this(session, new AlarmMoments(session));
    }

    void over(AlarmEvent event, Effects out) {
        if (event.kind() == AlarmEvent.Kind.CLEARED) {
            session.engine.panel().last(event.alarm()).ifPresent(alarm -> tell(alarm, event.atMillis(), out));
        }
    }

    /** @param stopped broken off, without the discharge gate */
    void ended(long nowMillis, boolean stopped, Effects out) {
        for (AlarmView alarm : session.engine.panel().standing()) {
            // The condition of a latched one has ended; it only waited for somebody to look.
            tell(alarm, alarm.condition() == Condition.LATCHED ? alarm.changedMillis() : 0, out);
        }
        int number = 0;
        for (ChartFact.Given dose : doses()) {
            session.charting.tell(Kind.DOSE, dose.drug(), dose.fromMillis(), ++number, dose, out);
        }
        List<String> devices =
                session.worn.stream().map(Worn::device).distinct().sorted().toList();
        String protocol = session.started().protocol().title();
        var stay = new ChartFact.Stay(protocol, session.startMillis(), nowMillis, stopped, devices);
        session.charting.tell(Kind.SESSION, "session", session.startMillis(), 1, stay, out);
    }

    private void tell(AlarmView alarm, long toMillis, Effects out) {
        if (!moments.isAboutPatient(alarm.rule())) {
            return;
        }
        String id = alarm.rule().id();
        List<Metric> metrics = alarm.rule().metrics();
        long acknowledged = session.engine.panel().acknowledgedMillis(id);
        var fact = new ChartFact.Alarmed(
                id,
                alarm.rule().priority().wire(),
                metrics.isEmpty() ? "" : metrics.get(0).wire(),
                alarm.worst(),
                alarm.limit(),
                alarm.sinceMillis(),
                toMillis,
                acknowledged == 0 ? "" : session.acknowledgedBy.getOrDefault(id, ""),
                acknowledged);
        session.charting.tell(Kind.ISSUE, id, alarm.sinceMillis(), alarm.occurrence(), fact, out);
    }

    /** A stop ends the last start of its drug that has no end yet. */
    private List<ChartFact.Given> doses() {
        List<ChartFact.Given> given = new ArrayList<>();
        for (Care.Dose told : session.deeds.doses()) {
            if (!told.dose().event().equals("stop")) {
                given.add(given(told, told.dose().event().equals("start") ? 0 : told.atMillis()));
                continue;
            }
            for (int at = given.size() - 1; at >= 0; at--) {
                ChartFact.Given open = given.get(at);
                if (open.toMillis() == 0 && open.drug().equals(told.dose().drug())) {
                    given.set(at, ended(open, told.atMillis()));
                    break;
                }
            }
        }
        return given;
    }

    private ChartFact.Given given(Care.Dose told, long toMillis) {
        Action.Dose dose = told.dose();
        return new ChartFact.Given(
                dose.drug(),
                dose.route(),
                dose.amount(),
                dose.unit(),
                dose.rate(),
                dose.lot(),
                told.atMillis(),
                toMillis,
                told.by(),
                session.charting.sessionKey(session.startMillis()));
    }

    private static ChartFact.Given ended(ChartFact.Given open, long toMillis) {
        return new ChartFact.Given(
                open.drug(),
                open.route(),
                open.amount(),
                open.unit(),
                open.rate(),
                open.lot(),
                open.fromMillis(),
                toMillis,
                open.by(),
                open.within());
    }
}
