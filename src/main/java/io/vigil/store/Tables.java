package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Patient;
import io.vigil.session.Snapshot;
import io.vigil.store.block.Checksum;
import io.vigil.store.block.Json;
import io.vigil.store.read.AuditChain;
import io.vigil.store.read.ChunkRow;
import io.vigil.store.read.Imported;
import io.vigil.store.read.SnapshotRows;
import io.vigil.store.series.Summary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The rows a commit writes, as prepared statements of the writer's one connection. Writer thread only. */
final class Tables {
    private final PreparedStatement block;
    private final PreparedStatement idle;
    private final PreparedStatement alarm;
    private final PreparedStatement audit;
    private final PreparedStatement outbox;
    private final PreparedStatement session;
    private final PreparedStatement opening;
    private final PreparedStatement patient;
    private final PreparedStatement progress;
    private final PreparedStatement series;
    private final PreparedStatement chunk;
    private final NoticeRows notices;
    private final PreparedStatement snapshot;

    Tables(Connection c) throws SQLException {
        notices = new NoticeRows(c);
        block = c.prepareStatement(
                "INSERT INTO journal_block (id, through_millis, count, payload, crc32c) VALUES (?, ?, ?, ?, ?)");
        idle = c.prepareStatement("UPDATE journal_block SET through_millis = ?, crc32c = ? WHERE id = ?");
        alarm = c.prepareStatement("INSERT OR IGNORE INTO alarm_event (id, session, alarm, kind, priority, occurrence,"
                + " level, repeat, at_millis, value, lim) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        audit = c.prepareStatement("INSERT INTO audit (n, session, seq, at_millis, category, what, by, detail, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        outbox = c.prepareStatement("INSERT OR IGNORE INTO outbox (key, session, state, entry, queued_millis, reason)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
        session =
                c.prepareStatement("INSERT OR IGNORE INTO session (id, started_millis, first_block) VALUES (?, ?, ?)");
        opening = c.prepareStatement("UPDATE session SET patient = ?, chair = ?, protocol = ?, protocol_title = ?,"
                + " started_millis = ?, opening_seq = ?, opening = ? WHERE id = ?");
        patient = c.prepareStatement("UPDATE session SET patient = ? WHERE id = ?");
        progress = c.prepareStatement(
                "UPDATE session SET ended_millis = coalesce(ended_millis, ?), last_seq = ? WHERE id = ?");
        series = c.prepareStatement(
                "INSERT INTO series (id, session, device, metric, first_block) VALUES (?, ?, ?, ?, ?)");
        chunk = c.prepareStatement("INSERT INTO chunk (series, through_block, t_first, t_last, n, v_count, v_min,"
                + " v_max, v_sum, data, crc32c, v_crc32c) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        snapshot = c.prepareStatement("INSERT INTO snapshot (session, seq, at_millis, block, version, alarms, state,"
                + " crc32c) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    void block(long id, long throughMillis, int count, byte[] payload) throws SQLException {
        run(block, id, throughMillis, count, payload, Checksum.of(payload, id, throughMillis, count));
    }

    /** Moves the end of a block that holds no records. */
    void idle(long id, long throughMillis, byte[] payload) throws SQLException {
        run(idle, throughMillis, Checksum.of(payload, id, throughMillis, 0), id);
    }

    void alarm(String sessionId, AlarmEvent e) throws SQLException {
        int fresh = run(
                alarm,
                e.id(sessionId),
                sessionId,
                e.alarm(),
                e.kind().wire(),
                e.priority().wire(),
                e.occurrence(),
                e.level(),
                e.repeat(),
                e.atMillis(),
                e.value(),
                e.limit());
        if (fresh > 0 && !Imported.is(sessionId)) {
            notices.happened(sessionId, e);
        }
    }

    void audit(long n, AuditChain.Row row, byte[] hash) throws SQLException {
        run(
                audit,
                n,
                row.session(),
                row.seq(),
                row.atMillis(),
                row.category(),
                row.what(),
                row.by(),
                row.detail(),
                hash);
    }

    /** @param manual whether a nurse releases every value; @see Release */
    void chart(ChartEntry entry, long queuedMillis, boolean manual) throws SQLException {
        Release release = Release.of(entry, manual);
        String state = release.state().name();
        run(outbox, entry.key(), entry.session(), state, Json.text(entry), queuedMillis, release.reason());
    }

    void session(String id, long startedMillis, long firstBlock) throws SQLException {
        run(session, id, startedMillis, firstBlock);
    }

    void opening(String id, long seq, long atMillis, Happening.Started started) throws SQLException {
        run(
                opening,
                Json.text(started.patient()),
                started.chair(),
                started.protocol().id(),
                started.protocol().title(),
                atMillis,
                seq,
                Json.text(started),
                id);
    }

    /** Another person than was said at the start. */
    void patient(String id, Patient other) throws SQLException {
        run(patient, Json.text(other), id);
    }

    /** Ends the session, or notes how far one that has ended has come. */
    void ended(String id, long atMillis, long lastSeq) throws SQLException {
        run(progress, atMillis, lastSeq, id);
    }

    void series(long id, String sessionId, String device, String metric, long firstBlock) throws SQLException {
        run(series, id, sessionId, device, metric, firstBlock);
    }

    void chunk(long seriesId, long throughBlock, Summary s, byte[] data) throws SQLException {
        run(
                chunk,
                seriesId,
                throughBlock,
                s.first(),
                s.last(),
                s.n(),
                s.count(),
                s.min(),
                s.max(),
                s.sum(),
                data,
                Checksum.of(data, seriesId, throughBlock, s.n()),
                ChunkRow.checksum(seriesId, throughBlock, s));
    }

    /** @param block no input after the snapshot is in an earlier one */
    void snapshot(Snapshot s, long block) throws SQLException {
        String alarms = SnapshotRows.text(s.alarms());
        run(
                snapshot,
                s.session(),
                s.seq(),
                s.atMillis(),
                block,
                s.version(),
                alarms,
                s.state(),
                SnapshotRows.checksum(s, alarms));
    }

    /** SQLite stores NaN as NULL; readers turn it back. @return rows changed */
    static int run(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement.executeUpdate();
    }
}
