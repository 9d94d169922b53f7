package io.vigil.store;

import io.vigil.session.port.Journal;
import io.vigil.store.block.Block;
import io.vigil.store.block.BlockDecoder;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Stored;
import io.vigil.store.file.Database;
import io.vigil.store.file.Faults;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.pages.PageScan;
import io.vigil.store.pages.RowScan;
import io.vigil.store.read.Archive;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A new database from what is left of a damaged one: the journal's intact blocks are journaled again, which makes
 * sessions, series, samples and the audit log; the rest is copied row by row. Reads the damaged files, never writes
 * them.
 */
final class Salvage {
    /**
     * Not {@code upload}: block numbers lost at the end are given again, so that a copy elsewhere begins anew, which
     * does it no harm.
     */
    private static final List<String> COPIED = List.of(
            "quarantine", "set_aside", "alarm_event", "notice", "outbox", "account", "pin", "token", "waveform");

    private final Database damaged;
    private final Database fresh;
    private final SalvageReport report;
    private final Map<String, Long> lastSeq = new HashMap<>();
    private final Map<String, Long> firstBlock = new HashMap<>();

    private Salvage(Database damaged, Database fresh, SalvageReport report) {
        this.damaged = damaged;
        this.fresh = fresh;
        this.report = report;
    }

