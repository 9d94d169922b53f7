package io.vigil.ward;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Worn;
import io.vigil.session.port.Journal;
import io.vigil.time.AnchoredClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The sessions that run, who wears what, and the time they all share. Changed on the ward's loop alone; the sessions'
 * published views may be read from any thread.
 */
final class Floor {
    /** A closed session stays on the screens' list this long. */
    private static final long CLOSED_KEPT_MILLIS = 3_600_000;

    final Parts parts;
    final Roster roster;
    final Bindings bindings = new Bindings();
    private final CuffHands hands;
    private final Map<String, LiveSession> sessions = new ConcurrentSkipListMap<>();
    private volatile AnchoredClock clock;

    Floor(Parts parts) {
        this.parts = parts;
        this.roster = new Roster(parts.devices());
        this.clock = new AnchoredClock(parts.clock(), 0);
        this.hands = new CuffHands(parts.cuffs(), parts.loop(), this::nowMillis);
    }

    Collection<LiveSession> sessions() {
        return sessions.values();
    }

    Optional<LiveSession> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    long nowMillis() {
        return clock.nowMillis();
    }

    long millisAt(long nanos) {
        return clock.millisAt(nanos);
    }

    /** @param notBeforeMillis the last instant any session has seen */
    void anchor(long notBeforeMillis) {
        clock = new AnchoredClock(parts.clock(), notBeforeMillis);
    }

    LiveSession open(Happening.Started started, Consumer<Boolean> done) {
        if (sessions.values().stream().noneMatch(each -> each.fold.isOpen())) {
            // Nobody is watched, so taking the wall clock's word afresh moves no deadline.
            anchor(nowMillis());
        }
        Input first = new Input(started.session(), 1, nowMillis(), started);
        LiveSession session = new LiveSession(new Session(first), parts.journal(), parts.outlets(), hands);
        sessions.put(started.session(), session);
        parts.journal().append(new Journal.Entry(first, List.of(), List.of()), done);
        session.touch();
        return session;
    }

    /** A session rebuilt from the journal goes on. */
    void resume(Session fold) {
        sessions.put(fold.id(), new LiveSession(fold, parts.journal(), parts.outlets(), hands));
    }

    /** Who wore what, of all sessions together, in the order in which it happened: a device goes from one to another. */
    void wornBefore() {
        record Step(String session, Happening what, long atMillis) {}
        List<Step> steps = new ArrayList<>();
        for (LiveSession session : sessions.values()) {
            String id = session.fold.id();
            session.fold.offers().forEach((device, metrics) -> metrics.forEach(each -> roster.offers(device, each)));
            for (Worn worn : session.fold.worn()) {
                steps.add(new Step(id, new Happening.Bound(worn.device(), List.of(), ""), worn.fromMillis()));
                if (worn.toMillis() != Long.MAX_VALUE) {
                    steps.add(new Step(id, new Happening.Unbound(worn.device(), ""), worn.toMillis()));
                }
            }
        }
        steps.sort(
                Comparator.comparingLong(Step::atMillis).thenComparing(step -> step.what() instanceof Happening.Bound));
        steps.forEach(step -> worn(step.session(), step.what(), step.atMillis()));
    }

    /** @param key of the request whose last input this is, empty for the others */
    Step bound(LiveSession session, String device, String by, String key) {
        List<String> offers = roster.find(device).map(KnownDevice::offers).orElse(List.of());
        return new Step(
                session,
                new Happening.Bound(device, offers, by, key, parts.cuffs().startable(device)));
    }

    /** One input of one session, to be taken with others as one. */
    record Step(LiveSession session, Happening what) {}

    /** Takes the steps in one instant and one transaction: a device goes from one patient to the next, or stays. */
    void takeTogether(List<Step> steps, Consumer<Boolean> done) {
        long at = nowMillis();
        for (Step step : steps) {
            at = Math.max(at, step.session().fold.admit(at));
        }
        List<Journal.Entry> entries = new ArrayList<>();
        Consumer<Boolean> whenDurable = done;
        for (Step step : steps) {
            entries.add(step.session().fold(step.what(), at));
            whenDurable = step.session().carryOut(whenDurable);
            worn(step.session().fold.id(), step.what(), at);
            step.session().settle(at);
        }
        parts.journal().appendTogether(entries, whenDurable);
    }

    void take(LiveSession session, Happening what, Consumer<Boolean> done) {
        session.take(what, nowMillis(), done);
        worn(session.fold.id(), what, session.fold.lastInstantMillis());
    }

    private void worn(String session, Happening what, long atMillis) {
        if (what instanceof Happening.Bound bound) {
            bindings.bind(bound.device(), session, atMillis);
            roster.worn(bound.device(), session);
        } else if (what instanceof Happening.Unbound unbound) {
            bindings.unbind(unbound.device(), session, atMillis);
            roster.free(unbound.device());
        }
    }

    void forgetLongClosed(long nowMillis) {
        sessions.values()
                .removeIf(
                        each -> !each.fold.isOpen() && nowMillis - each.fold.lastInstantMillis() > CLOSED_KEPT_MILLIS);
    }
}
