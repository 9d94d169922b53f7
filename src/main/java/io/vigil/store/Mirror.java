package io.vigil.store;

import io.vigil.store.block.Garbled;
import io.vigil.store.read.AuditChain;
import io.vigil.store.series.Series;
import io.vigil.store.series.SeriesBoard;
import io.vigil.vital.Metric;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the writer remembers of the committed database, so that a commit reads nothing. Writer thread only. */
final class Mirror {
    /** Whether a nurse releases every value for the chart. Set before the first commit of a session. */
    volatile boolean manualRelease;

    /** Blocks before an open session that are still read at start, to know a redelivery by. */
    static final int LOOK_BACK = 256;

    final SeriesBoard series = new SeriesBoard();
    final SeenFrames seen = new SeenFrames();
    private final Map<String, SessionMark> marks = new HashMap<>();
    /** Where each open session's row says that its journal begins. */
    final Map<String, Long> firstBlocks = new HashMap<>();

    private final StoreOptions options;
    long nextBlock;
    long nextSeries;
    volatile long throughMillis;
    /** A copy elsewhere has all blocks up to this one; it reads the others from here. */
    volatile long copiedThrough = Long.MAX_VALUE;

    /** True when the last block holds no records, so that the next idle second may move its end. */
    boolean lastBlockIdle;

    long auditCount;
    byte[] auditHead = AuditChain.ORIGIN;
    /** The first block that must be read at start. */
    long scanFrom;

    Mirror(StoreOptions options) {
        this.options = options;
    }

    void load(Connection connection) throws SQLException {
        nextBlock = 1 + lastBlock(connection);
        nextSeries = 1 + number(connection, "SELECT coalesce(max(id), 0) FROM series");
        auditCount = number(connection, "SELECT coalesce(max(n), 0) FROM audit");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT hash FROM audit ORDER BY n DESC LIMIT 1")) {
            auditHead = rows.next() ? rows.getBytes(1) : AuditChain.ORIGIN;
        }
        scanFrom = Math.max(1, nextBlock - LOOK_BACK);
        if (number(connection, "SELECT count(*) FROM session WHERE (ended_millis IS NULL) <> (last_seq = 0)") > 0) {
            throw new Garbled("a session is both open and ended");
        }
        loadSessions(connection);
        loadSeries(connection);
    }

    static long lastBlock(Connection connection) throws SQLException {
        return number(
                connection,
                "SELECT max((SELECT coalesce(max(id), 0) FROM journal_block),"
                        + " (SELECT coalesce(max(block_id), 0) FROM quarantine),"
                        + " (SELECT coalesce(max(last_block), 0) FROM archive))");
    }

    private void loadSessions(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, first_block, max("
                        + "(SELECT coalesce(max(last_seq), 0) FROM archive WHERE session = s.id),"
                        + " (SELECT coalesce(max(seq), 0) FROM snapshot WHERE session = s.id))"
                        + " FROM session s WHERE ended_millis IS NULL")) {
            while (rows.next()) {
                String id = rows.getString(1);
                marks.put(id, new SessionMark(id, rows.getLong(3), false, true));
                firstBlocks.put(id, rows.getLong(2));
                scanFrom = Math.min(scanFrom, rows.getLong(2));
            }
        }
    }

    private void loadSeries(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT s.id, s.device, s.metric,"
                        + " (SELECT coalesce(max(through_block), 0) FROM chunk WHERE series = s.id), s.session"
                        + " FROM series s JOIN session o ON o.id = s.session WHERE o.ended_millis IS NULL")) {
            while (rows.next()) {
                series.put(rows.getString(5), stored(rows));
            }
        }
    }

    /** The session's place; reads the database once for a session that is not open. */
    SessionMark mark(Connection connection, String session) throws SQLException {
        SessionMark known = marks.get(session);
        if (known != null) {
            return known;
        }
        var mark = new SessionMark(session, 0, false, false);
        try (var statement =
                connection.prepareStatement("SELECT last_seq, ended_millis IS NOT NULL FROM session WHERE id = ?")) {
            statement.setString(1, session);
            try (var rows = statement.executeQuery()) {
                if (rows.next()) {
                    mark = new SessionMark(session, rows.getLong(1), rows.getBoolean(2), true);
                }
            }
        }
        marks.put(session, mark);
        return mark;
    }

    @Nullable
    SessionMark known(String session) {
        return marks.get(session);
    }

    /** The series, its row found in the database or one to be made. */
    Series series(Connection connection, String session, String device, Metric metric) throws SQLException {
        Series known = series.find(session, device, metric);
        if (known != null) {
            return known;
        }
        Series found = null;
        try (var statement = connection.prepareStatement("SELECT id, device, metric,"
                + " (SELECT coalesce(max(through_block), 0) FROM chunk WHERE series = series.id)"
                + " FROM series WHERE session = ? AND device = ? AND metric = ?")) {
            statement.setString(1, session);
            statement.setString(2, device);
            statement.setString(3, metric.wire());
            try (var rows = statement.executeQuery()) {
                if (rows.next()) {
                    found = stored(rows);
                }
            }
        }
        if (found == null) {
            found = new Series(series.lock(), nextSeries, device, metric, sealAt(nextSeries), 0, false);
            nextSeries++;
        }
        series.put(session, found);
        return found;
    }

    private Series stored(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        Metric metric = Metric.ofWire(row.getString(3)).orElseThrow();
        return new Series(series.lock(), id, row.getString(2), metric, sealAt(id), row.getLong(4), true);
    }

    /** The last instant that is durable, epoch ms; any thread. */
    long reached() {
        return throughMillis;
    }

    /** Staggered, so that series which began together are not all sealed in one commit. */
    private int sealAt(long id) {
        int spread = options.sealHigh() - options.sealLow() + 1;
        return options.sealLow() + Math.floorMod((int) (id * 0x9E3779B9L >>> 8), spread);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
