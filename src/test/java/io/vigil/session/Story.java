package io.vigil.session;

import static io.vigil.session.Sessions.T0;

import io.vigil.alarm.AlarmEvent;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A session on a leaping clock, told as a story; seconds count from its start. Does what a ward does, without one. */
final class Story {
    final List<Input> journal = new ArrayList<>(List.of(Sessions.started("s1")));
    final Session session;
    final List<String> orders = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    private int keys;

    Story() {
        this(Sessions.started("s1"));
    }

    Story(Input first) {
        journal.set(0, first);
        session = new Session(first);
    }

    Story at(long second, Happening what) {
        until(second);
        take(T0 + second * 1000, what);
        return this;
    }

    /** The service is down from one second to the other. */
    Story down(long from, long to) {
        until(from);
        take(T0 + to * 1000, new Happening.Restarted(T0 + from * 1000));
        return this;
    }

    Story act(long second, String by, Action action) {
        return at(second, new Happening.Acted(by, "k" + ++keys, action));
    }

    Story act(long second, Action action) {
        return act(second, "nurse", action);
    }

    private void take(long atMillis, Happening what) {
        Effects effects = new Effects();
        Input input = new Input("s1", session.seq() + 1, session.admit(atMillis), what);
        journal.add(input);
        session.apply(input, effects);
        keep(effects, input.atMillis());
    }

    /** Second by second, with the cuff driven where the session asks for it. */
    Story until(long second) {
        for (long at = session.lastInstantMillis() / 1000 * 1000; at < T0 + second * 1000; at += 1000) {
            tick(at);
        }
        tick(T0 + second * 1000 - 1);
        return this;
    }

    private void tick(long atMillis) {
        Effects effects = new Effects();
        session.advance(atMillis, effects);
        keep(effects, atMillis);
        session.cuff().overran(atMillis).ifPresent(told -> take(atMillis, told));
        session.cuff().due(atMillis).ifPresent(started -> take(atMillis, started));
    }

    private void keep(Effects effects, long atMillis) {
        for (CuffOrder order : effects.orders()) {
            orders.add((atMillis - T0) / 1000 + " " + order.device() + (order.start() ? " start" : " abort"));
        }
        for (AlarmEvent event : effects.events()) {
            alarms.add((event.atMillis() - T0) / 1000 + " " + event.alarm() + " "
                    + event.kind().wire());
        }
    }

    Story cuffWorn(long second) {
        return at(second, new Happening.Bound("cuff-1", List.of("sbp", "dbp", "map"), "nurse", "", true));
    }

    Story pressure(long second, double sbp, double dbp) {
        return at(second, Sessions.cuff(T0 + second * 1000, sbp, dbp, Math.rint(dbp + (sbp - dbp) / 3), 70));
    }

    Story failed(long second) {
        return at(
                second,
                new Happening.Measured(
                        "cuff-1",
                        T0 + second * 1000,
                        "",
                        List.of(Reading.none(Metric.SBP, Quality.INVALID, List.of()))));
    }

    Story spo2(long from, long to, double value) {
        for (long second = from; second <= to; second++) {
            at(second, Sessions.oximeter(T0 + second * 1000, value, 72));
        }
        return this;
    }

    Story dose(long second, String event) {
        return act(second, new Action.Dose("ketamine", "iv", 35, "mg", event, null, "L1", "checked"));
    }

    Care care() {
        return session.view(session.lastInstantMillis()).care();
    }

    Map<Metric, Double> baseline() {
        return session.view(session.lastInstantMillis()).baseline();
    }

    String phase() {
        return session.view(session.lastInstantMillis()).phase();
    }

    /** The same inputs folded again, as a restart does, up to the same instant. */
    Session again() {
        Session again = new Session(journal.get(0));
        Effects ignored = new Effects();
        for (Input input : journal.subList(1, journal.size())) {
            again.apply(input, ignored);
        }
        again.advance(session.lastInstantMillis(), ignored);
        return again;
    }
}
