package io.vigil.store.series;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;

/**
 * One device's metric in one session. The writer thread adds to the tail while it builds a commit; only what is committed
 * of it is shown to readers.
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
    /** So many of the tail are committed and for everyone. */
    private int committed;
    /** So many are there once the commit on its way has landed; the rest is the one's that is being built. */
    private int leaving;

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
        return tail.size() == leaving + 1;
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

    /** Writer thread: the commit that was being built is on its way; what is added from now on is the next one's. */
    public void leaves() {
        leaving = tail.size();
    }

    /** Writer thread: what was on its way is committed with {@code block}. A second call for the same does nothing. */
    public void landed(long block) {
        synchronized (lock) {
            stored = true;
            if (sealingBlock != 0) {
                tail.drop(leaving);
                sealedBlock = sealingBlock;
                sealingBlock = 0;
                tailBlock = 0;
                leaving = 0;
            } else if (leaving > committed) {
                tailBlock = committed == 0 ? block : tailBlock;
            }
            committed = leaving;
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

    /** Writer thread, after a commit that failed: only what is committed counts. */
    public void discarded() {
        synchronized (lock) {
            tail.truncate(committed);
            leaving = committed;
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
