package io.vigil.web.live;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.SessionView;
import io.vigil.session.port.DeviceBoard.DeviceView;
import io.vigil.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** All open screens and the one sequence of frames they share. The hub's loop only, but for {@link #counts}. */
public final class Screens {
    /** Two reports of a page missing; what was known of it before says nothing of now. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LiveFrames frames;
    private final Ward ward;
    private final LiveWaves waves;
    private final LongSupplier nowMillis;
    private final Clock clock;
    private final LiveLimits limits;
    private final Set<Screen> screens = new LinkedHashSet<>();
    private Sources sources = Sources.NONE;
    private List<String> deviceStates = List.of();
    private volatile LiveCounts counts = LiveCounts.NONE;
    private volatile OptionalLong lastAudibleNanos = OptionalLong.empty();
    private long seq;
    private long cycles;
    private long skipped;
    private long again;
    private long closedBehind;
    private long ignored;
    private long missed;

    Screens(LiveFrames frames, Ward ward, LiveWaves waves, LongSupplier nowMillis, Clock clock, LiveLimits limits) {
        this.frames = frames;
        this.ward = ward;
        this.waves = waves;
        this.nowMillis = nowMillis;
        this.clock = clock;
        this.limits = limits;
    }

    /** What a screen's line reports to the hub, on its loop. */
    public interface Ears {
        void said(String text);

        /** A sign of life without meaning, such as a pong. */
        void alive();

        void drained();

        void gone();
    }

    void sources(Sources sources) {
        this.sources = sources;
    }

    /** @return false when there are too many screens already */
    boolean join(Wire wire, Viewer viewer, Consumer<Ears> joined) {
        if (screens.size() >= limits.screens()) {
            return false;
        }
        Screen screen = new Screen(wire, viewer, clock.nanos());
        screens.add(screen);
        count();
        joined.accept(new Line(screen));
        wire.send(snapshot(screen));
        return true;
    }

    void alarm(SessionView view, List<AlarmEvent> events) {
        if (events.isEmpty() || screens.isEmpty()) {
            return;
        }
        String frame = frames.alarm(++seq, nowMillis.getAsLong(), view, events);
        // A room that does not see the session still needs the number.
        String elsewhere = LiveFrames.quiet(seq, nowMillis.getAsLong());
        for (Screen screen : List.copyOf(screens)) {
            if (!screen.viewer.sees(view)) {
                value(screen, elsewhere);
            } else if (!screen.alarm(frame, limits.alarmBacklog(), clock.nanos())) {
                hangUp(screen, Wire.Close.BEHIND);
            }
        }
        ward.sent(view);
    }

    void cycle() {
        cycles++;
        tidy();
        count();
        List<Screen> back = back();
        if (!back.isEmpty()) {
            // The word "behind" takes a number of its own; the others get a tick under it and see no gap.
            String tick = tick();
            String behind = frames.behind(seq, nowMillis.getAsLong());
            back.forEach(screen -> screen.wire.send(behind));
            value(tick);
        }
        List<SessionView> changed = ward.takeChanged();
        if (!changed.isEmpty() && !screens.isEmpty()) {
            delta(changed);
        }
        if (cycles % limits.tickCycles() == 0 || (changed.isEmpty() && !back.isEmpty())) {
            value(tick());
        }
        waves();
        for (Screen screen : back) {
            screen.caughtUp();
            screen.wire.send(snapshot(screen));
            again++;
        }
    }

    /** Alarm instants were lost before they got here: every screen needs the state as it is. */
    void allMissed(long missedSoFar) {
        missed = missedSoFar;
        screens.forEach(Screen::fallBehind);
    }

    long missed() {
        return missed;
    }

    void close() {
        List.copyOf(screens).forEach(screen -> hangUp(screen, Wire.Close.LEAVING));
    }

    OptionalLong lastAudibleNanos() {
        return lastAudibleNanos;
    }

    /** One that would sound an alarm, and said so lately. A room's screen sounds for its own chair at best. */
    private boolean watches(Screen screen) {
        return !screen.viewer.inRoom() && screen.audible(clock.nanos(), PATIENCE_NANOS);
    }

    private void heard(boolean watched) {
        if (watched) {
            lastAudibleNanos = OptionalLong.of(clock.nanos());
        }
    }

    LiveCounts counts() {
        return counts;
    }

    private List<Screen> back() {
        List<Screen> back = new ArrayList<>();
        for (Screen screen : List.copyOf(screens)) {
            screen.drain(clock.nanos());
            if (screen.readyForSnapshot(clock.nanos())) {
                back.add(screen);
            }
        }
        return back;
    }

    private void value(String frame) {
        for (Screen screen : List.copyOf(screens)) {
            value(screen, frame);
        }
    }

    private void value(Screen screen, String frame) {
        if (!screen.value(frame, clock.nanos())) {
            skipped++;
        }
    }

