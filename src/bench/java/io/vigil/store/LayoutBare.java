package io.vigil.store;

import io.vigil.store.file.Database;
import io.vigil.time.Clock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.zip.Deflater;

/**
 * The store's layout and nothing else, by plain JDBC: one packed journal row a commit and a deflated chunk of 300 to 600
 * samples a series, staggered, in the same transaction. No checks, no queue, no sessions: what the store is measured by.
 */
final class LayoutBare {
    private static final int ROW = 14;
    private static final int LOW = 300;
    private static final int SAMPLE = 10;

    private final int series;
    private final ByteBuffer[] tails;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] packed = new byte[600 * SAMPLE + 64];

    LayoutBare(int series) {
        this.series = series;
        this.tails = new ByteBuffer[series];
        for (int i = 0; i < series; i++) {
            tails[i] = ByteBuffer.allocate(SAMPLE * (LOW + i * LOW / series));
        }
    }

    /** The rows of one commit, one after the other. */
    interface Rows {
        void each(int round, Row row);
    }

    /** @param behindMillis from the round's second to the arrival */
    interface Row {
        void of(int series, int behindMillis, double value);
    }

    /** Made where they are written: nothing is handed from thread to thread. */
    Rows inPlace() {
        return (round, row) -> {
            for (int i = 0; i < series; i++) {
                row.of(i, i % 50, 60 + (i / 3 + round / 7) % 30);
            }
        };
    }

    /** @return durable rows per second */
    double run(Path file, int rounds, Rows rows) throws Exception {
        try (Connection connection = new Database(file).write();
                var tables = connection.createStatement()) {
            tables.execute("CREATE TABLE j (id INTEGER PRIMARY KEY, payload BLOB)");
            tables.execute(
                    "CREATE TABLE c (series INTEGER, through INTEGER, data BLOB, PRIMARY KEY (series, through))");
            connection.setAutoCommit(false);
            try (var journal = connection.prepareStatement("INSERT INTO j VALUES (?, ?)");
                    var chunk = connection.prepareStatement("INSERT INTO c VALUES (?, ?, ?)")) {
                long began = Clock.system().nanos();
                for (int round = 0; round < rounds; round++) {
                    round(journal, chunk, round, rows);
                    connection.commit();
                }
                return rounds * (double) series * 1e9 / (Clock.system().nanos() - began);
            }
        }
    }

    private void round(PreparedStatement journal, PreparedStatement chunk, int round, Rows rows) throws Exception {
        ByteBuffer block = ByteBuffer.allocate(series * ROW);
        var full = new ArrayList<Integer>();
        rows.each(round, (i, behindMillis, value) -> {
            block.putShort((short) i).putInt(round * 1_000 + behindMillis).putDouble(value);
            tails[i].putShort((short) (1_000 + behindMillis)).putDouble(value);
            if (!tails[i].hasRemaining()) {
                full.add(i);
            }
        });
        for (int i : full) {
            chunk.setInt(1, i);
            chunk.setInt(2, round);
            chunk.setBytes(3, deflated(tails[i]));
            chunk.executeUpdate();
        }
        journal.setInt(1, round + 1);
        journal.setBytes(2, block.array());
        journal.executeUpdate();
    }

    private byte[] deflated(ByteBuffer tail) {
        deflater.reset();
        deflater.setInput(tail.array());
        deflater.finish();
        int n = deflater.deflate(packed);
        tail.clear();
        return java.util.Arrays.copyOf(packed, n);
    }
}
