package io.vigil.store;

import io.vigil.store.block.Checksum;
import io.vigil.store.block.Garbled;
import io.vigil.store.wave.WaveCodec;
import io.vigil.store.wave.WaveTails.Block;
import io.vigil.vital.Waveform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of wave blocks, bounded by age and by bytes.
 *
 * @param keepMillis older blocks are removed
 * @param keepBytes beyond so many bytes the oldest are removed
 */
record WaveRows(long keepMillis, long keepBytes) {
    static final WaveRows DEFAULT = new WaveRows(14 * 86_400_000L, 512L << 20);

    private static final Logger LOG = LoggerFactory.getLogger(WaveRows.class);
    /** One transaction removes no more, so that it never holds the journal up. */
    private static final int MOST_REMOVED = 2_000;

    /** @return bytes of the blocks */
    long insert(Connection connection, List<Block> blocks) throws SQLException {
        long bytes = 0;
        try (var insert = connection.prepareStatement("INSERT INTO waveform (session, device, signal, t_first, t_last,"
                + " per_second, n, data, crc32c) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Block block : blocks) {
                Waveform wave = block.wave();
                byte[] data = WaveCodec.pack(wave.samples());
                Tables.run(
                        insert,
                        block.session(),
                        wave.device(),
                        wave.signal(),
                        wave.firstMillis(),
                        wave.endMillis(),
                        wave.perSecond(),
                        wave.samples().size(),
                        data,
                        checksum(
                                wave.firstMillis(),
                                wave.perSecond(),
                                wave.samples().size(),
                                data));
                bytes += data.length;
            }
        }
        return bytes;
    }

    private static long checksum(long firstMillis, int perSecond, int count, byte[] data) {
        return Checksum.of(data, firstMillis, perSecond, count);
    }

    /** @param heldBytes in all blocks; @return bytes of those removed */
    long trim(Connection connection, long heldBytes, long nowMillis) throws SQLException {
        long over = heldBytes - keepBytes;
        long removed = 0;
        long through = 0;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT id, t_last, length(data) FROM waveform ORDER BY id LIMIT " + MOST_REMOVED)) {
            while (rows.next() && (over > 0 || rows.getLong(2) < nowMillis - keepMillis)) {
                through = rows.getLong(1);
                over -= rows.getLong(3);
                removed += rows.getLong(3);
            }
        }
        if (removed > 0) {
            try (var remove = connection.prepareStatement("DELETE FROM waveform WHERE id <= ?")) {
                remove.setLong(1, through);
                remove.executeUpdate();
            }
        }
        return removed;
    }

    /** Reads the whole table: once, and never on the writer's connection. */
    static long bytes(Handle handle) {
        return handle.createQuery("SELECT coalesce(sum(length(data)), 0) FROM waveform")
                .mapTo(Long.class)
                .one();
    }

    /** Whole blocks that overlap; one that is damaged is left out and said. */
    static List<Waveform> read(
            Handle handle, String session, String signal, long fromMillis, long toMillis, int mostSamples) {
        List<Waveform> waves = new ArrayList<>();
        int[] samples = {0};
        handle
                .createQuery("SELECT * FROM waveform WHERE session = :session AND t_first < :to AND t_last > :from"
                        + " AND (:signal = '' OR signal = :signal) ORDER BY t_first, id")
                .bind("session", session)
                .bind("from", fromMillis)
                .bind("to", toMillis)
                .bind("signal", signal)
                .map((row, ctx) -> wave(row))
                .stream()
                .takeWhile(wave -> samples[0] < mostSamples)
                .flatMap(Optional::stream)
                .forEach(wave -> {
                    samples[0] += wave.samples().size();
                    waves.add(wave);
                });
        return waves;
    }

    private static Optional<Waveform> wave(ResultSet row) throws SQLException {
        long first = row.getLong("t_first");
        int perSecond = row.getInt("per_second");
        int count = row.getInt("n");
        byte[] data = row.getBytes("data");
        try {
            if (data == null || perSecond <= 0 || checksum(first, perSecond, count, data) != row.getLong("crc32c")) {
                throw new Garbled("the checksum is wrong");
            }
            return Optional.of(new Waveform(
                    row.getString("device"), row.getString("signal"), perSecond, first, WaveCodec.unpack(data, count)));
        } catch (Garbled damaged) {
            LOG.warn("wave block {} cannot be read: {}", row.getLong("id"), damaged.getMessage());
            return Optional.empty();
        }
    }

    /** The samples with {@code from <= t < to}; empty when there are none. */
    static Optional<Waveform> cut(Waveform wave, long fromMillis, long toMillis) {
        int first = index(wave, fromMillis);
        int end = index(wave, toMillis);
        if (first >= end) {
            return Optional.empty();
        }
        return Optional.of(new Waveform(
                wave.device(),
                wave.signal(),
                wave.perSecond(),
                wave.firstMillis() + first * 1000L / wave.perSecond(),
                wave.samples().subList(first, end)));
    }

    /** Of the first sample that is not before {@code millis}. */
    private static int index(Waveform wave, long millis) {
        long before = Math.max(0, millis - wave.firstMillis());
        double exact = Math.ceil(Math.min(before, 86_400_000L) * wave.perSecond() / 1000.0);
        return (int) Math.min(wave.samples().size(), exact);
    }
}
