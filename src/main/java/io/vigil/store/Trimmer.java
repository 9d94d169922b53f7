package io.vigil.store;

import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Snapshot;
import io.vigil.store.block.Block;
import io.vigil.store.block.Garbled;
import io.vigil.store.file.Readers;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.read.Archive;
import io.vigil.store.read.BlockLog;
import io.vigil.store.read.SnapshotRows;
import io.vigil.time.Clock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the journal short: it verifies snapshots, and what lies behind the last verified one of every open session and
 * behind the oldest sample in no chunk, it packs into the sessions' archives. Reads on its own thread; what it writes
 * goes through the writer, in small pieces.
 */
final class Trimmer {
    /** Rows a session keeps: the last verified snapshot and the one before it. */
    private static final int KEPT = 2;

    private static final String NEXT_ARCHIVES = "SELECT * FROM archive WHERE id > ? ORDER BY id LIMIT 16";
    private static final int MOST_BLOCKS = 500;
    private static final int MOST_BYTES = 1 << 20;
    /** A series that is measured rarely is sealed after so long, or it would hold the journal for hours. */
    private static final long SEAL_AFTER_MILLIS = 600_000;

    private static final Logger LOG = LoggerFactory.getLogger(Trimmer.class);

    private final Readers readers;
    private final BlockLog log;
    private final Mirror mirror;
    private final Transactions transactions;
    private final WriterGauge gauge;
    private final Clock clock;
    /** The last archive row looked at. */
    private long scrubbed;

    Trimmer(Readers readers, BlockLog log, Mirror mirror, Transactions transactions, WriterGauge gauge, Clock clock) {
        this.readers = readers;
        this.log = log;
        this.mirror = mirror;
        this.transactions = transactions;
        this.gauge = gauge;
        this.clock = clock;
    }

    /**
     * One round. Blocking; on its own thread.
     *
     * @return how many blocks have left the journal
     */
    synchronized int round() {
        transactions.seal(mirror.reached() - SEAL_AFTER_MILLIS);
        log.firsts().forEach(this::verify);
        scrub();
        transactions.call(connection -> {
            forgetSnapshots(connection);
            return true;
        });
        int trimmed = 0;
        long behind = behind();
        for (int blocks = pack(behind); blocks > 0; blocks = pack(behind)) {
            trimmed += blocks;
        }
        return trimmed;
    }

    /** Every archive is looked at once while the service runs: what went bad on the disk is said before it is needed. */
    private void scrub() {
        boolean more = true;
        while (more) {
            more = readers.read(handle -> handle.createQuery(NEXT_ARCHIVES)
                            .bind(0, scrubbed)
                            .map((row, ctx) -> look(row))
                            .list())
                    .contains(Boolean.TRUE);
        }
    }

    private boolean look(ResultSet row) throws SQLException {
        Archive.Row archived = Archive.of(row);
        scrubbed = row.getLong("id");
        if (archived.checksum() != row.getLong("crc32c")) {
            LOG.error("archive {} fails its checksum", scrubbed);
            gauge.warn("an archive of " + archived.words() + " is damaged");
        }
        return true;
    }

    private void verify(Input first) {
        String session = first.session();
        for (SnapshotRows.Kept kept : rows("session = ? AND verified = 0", session)) {
            if (kept.intact() && same(first, kept.snapshot())) {
                transactions.call(
                        connection -> update(connection, "UPDATE snapshot SET verified = 1 WHERE id = ?", kept.id()));
            } else if (kept.intact() && kept.snapshot().version() != Session.STATE_VERSION) {
                LOG.info("a snapshot of session {} is another version's and is not kept", session);
                transactions.call(connection -> update(connection, "DELETE FROM snapshot WHERE id = ?", kept.id()));
            } else {
                LOG.error("a snapshot of session {} does not give the session back and is thrown away", session);
                gauge.warn("a snapshot could not be verified and was thrown away: see the log");
                transactions.call(connection -> update(connection, "DELETE FROM snapshot WHERE id = ?", kept.id()));
            }
        }
    }

