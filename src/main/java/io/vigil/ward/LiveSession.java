package io.vigil.ward;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.SessionView;
import io.vigil.session.port.Journal;
import io.vigil.session.port.Outlet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A session while it runs: folds, then journals, then shows. Decision first, durability after. One thread, the ward's
 * loop.
 */
final class LiveSession {
    /** Half the five minutes asked for: a restart folds what came after, and at once is better than soon. */
    private static final long SNAPSHOT_EVERY_MILLIS = 150_000;

    private static final long SHOW_EVERY_MILLIS = 250;
    private static final long SECOND_MILLIS = 1000;

    final Session fold;
    private final Journal journal;
    private final List<Outlet> outlets;
    private final CuffHands hands;
    /** Keys whose inputs the fold has taken and the journal, as far as is known, has not. */
    private final Set<String> doubtful = new HashSet<>();

    private final Effects effects = new Effects();
    private volatile SessionView view;
    private boolean dirty;
    private long shownMillis;
    private long second;
    private String snapshotPhase;
    private long snapshotMillis;

    LiveSession(Session fold, Journal journal, List<Outlet> outlets, CuffHands hands) {
        this.fold = fold;
        this.hands = hands;
        this.journal = journal;
        this.outlets = outlets;
        this.view = fold.view(fold.lastInstantMillis());
        this.snapshotPhase = view.phase();
        this.snapshotMillis = fold.lastInstantMillis();
    }

    /** @param done as {@link Journal#append} */
    void take(Happening what, long arrivedMillis, Consumer<Boolean> done) {
        Journal.Entry entry = fold(what, arrivedMillis);
        journal.append(entry, hands.carryOut(this, effects.orders(), done));
        settle(entry.input().atMillis());
    }

    /**
     * Takes an input that may be one with those of other sessions. The caller journals it, and {@link #settle}s.
     */
    Journal.Entry fold(Happening what, long atMillis) {
        Input input = new Input(fold.id(), fold.seq() + 1, fold.admit(atMillis), what);
        fold.apply(input, effects);
        return new Journal.Entry(input, effects.events(), effects.charts());
    }

    Consumer<Boolean> carryOut(Consumer<Boolean> done) {
        return hands.carryOut(this, effects.orders(), done);
    }

    /** Whatever the cuffs are to do by themselves is an input of its own: it is on record before it is done. */
    void driveCuffs(long nowMillis) {
        fold.cuff().overran(nowMillis).ifPresent(told -> take(told, nowMillis, durable -> {}));
        fold.cuff().due(nowMillis).ifPresent(started -> take(started, nowMillis, durable -> {}));
    }

    void tick(long nowMillis) {
        fold.advance(nowMillis, effects);
        if (!effects.none()) {
            journal.note(fold.id(), nowMillis, effects.events(), effects.charts());
            settle(nowMillis);
        }
    }

    /** Shows events at once; mere values wait for {@link #show}, so that a screen gets at most four frames a second. */
    void settle(long nowMillis) {
        List<AlarmEvent> events = List.copyOf(effects.events());
        effects.clear();
        dirty = true;
        if (!events.isEmpty()) {
            show(nowMillis, events);
        }
    }

    /** @param key of the request, empty for the one that started the session; @param shed false when it is durable */
    void doubt(String key, boolean shed) {
        String asked = key.isEmpty() ? fold.started().key() : key;
        if (shed) {
            doubtful.add(asked);
        } else {
            doubtful.remove(asked);
        }
    }

    boolean isDoubtful(String key) {
        return doubtful.contains(key);
    }

    void touch() {
        dirty = true;
    }

    /**
     * True once in each second of this session's own time. Sessions begin at any moment, so what is done then is spread
     * over the second and no frame waits for a thousand sessions.
     */
    boolean secondPassed(long nowMillis) {
        long before = second;
        second = Math.floorDiv(nowMillis - fold.startMillis(), SECOND_MILLIS);
        return second != before;
    }

    void showIfChanged(long nowMillis) {
        boolean due = nowMillis - shownMillis >= SHOW_EVERY_MILLIS || nowMillis < shownMillis;
        if (dirty && due) {
            show(nowMillis, List.of());
        }
    }

    private void show(long nowMillis, List<AlarmEvent> events) {
        dirty = false;
        shownMillis = nowMillis;
        SessionView now = fold.view(nowMillis);
        view = now;
        remember(now);
        for (Outlet outlet : outlets) {
            outlet.changed(now, events);
        }
    }

    /** At each change of phase, and else so often that a restart has little to fold. A session that is over needs none. */
    private void remember(SessionView now) {
        boolean due = fold.lastInstantMillis() - snapshotMillis >= SNAPSHOT_EVERY_MILLIS
                || !now.phase().equals(snapshotPhase);
        if (due && now.open()) {
            snapshotPhase = now.phase();
            snapshotMillis = fold.lastInstantMillis();
            journal.snapshot(fold.snapshot());
        }
    }

    /** The state last shown; any thread. */
    SessionView view() {
        return view;
    }

    /** The state after the input just taken. */
    SessionView fresh(long nowMillis) {
        view = fold.view(nowMillis);
        return view;
    }
}
