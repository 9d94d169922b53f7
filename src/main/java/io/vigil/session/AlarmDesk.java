package io.vigil.session;

import io.vigil.alarm.AlarmMark;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a session's alarms say at a moment. One thread, the session's loop. */
public record AlarmDesk(Session session) {
    public boolean has(String alarm) {
        return session.engine.panel().has(alarm);
    }

    public Optional<AlarmView> standing(String alarm) {
        return session.engine.panel().standing().stream()
                .filter(view -> view.rule().id().equals(alarm))
                .findFirst();
    }

    /** True where a standby would be refused: a high alarm stands. */
    public boolean highStands() {
        return session.engine.panel().standing().stream()
                .anyMatch(view -> view.rule().priority() == Priority.HIGH);
    }

    /** The present or the last occurrence of an alarm, from 1; 0 when it was never raised. */
    public int occurrence(String alarm) {
        return session.engine.panel().occurrence(alarm);
    }

    /** Of the protocol; empty for the session's own. */
    public Optional<Rule> rule(String alarm) {
        return session.started().protocol().rules().stream()
                .filter(rule -> rule.id().equals(alarm))
                .findFirst();
    }

    /**
     * Rules of the session itself, beside its protocol's: the reminder to repeat a cuff reading, and those of no metric,
     * which hold for as long as they {@link #runs run}.
     */
    public List<Rule> ownRules() {
        List<Rule> own = new ArrayList<>(session.recheck.rules());
        own.addAll(session.linkAlarms.rules());
        own.addAll(session.siteAlarms.rules());
        return own;
    }

    /** Whether a rule counts now, whatever its phase. */
    public boolean runs(String alarm) {
        return session.engine.panel().enabled(alarm);
    }

    /** In the metric's unit; NaN where the rule has none. */
    public double limitInForce(String alarm) {
        return session.engine.panel().limitInForce(alarm);
    }

    /** False where such an input would change nothing. @param alarm one of {@link SiteAlarms} */
    public boolean tells(String alarm) {
        return session.siteAlarms.knows(alarm);
    }

    /** True from the input that says so to the one that says it is over. @param alarm one of {@link SiteAlarms} */
    public boolean holds(String alarm) {
        return session.siteAlarms.holds(alarm, session.engine);
    }

    /** Why a dose should wait, in words; empty when nothing holds it. Only the pre-dose rules of the protocol hold. */
    public Optional<String> preDoseHold() {
        return session.engine.panel().standing().stream()
                .filter(view -> view.rule().id().startsWith("predose."))
                .map(AlarmDesk::inWords)
                .findFirst();
    }

    /** {@code sbp 150 (limit 140)}; a combined rule has neither value nor limit, and is named. */
    private static String inWords(AlarmView view) {
        if (view.rule().metrics().isEmpty() || Double.isNaN(view.worst())) {
            return view.rule().id();
        }
        String limit = Double.isNaN(view.limit()) ? "" : " (limit " + Words.number(view.limit()) + ")";
        return view.rule().metrics().get(0).wire() + " " + Words.number(view.worst()) + limit;
    }

    /** Where each alarm stands. */
    public List<AlarmMark> marks() {
        return session.engine.marks();
    }

    /** What an earlier version recorded stands, whatever this one made of the same inputs. */
    public void stand(List<AlarmMark> recorded) {
        session.engine.stand(recorded);
    }
}
