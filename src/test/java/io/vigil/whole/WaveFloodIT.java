package io.vigil.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffPort;
import io.vigil.device.CuffRequest;
import io.vigil.session.SessionView;
import io.vigil.session.Sessions;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.LoopProbe;
import io.vigil.session.port.Outlet;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.LeapingClock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import io.vigil.vital.Waveform;
import io.vigil.ward.KnownDevice;
import io.vigil.ward.Parts;
import io.vigil.ward.Ward;
import io.vigil.web.live.LiveHub;
import io.vigil.web.live.LiveLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same two minutes of numbers twice, quietly and under more waveforms than anything can take: the same readings
 * become durable, the same alarms are raised at the same second, and only waves are given up. Counts, not times.
 */
class WaveFloodIT {
    private static final int SECONDS = 120;
    private static final int LEAST_WAVES = 300_000;
    private static final List<Integer> QUARTER = Collections.nCopies(19, 50);

    private record Outcome(List<String> events, long durable, long refused, long sent, long kept, long dropped) {}

    @Test
    void numbersAndAlarmsAreTheSameUnderAFloodOfWaves(@TempDir Path quietly, @TempDir Path flooded) throws Exception {
        Outcome quiet = run(quietly, false);
        Outcome flood = run(flooded, true);

        assertThat(quiet.events()).anyMatch(event -> event.endsWith("spo2.low.crit/1/raised"));
        assertThat(quiet.events()).anyMatch(event -> event.endsWith("spo2.low.crit/1/escalated-1"));
        assertThat(flood.events()).isEqualTo(quiet.events());
        assertThat(flood.durable()).isEqualTo(quiet.durable()).isEqualTo(SECONDS);
        assertThat(flood.refused()).isZero();
        assertThat(flood.sent()).isGreaterThanOrEqualTo(LEAST_WAVES);
        assertThat(flood.dropped()).as("only waves are given up").isPositive();
        assertThat(flood.kept() + flood.dropped())
                .as("each sample is kept or counted")
                .isEqualTo(flood.sent() * QUARTER.size());
        System.out.printf(
                "WaveFloodIT: %d waves sent, %d samples kept, %d dropped; %d events and %d readings as without%n",
                flood.sent(), flood.kept(), flood.dropped(), flood.events().size(), flood.durable());
    }

    private static Outcome run(Path folder, boolean flooded) throws Exception {
        LeapingClock clock = new LeapingClock(Sessions.T0);
        List<String> events = new ArrayList<>();
        AtomicLong durable = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        Store store = Store.open(folder, StoreOptions.DEFAULT, clock);
        try {
            LiveHub hub = new LiveHub(Sessions.SITE, "e", clock::wallMillis, clock, LiveLimits.DEFAULT);
            Outlet record = (SessionView session, List<AlarmEvent> news) ->
                    news.forEach(event -> events.add((event.atMillis() - Sessions.T0) + " " + event.id(session.id())));
            Ward ward = new Ward(new Parts(
                    Sessions.SITE,
                    clock,
                    Runnable::run,
                    store.journal(),
                    List.of(hub, record),
                    Map.of("small", Sessions.protocol()),
                    Map.of("ox-1", new KnownDevice("ox-1", "nonin-df2", "serial", "1", List.of("spo2", "pr"))),
                    LoopProbe.NONE,
                    () -> "s1",
                    new NoCuff()));
            ward.waveOutlets(List.of(hub, store.waves()));
            var begun = ward.desk()
                    .start(new Inputs.Start(Sessions.patient("p"), "small", "1", List.of("ox-1"), 70, "nurse", "key"));
            begun.toCompletableFuture().get(30, TimeUnit.SECONDS);
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> flood = flooded ? flood(ward, over, sent) : List.of();
            for (int second = 1; second <= SECONDS; second++) {
                clock.leap(1_000);
                frame(ward, clock, second > 20 && second < 80 ? 84 : 97, durable);
                ward.tick();
                while (flooded && sent.get() < (long) LEAST_WAVES * second / SECONDS) {
                    Thread.onSpinWait();
                }
            }
            over.set(true);
            for (Thread thread : flood) {
                thread.join();
            }
        } finally {
            store.close();
        }
        return new Outcome(
                events,
                durable.get(),
                store.figures().refusedReadings() + store.figures().refusedVital(),
                sent.get(),
                store.waves().keptSamples(),
                store.waves().droppedSamples());
    }

    private static void frame(Ward ward, LeapingClock clock, double spo2, AtomicLong durable) {
        Frame frame = new Frame(
                "ox-1",
                clock.wallMillis(),
                clock.wallMillis(),
                clock.nanos(),
                "",
                List.of(Reading.of(Metric.SPO2, spo2, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD)));
        ward.frame(frame, done -> durable.addAndGet(done ? 1 : 0));
    }

    /** Each wave begins two seconds after the last, so that each is a block of its own: the worst there is. */
    private static List<Thread> flood(Ward ward, AtomicBoolean over, AtomicLong sent) {
        List<Thread> threads = new ArrayList<>();
        for (int each = 0; each < 2; each++) {
            String signal = "p" + (each + 1);
            Thread thread = new Thread(() -> {
                for (long n = 0; !over.get(); n++) {
                    ward.wave(new Waveform("ox-1", signal, 76, Sessions.T0 + 2_000 * n, QUARTER));
                    sent.incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static final class NoCuff implements CuffPort {
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
