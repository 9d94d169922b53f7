package io.vigil.store.series;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;

/**
 * One device's metric in one session. The writer thread fills {@code pending} while it builds a commit; only what is
 * committed is in the tail, and only the tail is shown to readers.
 */
public final class Series {
    /**
     * @param sealedBlock the block through which samples are in chunks; {@code samples} are those after it
     */
    public record Tail(long series, String device, long sealedBlock, Samples samples) {}

    private final long id;
    private final String device;
    private final Metric metric;
    private final int sealAt;
    private final Samples tail = new Samples();
    private final Samples pending = new Samples();
    private long sealedBlock;
    private boolean stored;
    private long sealingBlock;

    /** @param stored true when its row is in the database already */
    public Series(long id, String device, Metric metric, int sealAt, long sealedBlock, boolean stored) {
        this.id = id;
        this.device = device;
        this.metric = metric;
        this.sealAt = sealAt;
        this.sealedBlock = sealedBlock;
        this.stored = stored;
    }

    public long id() {
        return id;
    }

    public String device() {
        return device;
    }

    public Metric metric() {
        return metric;
    }

    public boolean stored() {
        return stored;
    }

    public synchronized long sealedBlock() {
        return sealedBlock;
    }

    /** Writer thread. @return true when this is the first of the commit, so that the caller remembers the series */
    public boolean add(long measuredMillis, long arrivedMillis, double value, Quality quality) {
        pending.add(measuredMillis, arrivedMillis, value, quality);
        return pending.size() == 1;
    }

    /** Writer thread: time to seal, counting what the commit being built will add. */
    public boolean full() {
        return tail.size() + pending.size() >= sealAt;
    }

    /** Writer thread: {@link #seal} was called in this commit. */
    public boolean sealing() {
        return sealingBlock != 0;
    }

    public boolean empty() {
        return tail.size() + pending.size() == 0;
    }

    /** Writer thread: everything not yet in a chunk, which {@code block} will seal if it commits. */
    public Samples seal(long block) {
        sealingBlock = block;
        Samples all = tail.copy();
        all.addAll(pending);
        return all;
    }

    /** Writer thread, after the commit. */
    public synchronized void committed() {
        stored = true;
        if (sealingBlock != 0) {
            tail.clear();
            sealedBlock = sealingBlock;
            sealingBlock = 0;
        } else {
            tail.addAll(pending);
        }
        pending.clear();
    }

    /** Writer thread, after a commit that failed. */
    public void discarded() {
        pending.clear();
        sealingBlock = 0;
    }

    /** Any thread; a copy. */
    public synchronized Tail tail() {
        return new Tail(id, device, sealedBlock, tail.copy());
    }
}
