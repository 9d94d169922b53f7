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

    /** Of all tails of the board: a commit takes it once for everything it changes. */
    private final Object lock;

    private final long id;
    private final String device;
    private final Metric metric;
    private final int sealAt;
    private final Samples tail = new Samples();
    /** So many of the tail are committed and for everyone; the rest is the commit's that is being built. */
    private int committed;

    private long sealedBlock;
    /** The block of the first sample in the tail, 0 while there is none. */
    private long tailBlock;

    private boolean stored;
    private long sealingBlock;

    /**
     * @param lock the board's
     * @param stored true when its row is in the database already
     */
    public Series(Object lock, long id, String device, Metric metric, int sealAt, long sealedBlock, boolean stored) {
        this.lock = lock;
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

    public long sealedBlock() {
        synchronized (lock) {
            return sealedBlock;
        }
    }

    /** Writer thread. @return true when this is the first of the commit, so that the caller remembers the series */
    public boolean add(long measuredMillis, long arrivedMillis, double value, Quality quality) {
        if (tail.hasRoom()) {
            tail.add(measuredMillis, arrivedMillis, value, quality);
        } else {
            synchronized (lock) {
                tail.add(measuredMillis, arrivedMillis, value, quality);
            }
        }
        return tail.size() == committed + 1;
    }

    /** Writer thread: time to seal, counting what the commit being built will add. */
    public boolean full() {
        return tail.size() >= sealAt;
    }

    /** Writer thread: {@link #seal} was called in this commit. */
    public boolean sealing() {
        return sealingBlock != 0;
    }

    public boolean empty() {
        return tail.size() == 0;
    }

    /** Writer thread: everything not yet in a chunk, which {@code block} will seal if it commits; its own, to be read at once. */
    public Samples seal(long block) {
        sealingBlock = block;
        return tail;
    }

    /** Writer thread, after the commit of {@code block}. A second call for the same commit does nothing. */
    public void committed(long block) {
        synchronized (lock) {
            stored = true;
            if (sealingBlock != 0) {
                tail.clear();
                sealedBlock = sealingBlock;
                sealingBlock = 0;
                tailBlock = 0;
            } else if (tail.size() > committed) {
                tailBlock = committed == 0 ? block : tailBlock;
            }
            committed = tail.size();
        }
    }

    /** The first block whose samples are in no chunk; {@link Long#MAX_VALUE} when all are. */
    public long unsealedBlock() {
        synchronized (lock) {
            return committed == 0 ? Long.MAX_VALUE : tailBlock;
        }
    }

    /** True when the tail has a sample that arrived before this instant, epoch ms. */
    public boolean waitsSince(long beforeMillis) {
        synchronized (lock) {
            return committed > 0 && tail.arrived(0) < beforeMillis;
        }
    }

    /** Writer thread, after a commit that failed. */
    public void discarded() {
        synchronized (lock) {
            tail.truncate(committed);
            sealingBlock = 0;
        }
    }

    /** Any thread; a copy. */
    public Tail tail() {
        synchronized (lock) {
            return new Tail(id, device, sealedBlock, tail.copy(committed));
        }
    }
}
