package io.vigil.store;

import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartOutbox;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Json;
import io.vigil.store.file.Readers;
import io.vigil.store.read.AuditChain;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue to the EHR as a table. Its rows are written with the inputs they come from, in one transaction. */
public final class StoredOutbox implements ChartOutbox {
    private static final String DELIVERED = "UPDATE outbox SET state = 'DELIVERED', location = ?,"
            + " delivered_millis = ?, attempts = attempts + 1, reason = '' WHERE id = ?";
    private static final Logger LOG = LoggerFactory.getLogger(StoredOutbox.class);
    static final String ROW =
            "SELECT id, state, entry, queued_millis, attempts, next_millis, location, reason FROM outbox o ";

    private final Readers readers;
    private final Transactions transactions;

    StoredOutbox(Readers readers, Transactions transactions) {
        this.readers = readers;
        this.transactions = transactions;
    }

    @Override
    public List<Row> due(long nowMillis, int atMost) {
        return readers.read(handle -> handle
                // Named, since without figures of the table SQLite would read it from its first row.
                .createQuery(ROW + "INDEXED BY outbox_due WHERE state = 'PENDING' AND next_millis <= :now"
                        + " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.session = o.session AND e.id < o.id"
                        + " AND e.state = 'PENDING' AND e.next_millis > :now) ORDER BY id LIMIT :most")
                .bind("now", nowMillis)
                .bind("most", atMost)
                .map((row, ctx) -> row(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    @Override
    public void delivered(long id, String location, long atMillis) {
        update(DELIVERED, location, atMillis, id);
    }

    /** A bundle's rows are one wait for the disk, not twenty. */
    @Override
    public void delivered(Map<Long, String> locations, long atMillis) {
        transactions.call(connection -> {
            try (var statement = connection.prepareStatement(DELIVERED)) {
                for (Map.Entry<Long, String> row : locations.entrySet()) {
                    statement.setString(1, row.getValue());
                    statement.setLong(2, atMillis);
                    statement.setLong(3, row.getKey());
                    statement.executeUpdate();
                }
            }
            return locations.size();
        });
    }

    @Override
    public void retryAt(long id, long nextMillis, String reason) {
        update(
                "UPDATE outbox SET next_millis = ?, reason = ?, attempts = attempts + 1"
                        + " WHERE id = ? AND state = 'PENDING'",
                nextMillis,
                reason,
                id);
    }

    @Override
    public void quarantine(long id, String reason) {
        update(
                "UPDATE outbox SET state = 'QUARANTINED', reason = ?, attempts = attempts + 1"
                        + " WHERE id = ? AND state = 'PENDING'",
                reason,
                id);
    }

    @Override
    public void leave(long id, String reason) {
        update("UPDATE outbox SET state = 'WITHDRAWN', reason = ? WHERE id = ? AND state = 'PENDING'", reason, id);
    }

    @Override
    public boolean retryNow(long id) {
        return update(
                        "UPDATE outbox SET state = 'PENDING', next_millis = 0,"
                                + " reason = CASE state WHEN 'WAITING' THEN '' ELSE reason END WHERE id = ?"
                                + " AND (state IN ('PENDING', 'QUARANTINED') OR (state = 'WAITING' AND reason = ?))",
                        id,
                        Release.QUESTIONABLE)
                > 0;
    }

    @Override
    public void hold(long id, long nextMillis, String reason) {
        update(
                "UPDATE outbox SET next_millis = ?, reason = ? WHERE id = ? AND state = 'PENDING'",
                nextMillis,
                reason,
                id);
    }

    @Override
    public Said say(ChartWord word) {
        return transactions.call(new Work.Command<>(
                connection -> new Flowsheet(connection).apply(word),
                said -> said.rows() == 0
                        ? null
                        : new AuditChain.Row(
                                word.session(),
                                0,
                                word.atMillis(),
                                "chart",
                                Flowsheet.name(word),
                                word.by(),
                                Flowsheet.detail(word, said))));
    }

    @Override
    public List<Row> ofSession(String session) {
        return list("WHERE session = ? ORDER BY id", session);
    }

    @Override
    public List<Row> after(long id, int atMost) {
        return list("WHERE id > ? ORDER BY id LIMIT ?", id, atMost);
    }

    @Override
    public List<Row> rows(int atMost) {
        return list("ORDER BY id DESC LIMIT ?", atMost);
    }

    private List<Row> list(String where, Object... values) {
        return list(readers, where, values);
    }

    public static List<Row> list(Readers readers, String where, Object... values) {
        return readers.read(handle -> {
            var query = handle.createQuery(ROW + where);
            for (int i = 0; i < values.length; i++) {
                query.bind(i, values[i]);
            }
            return query.map((row, ctx) -> row(row)).list().stream()
                    .flatMap(Optional::stream)
                    .toList();
        });
    }

    @Override
    public Backlog backlog() {
        return readers.read(handle -> handle.createQuery(
                        "SELECT coalesce(sum(state = 'WAITING'), 0),"
                                + " coalesce(sum(state = 'PENDING'), 0), coalesce(sum(state = 'DELIVERED'), 0),"
                                + " coalesce(sum(state = 'QUARANTINED'), 0),"
                                + " coalesce(min(CASE WHEN state NOT IN ('DELIVERED', 'WITHDRAWN') THEN queued_millis END), 0) FROM outbox")
                .map((row, ctx) ->
                        new Backlog(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .one());
    }

    private int update(String sql, Object... values) {
        return transactions.call(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    /** Empty for a row whose bytes are damaged. */
    static Optional<Row> row(ResultSet row) throws SQLException {
        try {
            return Optional.of(new Row(
                    row.getLong(1),
                    State.valueOf(row.getString(2)),
                    Json.chartEntry(row.getString(3)),
                    row.getLong(4),
                    row.getInt(5),
                    row.getLong(6),
                    row.getString(7),
                    row.getString(8)));
        } catch (Garbled | IllegalArgumentException e) {
            LOG.error("chart entry {} cannot be read", row.getLong(1), e);
            return Optional.empty();
        }
    }

    /** At start: a row in no known state is for a person to look at. @return how many undelivered cannot be read */
    static int settle(Connection connection) throws SQLException {
        int unreadable = 0;
        try (var statement = connection.createStatement()) {
            statement.execute("UPDATE outbox SET state = 'QUARANTINED', reason = 'the row was damaged: check it'"
                    + " WHERE state NOT IN ('WAITING', 'PENDING', 'DELIVERED', 'QUARANTINED', 'WITHDRAWN')");
            try (var rows = statement.executeQuery(ROW + "WHERE state NOT IN ('DELIVERED', 'WITHDRAWN')")) {
                while (rows.next()) {
                    unreadable += row(rows).isPresent() ? 0 : 1;
                }
            }
        }
        return unreadable;
    }
}