    private void delta(List<SessionView> changed) {
        String all = frames.delta(++seq, nowMillis.getAsLong(), changed);
        for (Screen screen : List.copyOf(screens)) {
            value(
                    screen,
                    screen.viewer.inRoom() ? frames.delta(seq, nowMillis.getAsLong(), seen(screen, changed)) : all);
        }
    }

    private static List<SessionView> seen(Screen screen, List<SessionView> sessions) {
        return sessions.stream().filter(screen.viewer::sees).toList();
    }

    /** What came in since the last cycle, to each screen in one frame of its own. */
    private void waves() {
        Set<String> wanted = new HashSet<>();
        screens.forEach(screen -> wanted.addAll(visible(screen)));
        List<LiveWaves.Part> parts = waves.take();
        waves.want(wanted);
        for (Screen screen : List.copyOf(screens)) {
            Set<String> own = visible(screen);
            List<LiveWaves.Part> its =
                    parts.stream().filter(part -> own.contains(part.session())).toList();
            if (!its.isEmpty() && !screen.wave(LiveFrames.waves(nowMillis.getAsLong(), its), clock.nanos())) {
                its.forEach(part -> waves.dropped());
            }
        }
    }

    private Set<String> visible(Screen screen) {
        return screen.waves().stream()
                .filter(id -> ward.latest(id).filter(screen.viewer::sees).isPresent())
                .collect(Collectors.toSet());
    }

    private void tidy() {
        long now = clock.nanos();
        boolean second = cycles % limits.tickCycles() == 0;
        for (Screen screen : List.copyOf(screens)) {
            if (screen.stalled(now, TimeUnit.MILLISECONDS.toNanos(limits.stalledMillis()))) {
                hangUp(screen, Wire.Close.BEHIND);
            } else if (screen.silent(now, TimeUnit.MILLISECONDS.toNanos(2 * limits.reportMillis()))) {
                hangUp(screen, Wire.Close.SILENT);
            } else if (second && !screen.viewer.admitted().getAsBoolean()) {
                hangUp(screen, Wire.Close.SIGNED_OUT);
            } else if (cycles % 40 == 0) {
                screen.wire.ping();
            }
        }
        if (second) {
            ward.prune();
        }
    }

    private void hangUp(Screen screen, Wire.Close why) {
        heard(screens.contains(screen) && watches(screen));
        if (screens.remove(screen)) {
            closedBehind += why == Wire.Close.BEHIND ? 1 : 0;
            count();
            screen.wire.close(why);
        }
    }

    private String snapshot(Screen screen) {
        List<SessionView> sessions = seen(screen, ward.all(sources.sessions().get()));
        return frames.snapshot(
                seq,
                nowMillis.getAsLong(),
                screen.viewer,
                watch(),
                sessions,
                sources.devices().devices());
    }

    private String tick() {
        List<DeviceView> now = sources.devices().devices();
        List<String> state = now.stream().map(Screens::state).toList();
        boolean changed = !state.equals(deviceStates);
        deviceStates = state;
        return frames.tick(++seq, nowMillis.getAsLong(), watch(), changed ? Optional.of(now) : Optional.empty());
    }

    /** What a nurse sees of a device; its counters alone are no news. */
    private static String state(DeviceView device) {
        return device.id() + " " + device.state() + " " + device.session() + " " + device.reason() + " "
                + device.says().battery();
    }

    private LiveFrames.Watch watch() {
        long now = clock.nanos();
        long fresh = TimeUnit.MILLISECONDS.toNanos(limits.reportMillis());
        List<Screen> station = screens.stream()
                .filter(screen -> !screen.viewer.inRoom() && screen.counts(now, fresh))
                .toList();
        int hidden = (int) station.stream().filter(Screen::hidden).count();
        return new LiveFrames.Watch(station.size(), counts.audible(), hidden);
    }

    private void count() {
        long now = clock.nanos();
        long fresh = TimeUnit.MILLISECONDS.toNanos(limits.reportMillis());
        counts = new LiveCounts(
                (int) screens.stream().filter(s -> s.counts(now, fresh)).count(),
                (int) screens.stream()
                        .filter(s -> !s.viewer.inRoom() && s.audible(now, fresh))
                        .count(),
                (int) screens.stream().filter(s -> s.visible(now, fresh)).count(),
                skipped,
                again,
                closedBehind,
                ignored,
                missed);
    }

    private final class Line implements Ears {
        private final Screen screen;

        Line(Screen screen) {
            this.screen = screen;
        }

        @Override
        public void said(String text) {
            int before = screen.ignored();
            boolean watched = watches(screen);
            boolean decent = screen.said(text, clock.nanos());
            ignored += screen.ignored() - before;
            heard(watched || watches(screen));
            if (!decent) {
                hangUp(screen, Wire.Close.ABUSE);
            }
        }

        @Override
        public void alive() {
            screen.heard(clock.nanos());
        }

        @Override
        public void drained() {
            screen.drain(clock.nanos());
        }

        @Override
        public void gone() {
            heard(screens.contains(screen) && watches(screen));
            screens.remove(screen);
            count();
        }
    }
}
