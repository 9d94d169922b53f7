package io.vigil.ward;

import static io.vigil.session.Sessions.T0;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Action;
import io.vigil.session.SessionView;
import io.vigil.session.Sessions;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Answer;
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

/** A ward on a clock that leaps, with a journal in memory and two devices. */
abstract class WardAtWork {
    final LeapingClock clock = new LeapingClock(T0);
    final MemoryJournal journal = new MemoryJournal();
    final List<AlarmEvent> events = new ArrayList<>();
    final List<SessionView> views = new ArrayList<>();
    String broken = "";
    final AtomicInteger ids = new AtomicInteger();
    Ward ward = ward();

    Ward ward() {
        return new Ward(new Parts(
                Sessions.SITE,
                clock,
                Runnable::run,
                journal,
                List.of((session, news) -> {
                    if (session.id().equals(broken)) {
                        throw new IllegalStateException("a defect");
                    }
                    views.add(session);
                    events.addAll(news);
                }),
                Map.of("small", Sessions.protocol()),
                Map.of("ox-1", device("ox-1", "spo2", "pr"), "cuff-1", device("cuff-1", "sbp", "dbp", "map")),
                LoopProbe.NONE,
                () -> "s" + ids.incrementAndGet(),
                new FakeCuffs()));
    }

    static KnownDevice device(String id, String... offers) {
        return new KnownDevice(id, "vigil-json", "mqtt", "1", List.of(offers));
    }

    Answer start(String chair, String key, String... devices) {
        return settled(ward.desk()
                .start(new Inputs.Start(Sessions.patient("p"), "small", chair, List.of(devices), 70, "nurse", key)));
    }

    Answer act(String session, String key, Action action) {
        return settled(ward.desk().act(session, "nurse", key, action));
    }

    Answer settled(CompletionStage<Answer> answer) {
        journal.commit();
        return answer.toCompletableFuture().join();
    }

    void spo2(double value, long measuredBefore, String stamp) {
        ward.frame(
                new Frame(
                        "ox-1",
                        clock.wallMillis() - measuredBefore,
                        clock.wallMillis(),
                        clock.nanos(),
                        stamp,
                        List.of(Reading.of(Metric.SPO2, value, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD))),
                durable -> {});
    }

    void seconds(int count, double value) {
        for (int second = 0; second < count; second++) {
            clock.leap(1000);
            spo2(value, 0, "");
            ward.tick();
        }
    }
}
