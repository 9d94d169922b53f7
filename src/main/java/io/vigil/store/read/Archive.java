package io.vigil.store.read;

import io.vigil.store.block.Block;
import io.vigil.store.block.BlockDecoder;
import io.vigil.store.block.BlockEncoder;
import io.vigil.store.block.Checksum;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Segment;
import io.vigil.store.block.Stored;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Inputs that have left the journal, packed by session. */
public final class Archive {
    /** The session of the frames nobody wore. */
    public static final String UNWORN = "";

    /** What one session has in a run of blocks. */
    private static final class Run {
        final List<Segment.Part> parts = new ArrayList<>();
        long lastSeq;
        int count;
    }

    /** @param lastSeq of the inputs in it, 0 for frames nobody wore */
    public record Row(String session, long firstBlock, long lastBlock, long lastSeq, int count, byte[] payload) {
        /** For a person: what would be missing without it. */
        public String words() {
            return (session.isEmpty() ? "frames nobody wore" : "session " + session) + " with " + count
                    + " inputs up to number " + lastSeq + " from journal blocks " + firstBlock + " to " + lastBlock;
        }

        public long checksum() {
            return Checksum.of(payload, firstBlock, lastBlock, lastSeq, count);
        }
    }

    private Archive() {}

    /**
     * One row for each session that has anything in these blocks.
     *
     * @throws Garbled when a block cannot be read: it must stay in the journal
     */
    public static List<Row> pack(List<Block> blocks) {
        Map<String, Run> bySession = new LinkedHashMap<>();
        for (Block block : blocks) {
            Map<String, BlockEncoder> apart = new LinkedHashMap<>();
            for (Stored record : BlockDecoder.decode(block.payload())) {
                String session =
                        record instanceof Stored.Folded folded ? folded.input().session() : UNWORN;
                Run run = bySession.computeIfAbsent(session, id -> new Run());
                BlockEncoder encoder = apart.computeIfAbsent(session, id -> begun());
                run.count++;
                if (record instanceof Stored.Folded folded) {
                    encoder.input(folded.input());
                    run.lastSeq = Math.max(run.lastSeq, folded.input().seq());
                } else if (record instanceof Stored.Unworn unworn) {
                    encoder.unworn(unworn.frame());
                }
            }
            apart.forEach((session, encoder) -> bySession
                    .computeIfAbsent(session, id -> new Run())
                    .parts
                    .add(new Segment.Part(block.id(), encoder.toArray())));
        }
        return bySession.entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue()))
                .toList();
    }

    private static BlockEncoder begun() {
        var encoder = new BlockEncoder();
        encoder.begin();
        return encoder;
    }

    private static Row row(String session, Run run) {
        long last = run.parts.get(run.parts.size() - 1).block();
        return new Row(session, run.parts.get(0).block(), last, run.lastSeq, run.count, Segment.pack(run.parts));
    }

    public static void insert(Connection connection, Row row) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO archive (session, first_block, last_block, last_seq,"
                + " count, payload, crc32c) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, row.session());
            insert.setLong(2, row.firstBlock());
            insert.setLong(3, row.lastBlock());
            insert.setLong(4, row.lastSeq());
            insert.setInt(5, row.count());
            insert.setBytes(6, row.payload());
            insert.setLong(7, row.checksum());
            insert.executeUpdate();
        }
    }

    /** Hands over each row of a session with inputs above this one, in order, with the checksum it was written with. */
    public static void read(Connection connection, String session, long afterSeq, BiConsumer<Row, Long> each)
            throws SQLException {
        try (var statement = connection.prepareStatement("SELECT session, first_block, last_block, last_seq, count,"
                + " payload, crc32c FROM archive WHERE session = ? AND last_seq > ? ORDER BY first_block")) {
            statement.setString(1, session);
            statement.setLong(2, afterSeq);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.accept(of(rows), rows.getLong("crc32c"));
                }
            }
        }
    }

    public static Row of(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes("payload");
        return new Row(
                row.getString("session"),
                row.getLong("first_block"),
                row.getLong("last_block"),
                row.getLong("last_seq"),
                row.getInt("count"),
                payload == null ? new byte[0] : payload);
    }

    /** Hands over each part of a row in order. @throws Garbled when the row is not what was written */
    public static void unpack(Row row, long crc32c, BiConsumer<Long, byte[]> each) {
        if (row.checksum() != crc32c) {
            throw new Garbled("its checksum is wrong");
        }
        for (Segment.Part part : Segment.unpack(row.payload())) {
            each.accept(part.block(), part.payload());
        }
    }
}
