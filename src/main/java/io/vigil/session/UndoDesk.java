package io.vigil.session;

import java.util.Optional;

/** What of a session may be taken back, and why not. Reads, never writes. One thread, the session's loop. */
public record UndoDesk(Session session) {
    /** True of what an undo takes back, the last of them first. */
    public static boolean takesPart(Action action) {
        return Deeds.takesPart(action);
    }

    /** What an undo would take back now, epoch ms. */
    public Optional<Care.Undoable> offered(long nowMillis) {
        return !session.open
                ? Optional.empty()
                : session.deeds
                        .last(nowMillis)
                        .map(deed -> new Care.Undoable(
                                deed.action().name(), deed.atMillis(), deed.by(), deed.atMillis() + Deeds.UNDO_MILLIS));
    }

    /** Why that cannot be taken back; empty where it can. */
    public Optional<String> refusal(long nowMillis) {
        return session.deeds.last(nowMillis).flatMap(new Acts(session)::stuck);
    }

    /** What an undo takes back, however long ago it was; empty when there is nothing. */
    public Optional<Happening.Acted> last() {
        return session.deeds.all.isEmpty()
                ? Optional.empty()
                : Optional.of(session.deeds.all.get(session.deeds.all.size() - 1))
                        .map(deed -> new Happening.Acted(deed.by(), "", deed.action(), deed.from(), null));
    }

    /** True when so much was noted that notes and events are refused. */
    public boolean full() {
        return session.deeds.many();
    }
}
