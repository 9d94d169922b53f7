package io.vigil.store;

import io.vigil.session.port.ChartOutbox;
import io.vigil.store.file.Readers;
import io.vigil.store.read.AuditChain;
import io.vigil.store.read.BlockLog;
import io.vigil.store.read.StoredHistory;
import io.vigil.store.record.RecordFile;
import io.vigil.store.record.SessionRecord;
import io.vigil.store.series.SeriesBoard;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that ended long ago leave the database, each only after its whole record was written to a file, forced to the
 * disk, read back and found the same. The audit log stays as it is. On the housekeeping's thread.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long DAY_MILLIS = 86_400_000;

    /**
     * Only those that have left the journal whole, with nothing still on its way to the EHR or to a copy, and nothing
     * that a nurse has yet to release. What waits for a reference to the patient would wait for ever: it goes with the
     * record, where it stands with that reason.
     */
    private static final String DUE = """
            SELECT s.id FROM session s
            WHERE s.ended_millis < :before
              AND s.last_seq <= (SELECT coalesce(max(a.last_seq), 0) FROM archive a WHERE a.session = s.id)
              AND (SELECT max(a.last_block) FROM archive a WHERE a.session = s.id) <= :copied
              AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.session = s.id
                AND (o.state IN ('PENDING', 'QUARANTINED') OR o.state = 'WAITING' AND o.reason <> :unlinked))
            ORDER BY s.ended_millis LIMIT 16
            """;

    private static final List<String> TABLES =
            List.of("series", "alarm_event", "archive", "outbox", "notice", "snapshot");

    /**
     * @param days after its end for which a session stays
     * @param folder of the records
     */
    public record Rule(int days, Path folder) {}

    private final Rule rule;
    private final Readers readers;
    private final Transactions transactions;
    private final Mirror mirror;
    private final WriterGauge gauge;
    private final Clock clock;

    Retention(Rule rule, Readers readers, Transactions transactions, Mirror mirror, WriterGauge gauge, Clock clock) {
        this.rule = rule;
        this.readers = readers;
        this.transactions = transactions;
        this.mirror = mirror;
        this.gauge = gauge;
        this.clock = clock;
    }

    /** @return how many sessions have left */
    int round() {
        List<String> due = readers.read(handle -> handle.createQuery(DUE)
                .bind("before", clock.wallMillis() - rule.days() * DAY_MILLIS)
                .bind("copied", mirror.copiedThrough)
                .bind("unlinked", Release.NO_PATIENT)
                .mapTo(String.class)
                .list());
        int left = 0;
        for (String session : due) {
            try {
                Path file = kept(session);
                transactions.call(
                        new Work.Command<>(connection -> remove(connection, session), rows -> left(session, file)));
                LOG.info("session {} is kept as {} and has left the database", session, file);
                left++;
            } catch (IOException e) {
                LOG.error("session {} stays in the database: its record cannot be kept: {}", session, e.getMessage());
                gauge.warn("records of old sessions cannot be kept: " + e.getMessage());
                return left;
            }
        }
        return left;
    }

    private Path kept(String session) throws IOException {
        SessionRecord record = record(readers, session);
        long archived = readers.read(
                handle -> handle.createQuery("SELECT coalesce(sum(count), 0) FROM archive WHERE session = ?")
                        .bind(0, session)
                        .mapTo(Long.class)
                        .one());
        if (record.inputs().size() < archived) {
            throw new IOException("only " + record.inputs().size() + " of its " + archived + " inputs can be read");
        }
        Files.createDirectories(rule.folder());
        Path file = rule.folder().resolve(session.replaceAll("[^A-Za-z0-9._-]", "_") + ".jsonl.gz");
        RecordFile.writeVerified(record, file);
        return file;
    }

    public static SessionRecord record(Readers readers, String session) {
        List<ChartOutbox.Row> charted = StoredOutbox.list(readers, "WHERE session = ? ORDER BY id", session);
        return new SessionRecord(
                new BlockLog(readers).inputs(session),
                new StoredHistory(readers, new SeriesBoard()).events(session),
                charted);
    }

    private static int remove(Connection connection, String session) throws SQLException {
        int rows = delete(connection, "chunk WHERE series IN (SELECT id FROM series WHERE session = ?)", session);
        for (String table : TABLES) {
            rows += delete(connection, table + " WHERE session = ?", session);
        }
        return rows + delete(connection, "session WHERE id = ?", session);
    }

    private static int delete(Connection connection, String from, String session) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM " + from)) {
            delete.setString(1, session);
            return delete.executeUpdate();
        }
    }

    private AuditChain.Row left(String session, Path file) {
        return new AuditChain.Row(
                session, 0, clock.wallMillis(), "session", "removed", "", "kept as " + file.getFileName());
    }
}
