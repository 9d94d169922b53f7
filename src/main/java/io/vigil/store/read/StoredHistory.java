package io.vigil.store.read;

import io.vigil.session.Input;
import io.vigil.session.port.History;
import io.vigil.store.file.Readers;
import io.vigil.store.series.Samples;
import io.vigil.store.series.Series;
import io.vigil.store.series.SeriesBoard;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Samples from sealed chunks and from the tails after them. The tails are copied first and of each series only the
 * chunks before its tail are read, so that a chunk sealed in between is not counted twice.
 */
public final class StoredHistory implements History {
    private final Readers readers;
    private final SeriesBoard board;

    public StoredHistory(Readers readers, SeriesBoard board) {
        this.readers = readers;
        this.board = board;
    }

    @Override
    public List<Sample> samples(String session, Metric metric, long fromMillis, long toMillis) {
        Map<Long, Series.Tail> tails = board.tails(session, metric);
        var samples = new ArrayList<Sample>();
        readers.read(handle -> {
            for (ChunkRow row : ChunkRow.between(handle, session, metric, fromMillis, toMillis)) {
                if (before(row, tails)) {
                    collect(row.samples(handle), row.device(), fromMillis, toMillis, samples);
                }
            }
            return true;
        });
        tails.values().forEach(tail -> collect(tail.samples(), tail.device(), fromMillis, toMillis, samples));
        samples.sort(Comparator.comparingLong(Sample::measuredMillis));
        return samples;
    }

    @Override
    public List<Bucket> buckets(String session, Metric metric, long fromMillis, long toMillis, long everyMillis) {
        var buckets = new Buckets(metric, fromMillis, toMillis, everyMillis);
        Map<Long, Series.Tail> tails = board.tails(session, metric);
        readers.read(handle -> {
            for (ChunkRow row : ChunkRow.between(handle, session, metric, fromMillis, toMillis)) {
                if (before(row, tails) && !buckets.whole(row.summary())) {
                    buckets.each(row.samples(handle));
                }
            }
            return true;
        });
        tails.values().forEach(tail -> buckets.each(tail.samples()));
        return buckets.list();
    }

    @Override
    public List<Head> sessions(String patient, int atMost) {
        return readers.read(handle -> handle.createQuery("""
                        SELECT id, who ->> '$.id', who ->> '$.display', chair, protocol_title, started_millis, ended
                        FROM (SELECT *, iif(json_valid(patient), patient, '{"id":"","display":""}') AS who,
                                     coalesce(ended_millis, 0) AS ended
                              FROM session)
                        WHERE ? = '' OR who ->> '$.id' = ?
                        ORDER BY started_millis DESC, id LIMIT ?
                        """)
                .bind(0, patient)
                .bind(1, patient)
                .bind(2, atMost)
                .map((row, ctx) -> new Head(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7)))
                .list());
    }

    @Override
    public List<Input> inputs(String session) {
        return new BlockLog(readers).inputs(session);
    }

    @Override
    public List<LogEntry> events(String session) {
        List<LogEntry> entries = new ArrayList<>();
        entries.addAll(readers.read(handle -> handle.createQuery(
                        "SELECT n, session, at_millis, category, what, by, detail FROM audit WHERE session = ? ORDER BY n")
                .bind(0, session)
                .map((row, ctx) -> LogRows.audit(row))
                .list()));
        entries.addAll(readers.read(handle -> handle.createQuery("SELECT id, session, at_millis, alarm, kind, priority,"
                        + " occurrence, level, value, lim FROM alarm_event WHERE session = ? ORDER BY at_millis, rowid")
                .bind(0, session)
                .map((row, ctx) -> LogRows.alarm(row))
                .list()));
        // Stable, so that of one instant the action stands before the alarm it caused.
        entries.sort(Comparator.comparingLong(LogEntry::atMillis));
        return entries;
    }

    @Override
    public List<LogEntry> audit(int atMost) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT n, session, at_millis, category, what, by, detail FROM audit ORDER BY n DESC LIMIT ?")
                .bind(0, atMost)
                .map((row, ctx) -> LogRows.audit(row))
                .list());
    }

    private static boolean before(ChunkRow row, Map<Long, Series.Tail> tails) {
        Series.Tail tail = tails.get(row.series());
        return tail == null || row.throughBlock() <= tail.sealedBlock();
    }

    private static void collect(Samples from, String device, long fromMillis, long toMillis, List<Sample> into) {
        for (int i = 0; i < from.size(); i++) {
            long measured = from.measured(i);
            if (measured >= fromMillis && measured < toMillis) {
                into.add(new Sample(measured, from.arrived(i), from.value(i), from.quality(i), device));
            }
        }
    }
}
