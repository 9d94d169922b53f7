package io.vigil.store.series;

import io.vigil.vital.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The series of all open sessions. Changed by the writer thread only; {@link #tails} may be asked from any. */
public final class SeriesBoard {
    private static final int METRICS = Metric.values().length;

    /** By device, then by the metric's ordinal: asked for each reading, so nothing is made to ask. */
    private final Map<String, Map<String, AtomicReferenceArray<Series>>> sessions = new ConcurrentHashMap<>();

    private final Object lock = new Object();

    /** Whoever changes many tails takes it once; whoever copies one takes it for that. */
    public Object lock() {
        return lock;
    }

    public @Nullable Series find(String session, String device, Metric metric) {
        var devices = sessions.get(session);
        var metrics = devices == null ? null : devices.get(device);
        return metrics == null ? null : metrics.get(metric.ordinal());
    }

    /** By the metric's ordinal, what there is of one device; asked for once a frame. Null when there is nothing. */
    public @Nullable AtomicReferenceArray<Series> of(String session, String device) {
        var devices = sessions.get(session);
        return devices == null ? null : devices.get(device);
    }

    public void put(String session, Series series) {
        sessions.computeIfAbsent(session, s -> new ConcurrentHashMap<>())
                .computeIfAbsent(series.device(), d -> new AtomicReferenceArray<>(METRICS))
                .set(series.metric().ordinal(), series);
    }

    public List<Series> of(String session) {
        return all(sessions.getOrDefault(session, Map.of())).toList();
    }

    private static Stream<Series> all(Map<String, AtomicReferenceArray<Series>> devices) {
        return devices.values().stream()
                .flatMap(metrics -> IntStream.range(0, METRICS).mapToObj(metrics::get))
                .filter(Objects::nonNull);
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
        return sessions.values().stream()
                .flatMap(SeriesBoard::all)
                .mapToLong(Series::unsealedBlock)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Series whose oldest sample in no chunk arrived before this instant, epoch ms; at most so many. */
    public List<Series> waiting(long beforeMillis, int most) {
        return sessions.values().stream()
                .flatMap(SeriesBoard::all)
                .filter(series -> series.waitsSince(beforeMillis))
                .limit(most)
                .toList();
    }
}
