package io.vigil.ward;

import io.vigil.device.DevicePort;
import io.vigil.device.LinkReport;
import io.vigil.session.Happening;
import io.vigil.session.SiteAlarms;
import io.vigil.session.port.Audience;
import io.vigil.session.port.DeviceBoard;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Journal;
import io.vigil.session.port.SiteCondition;
import io.vigil.session.port.WaveOutlet;
import io.vigil.vital.Frame;
import io.vigil.vital.Waveform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Routes what devices say to the session that wore them and drives every session's ticks. All state is owned by one
 * loop; {@link #frame} and {@link #link} may be called from any thread and hand over to it.
 */
public final class Ward implements DevicePort {
    /** At 1,000 sessions and 4 frames a second, 5 s of frames; more than that is no longer live anyway. */
    private static final int MOST_QUEUED_FRAMES = 20_000;

    private static final long PASS_EVERY_MILLIS = 1000;

    private final Parts parts;
    private final Floor floor;
    private final Desk desk;
    private final SiteWatch site;
    private final WaveLane waves;
    private final AtomicInteger queuedFrames = new AtomicInteger();
    private long passedMillis;
    private volatile long ticks;

    /**
     * By session id.
     *
     * @param lost why a session could not be rebuilt; nobody watches it
     * @param remarks what is to be said of one that was
     */
    public record Restored(Map<String, String> lost, Map<String, String> remarks) {}

    public Ward(Parts parts) {
        this.parts = parts;
        this.floor = new Floor(parts);
        this.desk = new Desk(floor);
        this.site = new SiteWatch(floor);
        this.waves = new WaveLane(floor.roster);
    }

    /** Where people's actions come in. */
    public Inputs desk() {
        return desk;
    }

    /** Open sessions are told from now on when nobody would hear them. Before the first tick. */
    public void heardBy(Audience audience) {
        site.add(SiteAlarms.UNWATCHED, new Unwatched(audience, parts.clock().nanos(), nanos -> floor.millisAt(nanos)));
    }

    /** Open sessions are told from now on when the condition begins and ends. Before the first tick. */
    public void tells(String alarm, SiteCondition condition) {
        site.add(alarm, condition);
    }

    /** Where waveforms of worn devices go; any thread. */
    public void waveOutlets(List<WaveOutlet> outlets) {
        waves.outlets(outlets);
    }

    /** Waveforms dropped because nobody wore their device, since the start. */
    public long wavesUnworn() {
        return waves.unworn();
    }

    public DeviceBoard board() {
        return floor.roster;
    }

    /**
     * Rebuilds the open sessions from the journal, silently, then crosses the gap with one instant. On the loop, once,
     * before the first tick; {@code sessions} and {@code throughMillis} come from the journal.
     *
     * @return what a person should know of the sessions: which could not be rebuilt, which not from their snapshot
     */
    public Restored restore(List<Journal.Past> sessions, long throughMillis) {
        floor.anchor(throughMillis);
        Map<String, String> lost = new TreeMap<>();
        Map<String, String> remarks = new TreeMap<>();
        for (Journal.Past past : sessions) {
            String id = past.first().session();
            try {
                Rebuild rebuilt = Rebuild.of(past, throughMillis);
                floor.resume(rebuilt.session());
                rebuilt.remark().ifPresent(remark -> remarks.put(id, remark));
            } catch (RuntimeException broken) {
                lost.put(id, String.valueOf(broken.getMessage()));
            }
        }
        floor.wornBefore();
        for (LiveSession session : floor.sessions()) {
            floor.take(session, new Happening.Restarted(throughMillis), done -> {});
        }
        return new Restored(lost, remarks);
    }

    /**
     * Drives the ticks: on the loop, about each 20 ms.
     *
     * @throws RuntimeException a session's or outlet's defect, after every other session has had its tick
     */
    public void tick() {
        long now = floor.nowMillis();
        Optional<RuntimeException> defect = Optional.empty();
        for (LiveSession session : floor.sessions()) {
            try {
                tick(session, now);
            } catch (RuntimeException broken) {
                defect = Optional.of(broken);
            }
        }
        if (now - passedMillis >= PASS_EVERY_MILLIS) {
            passedMillis = now;
            parts.journal().passed(now);
            floor.forgetLongClosed(now);
        }
        ticks++;
        if (defect.isPresent()) {
            throw defect.get();
        }
    }

    private void tick(LiveSession session, long now) {
        session.tick(now);
        session.driveCuffs(now);
        if (session.secondPassed(now) && session.fold.isOpen()) {
            site.look(session, now);
            session.touch();
        }
        session.showIfChanged(now);
    }

    /** Session time now, epoch ms; any thread. */
    public long nowMillis() {
        return floor.nowMillis();
    }

    /** Rises as long as the loop makes progress; any thread. */
    public long ticks() {
        return ticks;
    }

    /** Frames handed over and not yet taken; any thread. */
    public int queuedFrames() {
        return queuedFrames.get();
    }

    @Override
    public void frame(Frame frame, Consumer<Boolean> durable) {
        if (queuedFrames.incrementAndGet() > MOST_QUEUED_FRAMES) {
            queuedFrames.decrementAndGet();
            parts.probe().shed();
            durable.accept(false);
            return;
        }
        parts.loop().execute(() -> {
            queuedFrames.decrementAndGet();
            route(frame, durable);
        });
    }

    private void route(Frame frame, Consumer<Boolean> durable) {
        floor.roster.heard(frame);
        long arrived = floor.millisAt(frame.arrivedNanos());
        long measured = arrived - (frame.arrivedMillis() - frame.measuredMillis());
        Optional<LiveSession> wearer = floor.bindings
                .sessionAt(frame.device(), measured)
                .flatMap(floor::session)
                .filter(session -> session.fold.isOpen());
        if (wearer.isEmpty()) {
            parts.journal().appendUnworn(frame, durable);
        } else if (wearer.get().fold.knowsStamp(frame.device(), frame.stamp(), frame.readings())) {
            parts.journal().fence(durable);
        } else {
            Happening.Measured what = new Happening.Measured(frame.device(), measured, frame.stamp(), frame.readings());
            wearer.get().take(what, arrived, durable);
            parts.probe().decided(parts.clock().nanos() - frame.arrivedNanos());
        }
    }

    @Override
    public void wave(Waveform wave) {
        waves.take(wave);
    }

    @Override
    public void link(LinkReport report) {
        floor.roster.report(report);
    }
}
