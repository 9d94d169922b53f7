package io.vigil.store.read;

import io.vigil.store.block.Checksum;
import io.vigil.store.block.Garbled;
import io.vigil.store.series.Chunk;
import io.vigil.store.series.Samples;
import io.vigil.store.series.Summary;
import io.vigil.vital.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sealed chunk without its samples, which are fetched only when the summary does not answer. */
public record ChunkRow(long id, long series, String device, long throughBlock, Summary summary, boolean believed) {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkRow.class);

    /** Those with a sample in {@code [fromMillis, toMillis)}, in order of sealing. */
    public static List<ChunkRow> between(Handle handle, String session, Metric metric, long fromMillis, long toMillis) {
        return handle
                .createQuery("SELECT c.id, c.series, s.device, c.through_block, c.t_first, c.t_last, c.n,"
                        + " c.v_count, c.v_min, c.v_max, c.v_sum, c.v_crc32c FROM series s JOIN chunk c ON c.series = s.id"
                        + " WHERE s.session = ? AND s.metric = ? AND c.t_last >= ? AND c.t_first < ?"
                        + " ORDER BY c.through_block, c.id")
                .bind(0, session)
                .bind(1, metric.wire())
                .bind(2, fromMillis)
                .bind(3, toMillis)
                .map((row, ctx) -> of(row))
                .list()
                .stream()
                .map(row -> row.believed ? row : row.lookedInto(handle, metric))
                .toList();
    }

    /** Of what a chunk says of itself without being opened. */
    public static long checksum(long series, long throughBlock, Summary s) {
        return Checksum.of(
                new byte[0],
                series,
                throughBlock,
                s.first(),
                s.last(),
                s.n(),
                s.count(),
                Double.doubleToLongBits(s.min()),
                Double.doubleToLongBits(s.max()),
                Double.doubleToLongBits(s.sum()));
    }

    /** A summary that was changed on the disk is made again from the samples, if those can be believed. */
    private ChunkRow lookedInto(Handle handle, Metric metric) {
        LOG.error("the summary of chunk {} is damaged; its samples are counted again", id);
        Samples samples = samples(handle);
        Summary counted = samples.size() == 0
                ? new Summary(summary.first(), summary.last(), 0, 0, Double.NaN, Double.NaN, 0)
                : Summary.of(samples, metric);
        return new ChunkRow(id, series, device, throughBlock, counted, true);
    }

    private static ChunkRow of(ResultSet row) throws SQLException {
        int count = row.getInt(8);
        var summary = new Summary(
                row.getLong(5),
                row.getLong(6),
                row.getInt(7),
                count,
                count == 0 ? Double.NaN : row.getDouble(9),
                count == 0 ? Double.NaN : row.getDouble(10),
                row.getDouble(11));
        long written = row.getLong(12);
        // Chunks older than the checksum have none, and are believed.
        boolean believed = row.wasNull() || written == checksum(row.getLong(2), row.getLong(4), summary);
        return new ChunkRow(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), summary, believed);
    }

    /** Empty when the chunk fails its checksum: a wrong number is worse than none. */
    public Samples samples(Handle handle) {
        record Data(byte[] bytes, long crc32c) {}
        Data data = handle.createQuery("SELECT data, crc32c FROM chunk WHERE id = ?")
                .bind(0, id)
                .map((row, ctx) -> new Data(row.getBytes(1), row.getLong(2)))
                .one();
        if (data.crc32c == Checksum.of(data.bytes, series, throughBlock, summary.n())) {
            try {
                return Chunk.unpack(data.bytes);
            } catch (Garbled e) {
                LOG.error("chunk {} cannot be read", id, e);
            }
        }
        LOG.error("chunk {} of series {} is damaged; its {} samples are left out", id, series, summary.n());
        return new Samples();
    }
}
