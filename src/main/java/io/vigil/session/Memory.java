package io.vigil.session;

import io.vigil.alarm.StateWalk;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a session remembers beyond its first input, in a fixed order: what is new here needs a new state version.
 * What has no order of its own is written sorted, so that the same state is the same bytes. One thread.
 */
record Memory(Session session) {
    void walk(StateWalk walk) {
        walk.belongsTo(session.id());
        session.seq = walk.number(session.seq);
        session.ticks = walk.number(session.ticks);
        session.lastInstantMillis = walk.number(session.lastInstantMillis);
        session.cuffStartedMillis = walk.number(session.cuffStartedMillis);
        session.open = walk.flag(session.open);
        session.engine.walk(walk);
        session.clocks.walk(walk);
        session.charting.walk(walk);
        session.recheck.walk(walk);
        session.linkAlarms.walk(walk);
        session.answered.walk(walk);
        walk.all(
                session.baseline,
                metric -> walk.choice(metric, Metric.class),
                value -> walk.real(value == null ? 0 : value));
        walk.all(session.devices, walk::text, offers -> offers(walk, offers));
        walk.all(session.shown, metric -> walk.choice(metric, Metric.class), shown -> shown(walk, shown));
        sorted(walk, session.acknowledgedBy, walk::text);
        sorted(
                walk,
                session.stamps,
                recent -> (recent == null ? new Recent(Session.STAMPS_REMEMBERED) : recent).walked(walk));
        walk.all(session.worn, worn -> worn(walk, worn));
        session.assessed = assessed(walk, session.assessed);
        session.corrections.walk(walk);
        new CareMemory(session, walk).walked();
    }

    private static <V> void sorted(StateWalk walk, Map<String, V> kept, StateWalk.One<V> value) {
        Map<String, V> inOrder = new TreeMap<>(kept);
        walk.all(inOrder, walk::text, value);
        kept.clear();
        kept.putAll(inOrder);
    }

    private static Set<String> offers(StateWalk walk, @Nullable Set<String> kept) {
        Set<String> inOrder = kept == null ? new TreeSet<>() : new TreeSet<>(kept);
        walk.all(inOrder, walk::text);
        return new HashSet<>(inOrder);
    }

    private static Session.Shown shown(StateWalk walk, Session.@Nullable Shown kept) {
        String device = walk.text(kept == null ? "" : kept.device());
        return new Session.Shown(device, texts(walk, kept == null ? null : kept.flags()));
    }

    private static List<String> texts(StateWalk walk, @Nullable List<String> kept) {
        List<String> texts = kept == null ? new ArrayList<>() : new ArrayList<>(kept);
        walk.all(texts, walk::text);
        return List.copyOf(texts);
    }

    private static Worn worn(StateWalk walk, @Nullable Worn kept) {
        String device = walk.text(kept == null ? "" : kept.device());
        long from = walk.number(kept == null ? 0 : kept.fromMillis());
        return new Worn(device, from, walk.number(kept == null ? 0 : kept.toMillis()));
    }

    static Action.Assess assessed(StateWalk walk, Action.Assess kept) {
        Integer aldrete = whole(walk, kept.aldrete());
        Integer moaas = whole(walk, kept.moaas());
        Boolean ride = kept.rideConfirmed();
        Boolean rideNow = walk.flag(ride != null) ? Boolean.valueOf(walk.flag(Boolean.TRUE.equals(ride))) : null;
        List<String> resolved = kept.resolved();
        return new Action.Assess(aldrete, moaas, rideNow, walk.flag(resolved != null) ? texts(walk, resolved) : null);
    }

    static @Nullable Integer whole(StateWalk walk, @Nullable Integer kept) {
        return walk.flag(kept != null) ? Integer.valueOf(walk.whole(kept == null ? 0 : kept)) : null;
    }
}
