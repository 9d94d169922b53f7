package io.vigil.cli.replay;

import io.vigil.alarm.AlarmEvent;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.session.Action;
import io.vigil.session.CuffOrder;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.Refusal;
import io.vigil.session.Session;
import io.vigil.session.Site;
import io.vigil.session.SiteAlarms;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A session as it is lived: devices that come and go, speak late and at odd milliseconds, a nurse who does a bit of
 * everything, and services that die and come back. Everything follows from the seed.
 */
final class LivedSession {
    static final long T0 = 1_780_000_000_123L;
    private static final List<String> DEVICES = List.of("ox-1", "belt-1", "cuff-1");

    final List<Input> inputs = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    private final Random random;
    private final Effects effects = new Effects();
    private final Session session;
    private double spo2 = 96;
    private double pulse = 75;
    private final boolean calm;
    private long now = T0;
    private long cuffStarted;

    /** Every other seed is a calm session, in which a cuff reading that is due comes late or never. */
    LivedSession(long seed, Protocol protocol, int seconds) {
        random = new Random(seed);
        calm = seed % 2 == 0;
        var started = new Happening.Started(
                "s" + seed,
                new Site("test", true, 60_000),
                new Patient("p1", "Test", "1980-02-03", null, ""),
                protocol,
                "1",
                70,
                "nurse",
                "k");
        inputs.add(new Input("s" + seed, 1, T0, started));
        session = new Session(inputs.get(0));
        DEVICES.forEach(device -> {
            if (chance(0.6)) {
                bind(device);
            }
        });
        long end = T0 + seconds * 1_000L;
        while (now < end) {
            now += random.nextInt(3) == 0 ? 0 : random.nextInt(700);
            session.advance(now, effects);
            keep();
            something();
        }
        if (chance(0.5)) {
            act(chance(0.8) ? new Action.Discharge("left") : new Action.Abort("by mistake"));
        }
    }

    static Protocol protocol(int index) {
        if (Protocols.read(Optional.empty()) instanceof Outcome.Read<List<Protocol>> read) {
            return read.value().get(index);
        }
        throw new AssertionError("the shipped protocols do not load");
    }

    private void something() {
        int what = random.nextInt(calm ? 3_000 : 100);
        if (calm && what >= 100) {
            what = 0;
        }
        if (what < 58) {
            oximeter();
        } else if (what < 60) {
            aside();
        } else if (what < 70) {
            take(new Happening.Measured("belt-1", measured(), "", List.of(value(Metric.HR, pulse + 30))));
        } else if (what < 76) {
            cuff();
        } else if (what < 78) {
            bind(one(DEVICES));
        } else if (what < 79) {
            take(new Happening.Unbound(one(DEVICES), "nurse"));
        } else if (what < 80) {
            long through = session.lastInstantMillis();
            now += random.nextInt(40_000);
            take(new Happening.Restarted(through));
        } else if (what < 90) {
            nurse();
        }
    }

    private void oximeter() {
        spo2 = Math.max(70, Math.min(100, spo2 + random.nextInt(7) - 3));
        pulse = Math.max(35, Math.min(160, pulse + random.nextInt(9) - 4));
        Reading first = value(Metric.SPO2, spo2);
        if (chance(0.02)) {
            String flag = one(List.of("clock-step", "second-client", "low-perfusion"));
            first = new Reading(Metric.SPO2, first.value(), first.quality(), List.of(flag));
        }
        take(new Happening.Measured("ox-1", measured(), "", List.of(first, value(Metric.PR, pulse))));
    }

    /** What is told of the site, of driven cuffs, and of what was asked in vain. */
    private void aside() {
        if (inputs.size() % 8 == 0) {
            take(new Happening.Corrected("cuff-1", cuffStarted, Map.of(Metric.SBP, 120.0), "nurse", now));
        }
        Optional<Happening.CuffStarted> due = session.cuff().due(now);
        Optional<Happening.CuffTold> overran = session.cuff().overran(now);
        take(
                switch (random.nextInt(6)) {
                    case 0 ->
                        new Happening.Technical(
                                one(List.of(SiteAlarms.UNWATCHED, SiteAlarms.UNDELIVERED, "tech.unheard.of")),
                                chance(0.5));
                    case 1 -> new Happening.Declined("nurse", "d" + now, "devices", "ox-9", Refusal.untimely("worn"));
                    case 2, 3 -> due.orElse(new Happening.CuffStarted("cuff-1", "schedule", chance(0.5)));
                    default ->
                        overran.orElse(new Happening.CuffTold(
                                "cuff-1",
                                chance(0.7) ? cuffStarted : now - 1,
                                one(List.of("accepted", "refused", "timed out", "not aborted")),
                                "the hose"));
                });
    }

