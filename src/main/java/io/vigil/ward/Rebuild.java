package io.vigil.ward;

import io.vigil.session.Effects;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal;
import java.util.List;
import java.util.Optional;

/**
 * A session folded from its journaled past without announcing anything: it was announced then. From the newest snapshot
 * that can be read on, otherwise from the first input.
 *
 * @param remark what a person should know of it
 */
record Rebuild(Session session, Optional<String> remark) {
    /** @param throughMillis the last instant that was evaluated before the service stopped */
    static Rebuild of(Journal.Past past, long throughMillis) {
        List<Snapshot> snapshots = past.snapshots();
        Optional<String> unread = Optional.empty();
        for (Snapshot snapshot : snapshots) {
            try {
                Session session = Session.resume(past.first(), snapshot);
                fold(session, past.after(snapshot.seq()), throughMillis);
                return new Rebuild(session, unread);
            } catch (RuntimeException unreadable) {
                unread = Optional.of("its last snapshot could not be used (" + unreadable.getMessage()
                        + "); it was folded from an earlier one");
            }
        }
        Session session = new Session(past.first());
        List<Input> inputs = past.after(past.first().seq());
        if (snapshots.isEmpty()) {
            fold(session, inputs, throughMillis);
            return new Rebuild(session, Optional.empty());
        }
        return anew(session, inputs, snapshots.get(0), throughMillis);
    }

    /** By a version that cannot read what another one kept: where they differ, what was recorded stands. */
    private static Rebuild anew(Session session, List<Input> inputs, Snapshot recorded, long throughMillis) {
        List<Input> before =
                inputs.stream().filter(input -> input.seq() <= recorded.seq()).toList();
        fold(session, before, recorded.atMillis());
        String remark = "its snapshots could not be read; it was folded from its first input";
        if (!session.alarms().marks().equals(recorded.alarms())) {
            session.alarms().stand(recorded.alarms());
            remark += ", which gave other alarms than were recorded: the recorded ones stand";
        }
        fold(session, inputs.subList(before.size(), inputs.size()), throughMillis);
        return new Rebuild(session, Optional.of(remark));
    }

    private static void fold(Session session, List<Input> inputs, long throughMillis) {
        Effects announcedThen = new Effects();
        for (Input input : inputs) {
            session.apply(input, announcedThen);
            announcedThen.clear();
        }
        session.advance(throughMillis, announcedThen);
    }
}
