package io.vigil.web.live;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.SessionView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest view of every session and what has changed since it was last sent. {@link #put} from any thread; the
 * rest on the hub's loop.
 */
final class Ward {
    /** Closed sessions are kept so long after they were last heard of; a late screen must see that they closed. */
    private static final int MOST_CLOSED = 200;

    private final Map<String, SessionView> latest = new ConcurrentHashMap<>();
    private final Set<String> dirty = ConcurrentHashMap.newKeySet();

    void put(SessionView view) {
        latest.merge(view.id(), view, Ward::newer);
        dirty.add(view.id());
    }

    /** The latest views of changed sessions; they count as sent from here on. */
    List<SessionView> takeChanged() {
        List<SessionView> changed = new ArrayList<>();
        for (String id : dirty) {
            // Unmark before reading: a change in between is then sent once more, never lost.
            dirty.remove(id);
            SessionView view = latest.get(id);
            if (view != null) {
                changed.add(view);
            }
        }
        return changed;
    }

    /** This view went out in a frame of its own; a newer one still has to. */
    void sent(SessionView view) {
        dirty.remove(view.id());
        if (latest.get(view.id()) != view) {
            dirty.add(view.id());
        }
    }

    /** Everything, where {@code told} (at most 250 ms old) brings what was there before this hub listened. */
    List<SessionView> all(List<SessionView> told) {
        Map<String, SessionView> all = new LinkedHashMap<>();
        told.forEach(view -> all.put(view.id(), view));
        latest.values().forEach(view -> all.merge(view.id(), view, Ward::newer));
        return List.copyOf(all.values());
    }

    Optional<SessionView> latest(String id) {
        return Optional.ofNullable(latest.get(id));
    }

    void prune() {
        List<SessionView> closed =
                latest.values().stream().filter(view -> !view.open()).toList();
        closed.stream()
                .sorted((a, b) -> Long.compare(a.atMillis(), b.atMillis()))
                .limit(Math.max(0, closed.size() - MOST_CLOSED))
                .forEach(view -> latest.remove(view.id(), view));
    }

    private static SessionView newer(SessionView a, SessionView b) {
        if (a.revision() != b.revision()) {
            return a.revision() > b.revision() ? a : b;
        }
        return a.atMillis() > b.atMillis() ? a : b;
    }

    /** What happened in one session at one instant. */
    record Alarm(SessionView view, List<AlarmEvent> events) {}
}
