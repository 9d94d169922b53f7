package io.vigil.ward;

import static io.vigil.session.Sessions.T0;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.SessionView;
import io.vigil.session.Sessions;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Journal;
import io.vigil.session.port.LoopProbe;
import io.vigil.time.LeapingClock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A ward on a leaping clock with two oximeters and two cuffs that can be started. */
final class House {
    final LeapingClock clock = new LeapingClock(T0);
    final MemoryJournal journal = new MemoryJournal();
    final FakeCuffs cuffs = new FakeCuffs();
    final List<AlarmEvent> events = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private int keys;
    Ward ward = ward();

    private Ward ward() {
        return new Ward(new Parts(
                Sessions.SITE,
                clock,
                Runnable::run,
                journal,
                List.of((session, news) -> events.addAll(news)),
                Map.of("small", Sessions.protocol()),
                Map.of(
                        "ox-1", device("ox-1", "spo2", "pr"),
                        "ox-2", device("ox-2", "spo2", "pr"),
                        "cuff-1", device("cuff-1", "sbp", "dbp", "map"),
                        "cuff-2", device("cuff-2", "sbp", "dbp", "map")),
                LoopProbe.NONE,
                () -> "s" + ids.incrementAndGet(),
                cuffs));
    }

    private static KnownDevice device(String id, String... offers) {
        return new KnownDevice(id, "vigil-json", "mqtt", "1", List.of(offers));
    }

    Answer start(String chair, String... devices) {
        return settled(asked(chair, "k" + ++keys, devices));
    }

    CompletionStage<Answer> asked(String chair, String key, String... devices) {
        return ward.desk()
                .start(new Inputs.Start(
                        Sessions.patient("p" + chair), "small", chair, List.of(devices), 70, "nurse", key));
    }

    Answer act(String session, Action action) {
        return act(session, "k" + ++keys, action);
    }

    Answer act(String session, String key, Action action) {
        return settled(ward.desk().act(session, "nurse", key, action));
    }

    Answer rebind(String session, List<String> bind, List<String> unbind, boolean handOver) {
        return settled(ward.desk().rebind(session, bind, unbind, handOver, "nurse", "k" + ++keys));
    }

    Answer settled(CompletionStage<Answer> answer) {
        journal.commit();
        return answer.toCompletableFuture().join();
    }

    /** Time passes in whole seconds, each ticked and committed. */
    void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.leap(1000);
            ward.tick();
            journal.commit();
        }
    }

    void hear(String device, long measuredBefore, Metric metric, double value) {
        ward.frame(
                new Frame(
                        device,
                        clock.wallMillis() - measuredBefore,
                        clock.wallMillis(),
                        clock.nanos(),
                        "",
                        List.of(Reading.of(metric, value, Quality.GOOD))),
                durable -> {});
    }

    /** @param stamp the same for what is delivered again */
    void hear(String device, long measuredMillis, String stamp, Metric metric, double value) {
        ward.frame(
                new Frame(
                        device,
                        measuredMillis,
                        clock.wallMillis(),
                        clock.nanos(),
                        stamp,
                        List.of(Reading.of(metric, value, Quality.GOOD))),
                durable -> {});
    }

    SessionView session(String id) {
        return ward.desk().session(id).orElseThrow();
    }

    /** The service dies and comes back so many seconds later. */
    void restart(int seconds) {
        clock.leap(seconds * 1000L);
        ward = ward();
        ward.restore(journal.openSessions(), journal.lastInstantMillis());
        journal.commit();
    }

    List<Happening> inputs(String session) {
        return journal.entries.stream()
                .map(Journal.Entry::input)
                .filter(input -> input.session().equals(session))
                .map(Input::what)
                .toList();
    }
}
