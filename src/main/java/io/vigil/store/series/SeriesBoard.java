package io.vigil.store.series;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The series of all open sessions. Changed by the writer thread only; {@link #tails} may be asked from any. */
public final class SeriesBoard {
    private final Map<String, Map<String, Series>> sessions = new ConcurrentHashMap<>();

    public @org.jspecify.annotations.Nullable Series find(String session, String device, Metric metric) {
        Map<String, Series> of = sessions.get(session);
        return of == null ? null : of.get(key(device, metric));
    }

    public void put(String session, Series series) {
        Map<String, Series> of = sessions.computeIfAbsent(session, s -> new ConcurrentHashMap<>());
        of.put(key(series.device(), series.metric()), series);
    }

    public List<Series> of(String session) {
        return List.copyOf(sessions.getOrDefault(session, Map.of()).values());
    }

    /** The session ended and all of it is in chunks. */
    public void remove(String session) {
        sessions.remove(session);
    }

    /** Tails of one metric by series id. */
    public Map<Long, Series.Tail> tails(String session, Metric metric) {
        var tails = new HashMap<Long, Series.Tail>();
        for (Series series : of(session)) {
            if (series.metric() == metric) {
                tails.put(series.id(), series.tail());
            }
        }
        return tails;
    }

    /** The first block that some series still needs for its tail; {@code Long.MAX_VALUE} when none does. */
    public long oldestUnsealed() {
        long oldest = Long.MAX_VALUE;
        for (Map<String, Series> of : sessions.values()) {
            for (Series series : new ArrayList<>(of.values())) {
                oldest = Math.min(oldest, series.unsealedBlock());
            }
        }
        return oldest;
    }

    /** Series whose oldest sample in no chunk arrived before this instant, epoch ms; at most so many. */
    public List<Series> waiting(long beforeMillis, int most) {
        return sessions.values().stream()
                .flatMap(of -> of.values().stream())
                .filter(series -> series.waitsSince(beforeMillis))
                .limit(most)
                .toList();
    }

    private static String key(String device, Metric metric) {
        return metric.ordinal() + device;
    }
}
