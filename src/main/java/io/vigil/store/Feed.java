package io.vigil.store;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.store.block.Block;
import io.vigil.store.block.BlockDecoder;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Stored;
import io.vigil.store.file.Readers;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.read.Archive;
import io.vigil.store.read.BlockLog;
import io.vigil.vital.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was measured in sessions, in the order of the journal and from any place in it, for one copy elsewhere: from the
 * journal's blocks and, where these have been packed away, from the archives. Blocking; never on a session's loop.
 */
public final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int MOST_BLOCKS = 200;
    private static final int MOST_READINGS = 20_000;

    /** How far a copy has come. @param atMillis arrival of the last of it, epoch ms; 0 before any */
    public record Reached(long block, long atMillis) {
        public static final Reached NOTHING = new Reached(0, 0);
    }

    /** A reading with the input that brought it. */
    public record Row(Input input, Happening.Measured frame, Reading reading) {}

    /** @param reached the copy's place once it has the rows; the same as before when there is nothing new */
    public record Part(List<Row> rows, Reached reached) {}

    private final Readers readers;
    private final Transactions transactions;
    private final Mirror mirror;
    /** A frame that was delivered again is journaled again, and counts once. */
    private final SeenFrames seen = new SeenFrames();

    Feed(Readers readers, Transactions transactions, Mirror mirror) {
        this.readers = readers;
        this.transactions = transactions;
        this.mirror = mirror;
        mirror.copiedThrough = 0;
    }

    /** The place kept last. @param target names the copy */
    public Reached reached(String target) {
        return readers.read(handle -> handle.createQuery("SELECT block, at_millis FROM upload WHERE target = ?")
                .bind(0, target)
                .map((row, ctx) -> new Reached(row.getLong(1), row.getLong(2)))
                .findOne()
                .orElse(Reached.NOTHING));
    }

    /** Durable when it returns. @throws StoreUnavailable when it cannot be written now */
    public void keep(String target, Reached reached) {
        mirror.copiedThrough = reached.block;
        transactions.call(connection -> {
            try (var put = connection.prepareStatement("INSERT INTO upload VALUES (?, ?, ?) ON CONFLICT (target)"
                    + " DO UPDATE SET block = excluded.block, at_millis = excluded.at_millis")) {
                put.setString(1, target);
                put.setLong(2, reached.block());
                put.setLong(3, reached.atMillis());
                return put.executeUpdate();
            }
        });
    }

    /** The last instant that is durable, epoch ms. */
    public long throughMillis() {
        return mirror.throughMillis;
    }

    /** Blocks after this place. */
    public long behind(long block) {
        return readers.read(handle -> {
            try {
                return Math.max(0, Mirror.lastBlock(handle.getConnection()) - block);
            } catch (SQLException e) {
                throw new StoreUnavailable("the journal cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** A little before a place, from where redeliveries are known as the store itself knows them after a restart. */
    public static Reached before(Reached place) {
        return new Reached(Math.max(0, place.block - Mirror.LOOK_BACK), place.atMillis);
    }

    /** Each part once, one thread. The next readings; a bounded number of blocks. A block that cannot be read is passed over, as history does. */
    public Part after(Reached from) {
        // One picture of archive and journal: a block on its way from the one to the other is in either.
        return readers.read(handle -> handle.inTransaction(same -> {
            try {
                return next(same.getConnection(), from);
            } catch (SQLException e) {
                throw new StoreUnavailable("the journal cannot be read: " + e.getMessage(), e);
            }
        }));
    }

    private Part next(Connection connection, Reached from) throws SQLException {
        long archived = number(connection, "SELECT coalesce(max(last_block), 0) FROM archive", 0);
        var gathered = new Gathered(from, seen);
        if (archived > from.block) {
            long through = Math.min(from.block + MOST_BLOCKS, archived);
            archives(connection, from.block, through, gathered);
            gathered.block = through;
        } else {
            BlockLog.scan(connection, from.block + 1, MOST_BLOCKS, block -> {
                if (gathered.rows.size() < MOST_READINGS) {
                    gathered.journaled(block);
                }
            });
        }
        seen.committed();
        return new Part(gathered.rows, new Reached(gathered.block, gathered.atMillis));
    }

    private static void archives(Connection connection, long after, long through, Gathered into) throws SQLException {
        try (var query = connection.prepareStatement("SELECT * FROM archive WHERE last_block > ? AND first_block <= ?"
                + " AND session <> ? ORDER BY first_block, id")) {
            query.setLong(1, after);
            query.setLong(2, through);
            query.setString(3, Archive.UNWORN);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    into.archived(Archive.of(rows), rows.getLong("crc32c"), after, through);
                }
            }
        }
    }

    private static long number(Connection connection, String sql, long none) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : none;
        }
    }

    /** Rows as they come, and how far they reach. */
    private static final class Gathered {
        final List<Row> rows = new ArrayList<>();
        private final SeenFrames seen;
        long block;
        long atMillis;

        Gathered(Reached from, SeenFrames seen) {
            this.seen = seen;
            this.block = from.block;
            this.atMillis = from.atMillis;
        }

        void journaled(Block next) {
            block = next.id();
            if (next.intact()) {
                atMillis = Math.max(atMillis, next.throughMillis());
                take(next.id(), next.payload());
            } else {
                LOG.error("journal block {} fails its checksum; its readings are not copied", next.id());
            }
        }

        void archived(Archive.Row row, long crc32c, long after, long through) {
            try {
                Archive.unpack(row, crc32c, (id, payload) -> {
                    if (id > after && id <= through) {
                        take(id, payload);
                    }
                });
            } catch (Garbled e) {
                LOG.error("an archive of {} cannot be read; its readings are not copied", row.words());
            }
        }

        private void frame(Input input, Happening.Measured m) {
            if (seen.first(input.session(), m.device(), m.measuredMillis(), m.stamp(), m.readings())) {
                m.readings().forEach(one -> rows.add(new Row(input, m, one)));
            }
        }

        private void take(long id, byte[] payload) {
            try {
                for (Stored record : BlockDecoder.decode(payload)) {
                    if (record instanceof Stored.Folded folded
                            && folded.input().what() instanceof Happening.Measured frame) {
                        atMillis = Math.max(atMillis, folded.input().atMillis());
                        frame(folded.input(), frame);
                    }
                }
            } catch (Garbled e) {
                LOG.error("journal block {} cannot be read; its readings are not copied", id);
            }
        }
    }
}