    private void cuff() {
        double sbp = 70 + random.nextInt(150);
        List<Reading> readings = List.of(value(Metric.SBP, sbp), value(Metric.DBP, sbp * 0.6), value(Metric.PR, pulse));
        take(new Happening.Measured("cuff-1", measured(), "", readings));
    }

    private Reading value(Metric metric, double value) {
        Quality quality = chance(0.85) ? Quality.GOOD : one(List.of(Quality.values()));
        return quality == Quality.SENSOR_OFF
                ? Reading.none(metric, quality, List.of())
                : Reading.of(metric, Math.rint(value), quality);
    }

    private long measured() {
        return chance(0.9) ? now : now - random.nextInt(14_000);
    }

    private void nurse() {
        var protocol = session.started().protocol();
        var rule = one(protocol.rules());
        List<Action> actions = List.of(
                new Action.Acknowledge("*", 0),
                new Action.Acknowledge(rule.id(), 0),
                new Action.MovePhase(one(protocol.phases()).id()),
                new Action.ConfirmBaseline(Map.of(Metric.SBP, 110.0 + random.nextInt(20), Metric.DBP, 70.0)),
                new Action.Dose("ketamine", "iv", 35, "mg", chance(0.5) ? "start" : "stop", null, null, null),
                new Action.SetLimit(rule.id(), Double.isNaN(rule.boundLow()) ? 1 : rule.boundLow(), "why"),
                new Action.Undo("", "a slip"),
                new Action.Undo("", "a slip"),
                new Action.AdverseEvent("nausea", now, 0, ""),
                new Action.Assess(null, 5, null, List.of("sedation")),
                new Action.Reassign(new Patient("p2", "Other", "1970-01-01", null, ""), "wrong chair"),
                new Action.Cuff(chance(0.8) ? "allow" : "forbid", chance(0.5)),
                new Action.PauseAudio(60_000),
                new Action.Standby(random.nextInt(30_000)),
                new Action.Resume(),
                new Action.Cuff(chance(0.7) ? "start" : "abort", chance(0.7)),
                new Action.Note("note"));
        Action action = one(actions);
        if (chance(0.1)) {
            take(new Happening.Acted("nurse", "k" + inputs.size(), action, Double.NaN, Refusal.invalid("no")));
        } else {
            act(action);
        }
    }

    private void act(Action action) {
        double from = action instanceof Action.SetLimit set ? session.alarms().limitInForce(set.alarm()) : Double.NaN;
        // A request told twice under one key is done once.
        String key = chance(0.05) ? "k" : "k" + inputs.size();
        take(new Happening.Acted("nurse", key, action, from, null));
    }

    private void bind(String device) {
        List<String> offers = switch (device) {
            case "ox-1" -> List.of("spo2", "pr");
            case "belt-1" -> List.of("hr");
            default -> List.of("sbp", "dbp");
        };
        take(new Happening.Bound(device, offers, "nurse", "b" + inputs.size(), device.equals("cuff-1")));
    }

    private void take(Happening what) {
        if (session.isOpen()) {
            var input = new Input(session.id(), session.seq() + 1, session.admit(now), what);
            session.apply(input, effects);
            inputs.add(input);
            for (CuffOrder order : effects.orders()) {
                cuffStarted = order.start() ? order.startMillis() : cuffStarted;
            }
            keep();
        }
    }

    private void keep() {
        effects.events().forEach(event -> events.add(line(event)));
        effects.clear();
    }

    static String line(AlarmEvent event) {
        return event.atMillis() - T0 + " " + event.alarm() + " " + event.kind().wire() + " " + event.level();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
