package io.vigil.store;

import io.vigil.store.series.Chunk;
import io.vigil.store.series.Samples;
import io.vigil.store.series.Series;
import io.vigil.store.series.Summary;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which series a transaction adds to and which of them it puts into chunks: those that are full, those whose samples have
 * waited long, and all of a session that ends. Writer thread only; reused.
 */
final class Seals {
    /** Of those that are not full, so many are sealed at once; the next commits take the rest. */
    private static final int MOST_OVERDUE = 64;

    private final Mirror mirror;
    private final Tables tables;
    private final List<Series> touched = new ArrayList<>();
    private final List<Series> overdue = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    Seals(Mirror mirror, Tables tables) {
        this.mirror = mirror;
        this.tables = tables;
    }

    void touched(Series series) {
        touched.add(series);
    }

    void waitingSince(long beforeMillis) {
        overdue.addAll(mirror.series.waiting(beforeMillis, MOST_OVERDUE));
    }

    void ended(String session) {
        if (!ended.contains(session)) {
            ended.add(session);
        }
    }

    /** A chunk names the block it was sealed in, so that there has to be one. */
    boolean needBlock() {
        return !overdue.isEmpty();
    }

    void seal(long block) throws SQLException {
        for (String session : ended) {
            for (Series series : mirror.series.of(session)) {
                seal(series, block);
            }
        }
        for (Series series : touched) {
            if (series.full()) {
                seal(series, block);
            }
        }
        for (Series series : overdue) {
            seal(series, block);
        }
    }

    private void seal(Series series, long block) throws SQLException {
        if (series.empty() || series.sealing()) {
            return;
        }
        Samples samples = series.seal(block);
        tables.chunk(series.id(), block, Summary.of(samples, series.metric()), Chunk.pack(samples));
    }

    void committed(long block) {
        synchronized (mirror.series.lock()) {
            touched.forEach(series -> series.committed(block));
            overdue.forEach(series -> series.committed(block));
        }
        for (String session : ended) {
            // Of an ended session every sample is in a chunk now, also of series this commit did not touch.
            mirror.series.remove(session);
            mirror.seen.forget(session);
        }
        clear();
    }

    void discarded() {
        for (String session : ended) {
            mirror.series.of(session).forEach(Series::discarded);
        }
        touched.forEach(Series::discarded);
        overdue.forEach(Series::discarded);
        clear();
    }

    private void clear() {
        touched.clear();
        overdue.clear();
        ended.clear();
    }
}
