package io.vigil.cli.service;

import io.vigil.alarm.AlarmEvent;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffPort;
import io.vigil.device.CuffRequest;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.SessionView;
import io.vigil.session.Site;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.LoopProbe;
import io.vigil.session.port.Outlet;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import io.vigil.ward.KnownDevice;
import io.vigil.ward.Parts;
import io.vigil.ward.Ward;
import io.vigil.web.live.LiveHub;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.signin.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * How long a frame waits for its alarm decision while many sessions run: the service's own loop, ward, live hub and
 * store (journal on the disk of the folder given), an oximeter a session each second and a cuff each five minutes,
 * evenly spread; every hundredth patient desaturates for 25 of each 40 seconds. The floor is an equal loop with
 * nothing else to do, handed an empty task beside every frame in the same run. Arguments: a folder, sessions, seconds.
 * Not a test.
 */
final class WardLoad {
    private static final Clock CLOCK = Clock.system();
    private static final long SECOND = 1_000_000_000L;
    private static final int WARM_UP_SECONDS = 20;
    private static final int CUFF_EVERY_SECONDS = 300;
    private static final Site SITE = new Site("load", true);

    private final int count;
    private final Spans decided = new Spans();
    private final Spans floor = new Spans();
    private final AtomicLong raised = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    private WardLoad(int count) {
        this.count = count;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "ward");
        new WardLoad(Integer.parseInt(args[1])).run(folder, Integer.parseInt(args[2]));
    }

    private void run(Path folder, int seconds) throws Exception {
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, CLOCK);
                Loop loop = new Loop();
                Loop idle = new Loop()) {
            LiveHub hub = new LiveHub(SITE, Secrets.fresh(), CLOCK::wallMillis, CLOCK, LiveLimits.DEFAULT);
            Outlet counting = (SessionView view, List<AlarmEvent> events) -> raised.addAndGet(events.size());
            Ward ward = new Ward(new Parts(
                    SITE,
                    CLOCK,
                    loop,
                    store.journal(),
                    List.of(hub, counting),
                    protocols(),
                    devices(),
                    decided,
                    new SessionIds(CLOCK),
                    new NoCuffs()));
            loop.tick(ward::tick);
            open(ward);
            feed(ward, idle, WARM_UP_SECONDS);
            loop.call(decided::forget);
            idle.call(floor::forget);
            feed(ward, idle, seconds);
            say("floor, an empty task on an idle loop", idle.call(floor::copy));
            say("frame to decision, " + count + " sessions", loop.call(decided::copy));
            System.out.printf("alarm events %d, frames shed or not durable %d%n", raised.get(), lost.get());
        }
    }

    private void open(Ward ward) {
        List<CompletionStage<Inputs.Answer>> answers = new ArrayList<>();
        for (int chair = 0; chair < count; chair++) {
            Patient patient = new Patient("p" + chair, "Load " + chair, "1980-02-03", null, "Patient/" + chair);
            answers.add(ward.desk()
                    .start(new Inputs.Start(
                            patient,
                            "iv-40min",
                            "" + chair,
                            List.of("ox-" + chair, "cuff-" + chair),
                            70,
                            "load",
                            "k" + chair)));
            // Sessions begin whenever people come, so their ticks are not all at one moment.
            LockSupport.parkNanos(SECOND / count);
        }
        answers.stream().map(answer -> answer.toCompletableFuture().join()).forEach(answer -> {
            if (answer.status() != Inputs.Status.DONE) {
                throw new IllegalStateException(answer.detail());
            }
        });
    }

    /** Each session's frame at its own moment of each second. */
    private void feed(Ward ward, Loop idle, int seconds) {
        long start = CLOCK.nanos();
        for (long sent = 0; sent < (long) seconds * count; sent++) {
            long due = start + sent * SECOND / count;
            while (CLOCK.nanos() < due) {
                LockSupport.parkNanos(due - CLOCK.nanos());
            }
            int chair = (int) (sent % count);
            int second = (int) (sent / count);
            long handed = CLOCK.nanos();
            idle.execute(() -> floor.decided(CLOCK.nanos() - handed));
            ward.frame(frame("ox-" + chair, oximeter(chair, second)), this::answered);
            if ((second + chair) % CUFF_EVERY_SECONDS == 0) {
                ward.frame(frame("cuff-" + chair, CUFF), this::answered);
            }
        }
    }

    private static final List<Reading> CUFF = List.of(
            Reading.of(Metric.SBP, 124, Quality.GOOD),
            Reading.of(Metric.DBP, 78, Quality.GOOD),
            Reading.of(Metric.MAP, 93, Quality.GOOD));

    private static List<Reading> oximeter(int chair, int second) {
        boolean low = chair % 100 == 0 && second % 40 >= 15;
        return List.of(
                Reading.of(Metric.SPO2, low ? 84 : 96 + second % 3, Quality.GOOD),
                Reading.of(Metric.PR, 70 + (chair + second) % 8, Quality.GOOD));
    }

    private static Frame frame(String device, List<Reading> readings) {
        long now = CLOCK.wallMillis();
        return new Frame(device, now, now, CLOCK.nanos(), "", readings);
    }

    private void answered(boolean durable) {
        if (!durable) {
            lost.incrementAndGet();
        }
    }

    private Map<String, KnownDevice> devices() {
        Map<String, KnownDevice> known = new HashMap<>();
        for (int chair = 0; chair < count; chair++) {
            known.put("ox-" + chair, device("ox-" + chair, "spo2", "pr"));
            known.put("cuff-" + chair, device("cuff-" + chair, "sbp", "dbp", "map"));
        }
        return known;
    }

    private static KnownDevice device(String id, String... offers) {
        return new KnownDevice(id, "vigil-json", "mqtt", "", List.of(offers));
    }

    private static Map<String, Protocol> protocols() {
        if (Protocols.read(Optional.empty()) instanceof Outcome.Read<List<Protocol>> read) {
            return read.value().stream().collect(Collectors.toMap(Protocol::id, Function.identity()));
        }
        throw new IllegalStateException("the shipped protocols do not load");
    }

    private static void say(String what, Histogram spans) {
        System.out.printf(
                "%-42s n %,d  p50 %.3f  p99 %.3f  p99.9 %.3f  max %.1f ms%n",
                what,
                spans.getTotalCount(),
                spans.getValueAtPercentile(50) / 1e6,
                spans.getValueAtPercentile(99) / 1e6,
                spans.getValueAtPercentile(99.9) / 1e6,
                spans.getMaxValue() / 1e6);
    }

    /** Owned by one loop. */
    private static final class Spans implements LoopProbe {
        private final Histogram nanos = new Histogram(60 * SECOND, 3);

        @Override
        public void decided(long span) {
            nanos.recordValue(span);
        }

        @Override
        public void shed() {}

        Histogram copy() {
            return nanos.copy();
        }

        boolean forget() {
            nanos.reset();
            return true;
        }
    }

    private static final class NoCuffs implements CuffPort {
        @Override
        public boolean startable(String device) {
            return false;
        }

        @Override
        public void ask(String device, CuffRequest request, Consumer<CuffAnswer> answer) {
            answer.accept(new CuffAnswer.Refused("no cuff here"));
        }
    }
}
