package io.vigil.store;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.store.block.BlockDecoder;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Json;
import io.vigil.store.block.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal read from its blocks. Blocking: at start and on workers. */
final class BlockLog {
    private static final Logger LOG = LoggerFactory.getLogger(BlockLog.class);
    private static final String SESSION = "SELECT id, first_block, opening_seq, opening, started_millis FROM session ";

    private record Opening(String session, long firstBlock, long seq, String opening, long startedMillis) {}

    private final Readers readers;

    BlockLog(Readers readers) {
        this.readers = readers;
    }

    /** Hands over each block from {@code from} on in order, one at a time in memory. */
    static void scan(Connection connection, long from, Consumer<Block> each) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT id, through_millis, count, payload, crc32c"
                + " FROM journal_block WHERE id >= ? ORDER BY id")) {
            statement.setLong(1, from);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[] payload = rows.getBytes(4);
                    each.accept(new Block(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getInt(3),
                            payload == null ? new byte[0] : payload,
                            rows.getLong(5)));
                }
            }
        }
    }

    List<List<Input>> openSessions() {
        return readers.read(handle -> inputs(handle, openings(handle, SESSION + "WHERE ended_millis IS NULL", "")));
    }

    /** Every input of one session, ended or not; empty when there is no such session. */
    List<Input> inputs(String session) {
        List<List<Input>> found =
                readers.read(handle -> inputs(handle, openings(handle, SESSION + "WHERE id = ?", session)));
        return found.isEmpty() ? List.of() : found.get(0);
    }

    private static List<Opening> openings(Handle handle, String sql, String session) {
        var query = handle.createQuery(sql);
        if (!session.isEmpty()) {
            query.bind(0, session);
        }
        return query.map((row, ctx) ->
                        new Opening(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4), row.getLong(5)))
                .list();
    }

    private static List<List<Input>> inputs(Handle handle, List<Opening> openings) {
        Map<String, List<Input>> bySession = new LinkedHashMap<>();
        long from = Long.MAX_VALUE;
        for (Opening opening : openings) {
            bySession.put(opening.session, new ArrayList<>());
            from = Math.min(from, opening.firstBlock);
        }
        if (openings.isEmpty()) {
            return List.of();
        }
        try {
            scan(handle.getConnection(), from, block -> collect(block, bySession));
        } catch (SQLException e) {
            throw new StoreUnavailable("the journal cannot be read: " + e.getMessage(), e);
        }
        for (Opening opening : openings) {
            restore(opening, bySession.getOrDefault(opening.session, new ArrayList<>()));
        }
        return bySession.values().stream().filter(all -> !all.isEmpty()).toList();
    }

    private static void collect(Block block, Map<String, List<Input>> bySession) {
        if (!block.intact()) {
            LOG.error("journal block {} fails its checksum; its inputs are left out", block.id());
            return;
        }
        try {
            for (Stored stored : BlockDecoder.decode(block.payload())) {
                if (stored instanceof Stored.Folded folded) {
                    List<Input> inputs = bySession.get(folded.input().session());
                    if (inputs != null) {
                        inputs.add(folded.input());
                    }
                }
            }
        } catch (Garbled e) {
            LOG.error("journal block {} cannot be read; its inputs are left out", block.id(), e);
        }
    }

    /** The rules of a session are kept beside its row: a lost first block must not leave it without alarms. */
    private static void restore(Opening opening, List<Input> inputs) {
        boolean there = !inputs.isEmpty() && inputs.get(0).what() instanceof Happening.Started;
        if (!there && !opening.opening.isEmpty()) {
            try {
                Happening started = Json.happening(opening.opening);
                inputs.add(0, new Input(opening.session, opening.seq, opening.startedMillis, started));
            } catch (Garbled e) {
                LOG.error("the rules of session {} cannot be read", opening.session, e);
            }
        }
    }
}