    /** @param fresh a file that is not there yet */
    static SalvageReport into(Database fresh, Database damaged, StoreOptions options) throws SQLException, IOException {
        var salvage = new Salvage(damaged, fresh, new SalvageReport());
        try (Connection to = fresh.write()) {
            fresh.migrate();
            to.setAutoCommit(false);
            try (var statement = to.createStatement()) {
                statement.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, through_millis INTEGER,"
                        + " count INTEGER, payload BLOB, crc32c INTEGER)");
                statement.execute("CREATE TEMP TABLE packed (block INTEGER, payload BLOB)");
            }
            salvage.collect(to);
            salvage.journal(to, options);
            salvage.beginnings(to);
            salvage.openAgain(to);
            salvage.snapshots(to);
            to.commit();
        }
        return salvage.report;
    }

    private void collect(Connection to) throws SQLException, IOException {
        try (var insert = to.prepareStatement("INSERT INTO found VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                + " SET through_millis = excluded.through_millis, count = excluded.count, payload = excluded.payload,"
                + " crc32c = excluded.crc32c WHERE excluded.through_millis > found.through_millis")) {
            PageScan.read(damaged.file(), damaged.log(), block -> found(insert, block));
            try (Connection from = damaged.read()) {
                String problem = RowScan.read(from, "journal_block", row -> {
                    byte[] payload = row.getBytes("payload");
                    var block = new Block(
                            row.getLong("id"),
                            row.getLong("through_millis"),
                            row.getInt("count"),
                            payload == null ? new byte[0] : payload,
                            row.getLong("crc32c"));
                    if (block.intact()) {
                        found(insert, block);
                    }
                });
                report.unread("journal_block", problem);
                archives(from, to);
                sessions(from, to);
                for (String table : COPIED) {
                    copy(from, to, table);
                }
            } catch (SQLException e) {
                report.unread("all tables but the journal", String.valueOf(e.getMessage()));
            }
        }
    }

    /** After the journal: what a snapshot stands for would be taken for inputs that are there already. */
    private void snapshots(Connection to) throws SQLException {
        try (Connection from = damaged.read()) {
            copy(from, to, "snapshot");
        } catch (SQLException e) {
            report.unread("snapshot", String.valueOf(e.getMessage()));
        }
    }

    private static void found(PreparedStatement insert, Block block) {
        try {
            insert.setLong(1, block.id());
            insert.setLong(2, block.throughMillis());
            insert.setLong(3, block.count());
            insert.setBytes(4, block.payload());
            insert.setLong(5, block.crc32c());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreUnavailable("the salvaged journal cannot be written: " + e.getMessage(), e);
        }
    }

    /** Taken apart into the blocks they came from, so that everything is told again in its order. */
    private void archives(Connection from, Connection to) throws SQLException {
        try (var insert = to.prepareStatement("INSERT INTO packed VALUES (?, ?)")) {
            String problem = RowScan.read(from, "archive", row -> {
                Archive.Row packed = Archive.of(row);
                try {
                    Archive.unpack(packed, row.getLong("crc32c"), (block, payload) -> {
                        try {
                            insert.setLong(1, block);
                            insert.setBytes(2, payload);
                            insert.executeUpdate();
                        } catch (SQLException e) {
                            throw new StoreUnavailable("the archive cannot be written: " + e.getMessage(), e);
                        }
                    });
                } catch (Garbled e) {
                    report.lostArchive(packed);
                }
            });
            report.unread("archive", problem);
        }
    }

    /** Only the rules they began with; how they went on and whether they ended is told by the journal. */
    private void sessions(Connection from, Connection to) throws SQLException {
        try (var insert = to.prepareStatement("INSERT OR IGNORE INTO session (id, patient, chair, protocol,"
                + " protocol_title, started_millis, first_block, opening_seq, opening) VALUES (?,?,?,?,?,?,?,?,?)")) {
            String[] columns = {
                "id",
                "patient",
                "chair",
                "protocol",
                "protocol_title",
                "started_millis",
                "first_block",
                "opening_seq",
                "opening"
            };
            String problem = RowScan.read(from, "session", row -> {
                for (int i = 0; i < columns.length; i++) {
                    insert.setObject(i + 1, row.getObject(columns[i]));
                }
                put(insert);
            });
            report.unread("session", problem);
        }
    }

    private void copy(Connection from, Connection to, String table) throws SQLException {
        int[] rows = {0, 0};
        var places = new StringBuilder();
        try (var shape = to.createStatement().executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
            int columns = shape.getMetaData().getColumnCount();
            places.append(String.join(", ", Collections.nCopies(columns, "?")));
            try (var insert = to.prepareStatement("INSERT OR IGNORE INTO " + table + " VALUES (" + places + ")")) {
                String problem = RowScan.read(from, table, row -> {
                    for (int i = 1; i <= columns; i++) {
                        insert.setObject(i, row.getObject(i + 1));
                    }
                    rows[put(insert) ? 0 : 1]++;
                });
                report.copied(table, rows[0], rows[1]);
                report.unread(table, problem);
            }
        }
    }

    private static boolean put(PreparedStatement insert) {
        try {
            return insert.executeUpdate() > 0;
        } catch (SQLException e) {
            if (Faults.ofDisk(e)) {
                throw new StoreUnavailable("the salvaged database cannot be written: " + e.getMessage(), e);
            }
            return false;
        }
    }

    /** Under their old numbers, so that what is missing can be named. */
    private void journal(Connection to, StoreOptions options) throws SQLException {
        var mirror = new Mirror(options);
        mirror.load(to);
        var commit = new Commit(to, mirror);
        long before = 0;
        Told told = new Told(0, 0, new ArrayList<>());
        try (var statement = to.createStatement();
                var rows = statement.executeQuery("SELECT id, through_millis, payload FROM found UNION ALL"
                        + " SELECT block, 0, payload FROM packed WHERE block NOT IN (SELECT id FROM found)"
                        + " ORDER BY 1")) {
            while (rows.next()) {
                long block = rows.getLong(1);
                report.missing(before + 1, block - 1);
                before = block;
                if (block != told.block) {
                    again(commit, mirror, told);
                    told = new Told(block, rows.getLong(2), new ArrayList<>());
                }
                try {
                    told.records.addAll(BlockDecoder.decode(rows.getBytes(3)));
                } catch (Garbled e) {
                    report.missing(block, block);
                }
            }
        }
        again(commit, mirror, told);
    }

    /** A block to be told again, found whole or put together from the archives. */
    private record Told(long block, long throughMillis, List<Stored> records) {}

    private void again(Commit commit, Mirror mirror, Told told) throws SQLException {
        if (told.block == 0) {
            return;
        }
        mirror.nextBlock = told.block;
        mirror.lastBlockIdle = false;
        commit.begin();
        for (Stored record : told.records) {
            if (record instanceof Stored.Folded folded) {
                var input = folded.input();
                report.seen(input, lastSeq);
                firstBlock.putIfAbsent(input.session(), told.block);
                commit.take(
                        new Work.Appended(new Journal.Entry(input, List.of(), List.of()), new Promise(durable -> {})));
            } else if (record instanceof Stored.Unworn unworn) {
                commit.take(new Work.Unworn(unworn.frame(), new Promise(durable -> {})));
            }
        }
        commit.finish(told.throughMillis, true);
        report.block(told.records.size());
    }

    /** A session begins where the first of its inputs now is; one of which only the rules are left, before all. */
    private void beginnings(Connection to) throws SQLException {
        try (var none = to.createStatement();
                var one = to.prepareStatement("UPDATE session SET first_block = ? WHERE id = ?")) {
            none.executeUpdate("UPDATE session SET first_block = 0");
            for (var each : firstBlock.entrySet()) {
                one.setLong(1, each.getValue());
                one.setString(2, each.getKey());
                one.executeUpdate();
            }
        }
    }

    /** A session that the old database called ended stays so, even where its discharge was lost. */
    private void openAgain(Connection to) throws SQLException {
        Map<String, Long> ended = new HashMap<>();
        try (Connection from = damaged.read()) {
            RowScan.read(from, "session", row -> {
                if (row.getLong("ended_millis") > 0 && row.getLong("last_seq") > 0) {
                    ended.put(row.getString("id"), row.getLong("ended_millis"));
                }
            });
        } catch (SQLException e) {
            report.unread("session", String.valueOf(e.getMessage()));
        }
        try (var end = to.prepareStatement(
                "UPDATE session SET ended_millis = ?, last_seq = ? WHERE id = ? AND ended_millis IS NULL")) {
            for (var one : ended.entrySet()) {
                end.setLong(1, one.getValue());
                end.setLong(2, lastSeq.getOrDefault(one.getKey(), 1L));
                end.setString(3, one.getKey());
                end.executeUpdate();
            }
        }
    }
}
