package io.vigil.web;

import io.vertx.core.Vertx;
import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Condition;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.alarm.Sound;
import io.vigil.session.Care;
import io.vigil.session.Patient;
import io.vigil.session.SessionView;
import io.vigil.session.Site;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Waveform;
import io.vigil.alarm.Display;
import io.vigil.web.live.LiveHub;
import io.vigil.web.live.LiveLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The real server and hub with sixteen made-up sessions whose numbers change each second and whose pleth comes at 75 Hz. */
final class FullWard implements AutoCloseable {
    static final int CHAIRS = 16;
    private static final Rule RULE = Rule.named("spo2.low.crit", RuleKind.LIMIT_LOW, Priority.HIGH)
            .on(Metric.SPO2)
            .limit(88)
            .build();
    private static final int SAMPLES = 19;

    final LiveHub hub;
    final WebServer server;
    private final Clock clock = Clock.system();
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong revision = new AtomicLong(1);
    private long sample;

    FullWard() throws Exception {
        hub = new LiveHub(new Site("site", true), "epoch-1", clock::wallMillis, clock, LiveLimits.DEFAULT);
        Probes probes = new Probes(
                () -> new Probes.Health(true, "{}"), () -> new Probes.Health(true, "{}"), () -> "", () -> "{}", () -> "{}");
        server = new WebServer(
                vertx,
                WebOptions.plain("127.0.0.1", 0),
                empty().ports(),
                hub,
                LiveLimits.DEFAULT,
                probes,
                clock,
                clock::wallMillis,
                List.of());
        server.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static FakePorts empty() {
        FakePorts rooms = new FakePorts();
        rooms.sessions = List.of();
        return rooms;
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    /** One value of each chair, as an oximeter gives it each second. */
    void second() {
        for (int chair = 1; chair <= CHAIRS; chair++) {
            hub.changed(calm(chair, 95 + (int) (revision.get() % 4)), List.of());
        }
    }

    /** A quarter second of pleth of each chair. */
    void quarter() {
        List<Integer> samples = new ArrayList<>();
        for (long n = sample; n < sample + SAMPLES; n++) {
            double beat = (n % 60) / 60.0;
            samples.add((int) (2000 + 1500 * Math.exp(-Math.pow((beat - 0.25) * 8, 2))));
        }
        sample += SAMPLES;
        for (int chair = 1; chair <= CHAIRS; chair++) {
            hub.wave("w" + chair, new Waveform("ox-" + chair, "pleth", 75, clock.wallMillis(), samples));
        }
    }

    /** Decides a high alarm of one chair and hands it to the hub. @return when, epoch ms with its fraction */
    double alarm(int chair, int occurrence, int spo2) {
        long now = clock.wallMillis();
        AlarmView standing = new AlarmView(RULE, Condition.ACTIVE, occurrence, now, now, spo2, 88, 0);
        AlarmEvent raised = new AlarmEvent(
                RULE.id(), AlarmEvent.Kind.RAISED, Priority.HIGH, occurrence, 0, occurrence, now, spo2, 88);
        SessionView view = view(chair, spo2, List.of(standing), Sound.HIGH);
        java.time.Instant at = java.time.Clock.systemUTC().instant();
        hub.changed(view, List.of(raised));
        return at.getEpochSecond() * 1000.0 + at.getNano() / 1e6;
    }

    SessionView calm(int chair, int spo2) {
        return view(chair, spo2, List.of(), Sound.NONE);
    }

    private SessionView view(int chair, int spo2, List<AlarmView> alarms, Sound sound) {
        long now = clock.wallMillis();
        return new SessionView(
                "w" + chair,
                revision.incrementAndGet(),
                now,
                true,
                new Patient("p" + chair, "A. B.", "1980-02-03", null, "Patient/" + chair),
                String.valueOf(chair),
                "iv-40min",
                "IV 40 min",
                "dosing",
                List.of("baseline", "dosing", "observation"),
                now - 600_000,
                now - 60_000,
                now - 60_000,
                now + 120_000,
                0,
                70,
                Map.of(Metric.SPO2, 98.5),
                List.of(value(Metric.SPO2, spo2, now), value(Metric.PR, 60 + spo2 % 20, now)),
                alarms,
                Map.of(),
                sound,
                0,
                0,
                List.of("ox-1"),
                true,
                List.of(),
                new SessionView.Leaving(List.of(), new SessionView.Assessment(null, null, false, List.of())),
                Care.NONE);
    }

    private static SessionView.Value value(Metric metric, double value, long now) {
        return new SessionView.Value(
                metric, Display.LIVE, value, Quality.GOOD, now, 92, Double.NaN, false, -1, "ox-1", List.of());
    }

    @Override
    public void close() throws Exception {
        server.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
