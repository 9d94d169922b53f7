package io.vigil.store.read;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.Journal.Past;
import io.vigil.store.block.Block;
import io.vigil.store.block.BlockDecoder;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Json;
import io.vigil.store.block.Stored;
import io.vigil.store.file.Readers;
import io.vigil.store.file.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inputs read from a session's archive and from the journal's blocks after it. Blocking: at start and on workers. */
public final class BlockLog {
    private static final Logger LOG = LoggerFactory.getLogger(BlockLog.class);
    private static final String SESSION = "SELECT id, first_block, opening_seq, opening, started_millis FROM session ";

    private record Opening(String session, long firstBlock, long seq, String opening, long startedMillis) {}

    private final Readers readers;

    public BlockLog(Readers readers) {
        this.readers = readers;
    }

    /** Hands over each block from {@code from} on in order, one at a time in memory. */
    public static void scan(Connection connection, long from, Consumer<Block> each) throws SQLException {
        scan(connection, from, Long.MAX_VALUE, each);
    }

    /** @param most so many blocks */
    public static void scan(Connection connection, long from, long most, Consumer<Block> each) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT id, through_millis, count, payload, crc32c"
                + " FROM journal_block WHERE id >= ? ORDER BY id LIMIT ?")) {
            statement.setLong(1, from);
            statement.setLong(2, most);
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

    /** Sessions of which not even the first input is left are not among them. The journal is read once for all. */
    public List<Past> openSessions() {
        List<Input> firsts = firsts();
        Map<String, List<Input>> journaled = new HashMap<>();
        firsts.forEach(first -> journaled.put(first.session(), new ArrayList<>()));
        readers.read(handle -> {
            try {
                scan(
                        handle.getConnection(),
                        0,
                        block -> journaled(block, input -> {
                            List<Input> inputs = journaled.get(input.session());
                            if (inputs != null) {
                                inputs.add(input);
                            }
                        }));
            } catch (SQLException e) {
                throw new StoreUnavailable("the journal cannot be read: " + e.getMessage(), e);
            }
            return true;
        });
        return firsts.stream()
                .<Past>map(first -> new Pasts(readers, this, first, journaled.getOrDefault(first.session(), List.of())))
                .toList();
    }

    /** The first input of each open session. */
    public List<Input> firsts() {
        List<Opening> openings = readers.read(handle -> openings(handle, SESSION + "WHERE ended_millis IS NULL", ""));
        return openings.stream().map(this::first).flatMap(Optional::stream).toList();
    }

    /** What the archive has of a session above {@code afterSeq}, then what the journal had when it was read. */
    public List<Input> inputs(Input first, long afterSeq, List<Input> journaled) {
        return readers.read(handle -> {
            Collected collected = new Collected(first.session(), afterSeq);
            try {
                archived(handle.getConnection(), first.session(), afterSeq, collected);
            } catch (SQLException e) {
                throw new StoreUnavailable("the archive cannot be read: " + e.getMessage(), e);
            }
            journaled.forEach(collected);
            return collected.from(afterSeq < first.seq() ? Optional.of(first) : Optional.empty());
        });
    }

    /** Inputs of one session, each once, in order. */
    private static final class Collected implements Consumer<Input> {
        private final String session;
        private final List<Input> inputs = new ArrayList<>();
        private long reached;

        Collected(String session, long afterSeq) {
            this.session = session;
            this.reached = afterSeq;
        }

        @Override
        public void accept(Input input) {
            if (input.session().equals(session) && input.seq() > reached) {
                inputs.add(input);
                reached = input.seq();
            }
        }

        /** The rules of a session are kept beside its row: a lost block must not leave it without alarms. */
        List<Input> from(Optional<Input> first) {
            boolean there = !inputs.isEmpty() && inputs.get(0).what() instanceof Happening.Started;
            if (!there) {
                first.ifPresent(input -> inputs.add(0, input));
            }
            return inputs;
        }
    }

    /** The first input is kept beside the session's row; of older sessions only in the journal. */
    private Optional<Input> first(Opening opening) {
        Optional<Input> beside = beside(opening);
        return beside.isPresent()
                ? beside
                : inputs(opening.session, 0).stream()
                        .findFirst()
                        .filter(input -> input.what() instanceof Happening.Started);
    }

    /** Every input of one session, ended or not; empty when there is no such session. */
    public List<Input> inputs(String session) {
        return inputs(session, 0);
    }

    /** Those with a {@code seq} above this one, in order. */
    public List<Input> inputs(String session, long afterSeq) {
        return readers.read(handle -> {
            List<Opening> found = openings(handle, SESSION + "WHERE id = ?", session);
            try {
                // One picture of archive and journal: an input on its way from the one to the other is in either.
                return found.isEmpty()
                        ? List.<Input>of()
                        : handle.inTransaction(same -> collected(same.getConnection(), found.get(0), afterSeq));
            } catch (SQLException e) {
                throw new StoreUnavailable("the journal cannot be read: " + e.getMessage(), e);
            }
        });
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

    private static List<Input> collected(Connection connection, Opening opening, long afterSeq) throws SQLException {
        Collected collected = new Collected(opening.session, afterSeq);
        archived(connection, opening.session, afterSeq, collected);
        scan(connection, opening.firstBlock, block -> journaled(block, collected));
        return collected.from(afterSeq < opening.seq ? beside(opening) : Optional.empty());
    }

    private static void archived(Connection connection, String session, long afterSeq, Consumer<Input> take)
            throws SQLException {
        Archive.read(connection, session, afterSeq, (row, crc32c) -> {
            try {
                Archive.unpack(row, crc32c, (block, payload) -> each(payload, take));
            } catch (Garbled e) {
                LOG.error(
                        "the archive of session {} from block {} to {} cannot be read; its {} inputs are left out: {}",
                        session,
                        row.firstBlock(),
                        row.lastBlock(),
                        row.count(),
                        e.getMessage());
            }
        });
    }

    private static void journaled(Block block, Consumer<Input> take) {
        if (!block.intact()) {
            LOG.error("journal block {} fails its checksum; its inputs are left out", block.id());
            return;
        }
        try {
            each(block.payload(), take);
        } catch (Garbled e) {
            LOG.error("journal block {} cannot be read; its inputs are left out", block.id(), e);
        }
    }

    private static void each(byte[] payload, Consumer<Input> take) {
        for (Stored stored : BlockDecoder.decode(payload)) {
            if (stored instanceof Stored.Folded folded) {
                take.accept(folded.input());
            }
        }
    }

    private static Optional<Input> beside(Opening opening) {
        if (opening.opening.isEmpty()) {
            return Optional.empty();
        }
        try {
            Happening started = Json.happening(opening.opening);
            return Optional.of(new Input(opening.session, opening.seq, opening.startedMillis, started));
        } catch (Garbled e) {
            LOG.error("the rules of session {} cannot be read", opening.session, e);
            return Optional.empty();
        }
    }
}
