package io.vigil.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people said and did about the patient, as far as it can be taken back: a change of phase, a dose, a confirmed
 * baseline, a moved limit, an assessment, an adverse event, a note. The last of them may be taken back by anybody who
 * may do it, within {@link #UNDO_MILLIS} of it, while the session is open; then the one before it is the last. All else
 * is undone by its own opposite (standby by resume, a device by binding it again, a patient by assigning again, a cuff
 * reading by abort) or never (acknowledgement, discharge). Part of the fold: one thread.
 */
final class Deeds {
    /** Ten minutes: a slip is noticed at once, and an hour-old dose is part of the record. */
    static final long UNDO_MILLIS = 600_000;

    /** Beyond any session; notes and events are refused then, a dose is not. */
    static final int MANY = 1_000;

    /** @param from the limit in force before a SetLimit, NaN otherwise */
    record Deed(long atMillis, String by, Action action, double from) {}

    final List<Deed> all = new ArrayList<>();

    static boolean takesPart(Action action) {
        return action instanceof Action.MovePhase
                || action instanceof Action.Dose
                || action instanceof Action.ConfirmBaseline
                || action instanceof Action.SetLimit
                || action instanceof Action.Assess
                || action instanceof Action.AdverseEvent
                || action instanceof Action.Note;
    }

    void add(Deed deed) {
        all.add(deed);
    }

    boolean many() {
        return all.size() >= MANY;
    }

    /** What an undo would take back now; empty when there is nothing, or it is too long ago. */
    Optional<Deed> last(long nowMillis) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Deed last = all.get(all.size() - 1);
        return nowMillis - last.atMillis() <= UNDO_MILLIS ? Optional.of(last) : Optional.empty();
    }

    Deed takeBack() {
        return all.remove(all.size() - 1);
    }

    List<Care.Dose> doses() {
        List<Care.Dose> doses = new ArrayList<>();
        for (Deed deed : all) {
            if (deed.action() instanceof Action.Dose dose) {
                doses.add(new Care.Dose(deed.atMillis(), deed.by(), dose));
            }
        }
        return List.copyOf(doses);
    }

    /** In order of their onset as told; each ended by a second one of its kind, or by an assessment that it has gone. */
    List<Care.Adverse> adverse() {
        List<Care.Adverse> events = new ArrayList<>();
        for (Deed deed : all) {
            if (deed.action() instanceof Action.AdverseEvent event) {
                told(events, event, deed.by());
            } else if (deed.action() instanceof Action.Assess found) {
                List<String> gone = found.resolved() == null ? List.of() : found.resolved();
                events.replaceAll(each ->
                        each.resolvedMillis() == 0 && gone.contains(each.kind()) ? each.ended(deed.atMillis()) : each);
            }
        }
        return List.copyOf(events);
    }

    private static void told(List<Care.Adverse> events, Action.AdverseEvent event, String by) {
        for (int at = events.size() - 1; at >= 0 && event.resolvedMillis() != 0; at--) {
            Care.Adverse open = events.get(at);
            if (open.kind().equals(event.kind())
                    && open.resolvedMillis() == 0
                    && open.onsetMillis() <= event.resolvedMillis()) {
                events.set(at, open.ended(event.resolvedMillis()));
                return;
            }
        }
        events.add(new Care.Adverse(
                event.kind(), event.onsetMillis(), event.resolvedMillis(), event.text(), event.moaas(), by));
    }
}