    /** Read into a session and written again it must be the same, byte for byte. */
    private static boolean same(Input first, Snapshot snapshot) {
        try {
            Snapshot again = Session.resume(first, snapshot).snapshot();
            return Arrays.equals(again.state(), snapshot.state())
                    && again.alarms().equals(snapshot.alarms());
        } catch (RuntimeException e) {
            LOG.error("a snapshot cannot be read", e);
            return false;
        }
    }

    private List<SnapshotRows.Kept> rows(String where, String session) {
        return readers.read(handle -> {
            try {
                return SnapshotRows.read(handle.getConnection(), where, session);
            } catch (SQLException e) {
                throw new StoreUnavailable("the snapshots cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** Also those of sessions that are over, which nobody goes on with. */
    private static void forgetSnapshots(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM snapshot WHERE session IN"
                    + " (SELECT id FROM session WHERE ended_millis IS NOT NULL)");
            statement.executeUpdate("DELETE FROM snapshot AS old WHERE " + KEPT + " <= (SELECT count(*) FROM snapshot"
                    + " AS later WHERE later.session = old.session AND later.verified = 1 AND later.id > old.id)");
        }
    }

    private static int update(Connection connection, String sql, long id) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            return statement.executeUpdate();
        }
    }

    /** Blocks before this one nobody needs in order to go on. */
    private long behind() {
        long unsealed = mirror.series.oldestUnsealed();
        long snapshots = readers.read(handle -> handle.createQuery("SELECT coalesce(min(coalesce("
                        + "(SELECT max(block) FROM snapshot WHERE session = s.id AND verified = 1), s.first_block)),"
                        + " 9223372036854775807) FROM session s WHERE s.ended_millis IS NULL")
                .mapTo(Long.class)
                .one());
        long last = readers.read(handle -> handle.createQuery("SELECT coalesce(max(id), 0) FROM journal_block")
                .mapTo(Long.class)
                .one());
        return Math.min(Math.min(unsealed, snapshots), last + 1 - Mirror.LOOK_BACK);
    }

    /** @return how many blocks, all before {@code behind}, have been packed and have left the journal */
    private int pack(long behind) {
        List<Block> blocks = oldest(behind);
        Optional<Block> bad = blocks.stream().filter(block -> !block.intact()).findFirst();
        if (bad.isPresent()) {
            setAside(bad.get());
            return 1;
        }
        if (blocks.isEmpty()) {
            return 0;
        }
        List<Archive.Row> rows;
        try {
            rows = Archive.pack(blocks);
        } catch (Garbled e) {
            // Written as it stands, by another version: it stays for one that can read it, and so do those after it.
            LOG.error("a journal block cannot be read and is not archived", e);
            return 0;
        }
        long first = blocks.get(0).id();
        long last = blocks.get(blocks.size() - 1).id();
        transactions.call(connection -> {
            for (Archive.Row row : rows) {
                Archive.insert(connection, row);
            }
            try (var delete = connection.prepareStatement("DELETE FROM journal_block WHERE id BETWEEN ? AND ?")) {
                delete.setLong(1, first);
                delete.setLong(2, last);
                return delete.executeUpdate();
            }
        });
        return blocks.size();
    }

    private List<Block> oldest(long behind) {
        return readers.read(handle -> {
            List<Block> blocks = new ArrayList<>();
            int[] bytes = {0};
            try {
                BlockLog.scan(handle.getConnection(), 0, MOST_BLOCKS, block -> {
                    if (block.id() < behind && bytes[0] < MOST_BYTES) {
                        blocks.add(block);
                        bytes[0] += block.payload().length;
                    }
                });
            } catch (SQLException e) {
                throw new StoreUnavailable("the journal cannot be read: " + e.getMessage(), e);
            }
            return blocks;
        });
    }

    /** The samples in it are in chunks and the state in a snapshot; what is lost is a part of the session's archive. */
    private void setAside(Block bad) {
        String reason = "its checksum is wrong; found while the service ran";
        LOG.error("journal block {} with {} records is set aside: {}", bad.id(), bad.count(), reason);
        gauge.warn("journal block " + bad.id() + " is damaged and was set aside: see the log");
        transactions.call(connection -> {
            Quarantine.keep(connection, bad, 0, clock.wallMillis(), reason);
            return true;
        });
    }
}
