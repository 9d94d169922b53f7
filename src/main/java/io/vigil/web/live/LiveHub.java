package io.vigil.web.live;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.SessionView;
import io.vigil.session.Site;
import io.vigil.session.port.Audience;
import io.vigil.session.port.Outlet;
import io.vigil.session.port.WaveOutlet;
import io.vigil.time.Clock;
import io.vigil.vital.Waveform;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Brings every session to every screen. {@link #changed} may be called from any thread and only hands over; everything
 * else happens on the one loop given to {@link #open}. Frames carry one sequence for all screens, so that each frame is
 * made once.
 */
public final class LiveHub implements Outlet, Audience, WaveOutlet {
    /** Alarm instants handed over while the loop is busy; beyond it every screen is brought up by a snapshot. */
    private static final int MOST_HANDED_OVER = 4_096;

    private static final Executor NOWHERE = task -> {};

    private final Site site;
    private final Ward ward = new Ward();
    private final SeenEvents seen = new SeenEvents();
    private final Queue<Ward.Alarm> handedOver = new ArrayBlockingQueue<>(MOST_HANDED_OVER);
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicLong overflowed = new AtomicLong();
    private final Screens screens;
    private final LiveWaves waves = new LiveWaves();
    private volatile Executor loop = NOWHERE;

    /** A site whose chairs nobody has named. @param nowMillis the sessions' clock, epoch ms, which stands in every frame */
    public LiveHub(Site site, String epoch, LongSupplier nowMillis, Clock clock, LiveLimits limits) {
        this(site, List.of(), epoch, nowMillis, clock, limits);
    }

    /** @param chairs in the order in which the ward shows them; empty: the station offers numbers */
    public LiveHub(
            Site site, List<String> chairs, String epoch, LongSupplier nowMillis, Clock clock, LiveLimits limits) {
        this.site = site;
        this.screens = new Screens(new LiveFrames(site, chairs, epoch), ward, waves, nowMillis, clock, limits);
    }

    public Site site() {
        return site;
    }

    @Override
    public void changed(SessionView session, List<AlarmEvent> events) {
        ward.put(session);
        if (events.isEmpty()) {
            return;
        }
        if (!handedOver.offer(new Ward.Alarm(session, List.copyOf(events)))) {
            overflowed.incrementAndGet();
        }
        if (called.compareAndSet(false, true)) {
            loop.execute(this::announce);
        }
    }

    /** From here on screens may join. @param loop one thread; every other method but the counters is called on it */
    public void open(Executor loop, Sources sources) {
        screens.sources(sources);
        this.loop = loop;
        loop.execute(this::announce);
    }

    public boolean join(Wire wire, Viewer viewer, java.util.function.Consumer<Screens.Ears> joined) {
        return screens.join(wire, viewer, joined);
    }

    /** Each {@link LiveLimits#cycleMillis}, on the loop. */
    public void cycle() {
        announce();
        screens.cycle();
    }

    /** Hangs up on all, on the loop. */
    public void close() {
        loop = NOWHERE;
        screens.close();
    }

    private void announce() {
        called.set(false);
        if (overflowed.get() > screens.missed()) {
            handedOver.clear();
            screens.allMissed(overflowed.get());
        }
        for (Ward.Alarm alarm = handedOver.poll(); alarm != null; alarm = handedOver.poll()) {
            screens.alarm(alarm.view(), seen.unseen(alarm.view().id(), alarm.events()));
        }
    }

    @Override
    public void wave(String session, Waveform wave) {
        waves.offer(session, wave);
    }

    @Override
    public OptionalLong lastAudibleNanos() {
        return screens.lastAudibleNanos();
    }

    /** Quarter seconds of waveforms that some screen asked for and did not get, since the start; any thread. */
    public long wavesDropped() {
        return waves.droppedParts();
    }

    /** Any thread. */
    public LiveCounts counts() {
        return screens.counts();
    }
}
