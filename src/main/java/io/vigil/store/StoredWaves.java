package io.vigil.store;

import io.vigil.session.port.WaveOutlet;
import io.vigil.session.port.Waveforms;
import io.vigil.store.block.Garbled;
import io.vigil.store.file.Readers;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.wave.WaveTails;
import io.vigil.store.wave.WaveTails.Block;
import io.vigil.time.Clock;
import io.vigil.vital.Waveform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps waveforms as blocks of half a minute, for as long as there is room. They are the first to be given up: when the
 * journal's queue has more than a little in it, blocks wait, and when too many wait, new ones are dropped and counted. A
 * crash loses what is no block yet. {@link #wave} is for any thread and never blocks; one thread of its own writes.
 */
public final class StoredWaves implements WaveOutlet, Waveforms, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredWaves.class);
    private static final int MOST_WAITING = 1_024;
    private static final int BATCH = 64;
    private static final long TURN_MILLIS = 1_000;
    private static final int RETENTION_TURNS = 60;
    /** Part of the journal's queue that may be in use while waves are written. */
    private static final int QUIET_PART = 100;

    private static final long CLOSE_MILLIS = 5_000;

    private final Readers readers;
    private final Transactions transactions;
    private final WorkQueue journal;
    private final WaveRows rows;
    private final Clock clock;
    private final int quiet;
    private final WaveTails tails = new WaveTails();
    private final BlockingQueue<Block> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final LongAdder keptSamples = new LongAdder();
    private final LongAdder keptBytes = new LongAdder();
    private final LongAdder droppedSamples = new LongAdder();
    private final Thread thread = new Thread(this::run, "vigil-waves");
    private int turns;
    private long heldBytes = -1;

    StoredWaves(
            Readers readers,
            Transactions transactions,
            WorkQueue journal,
            StoreOptions options,
            WaveRows rows,
            Clock clock) {
        this.readers = readers;
        this.transactions = transactions;
        this.journal = journal;
        this.rows = rows;
        this.clock = clock;
        this.quiet = Math.max(1, options.queueCapacity() / QUIET_PART);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void wave(String session, Waveform wave) {
        tails.add(session, wave).ifPresent(this::queue);
    }

    private void queue(Block block) {
        if (!waiting.offer(block)) {
            droppedSamples.add(block.wave().samples().size());
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            last = closed();
            (last ? tails.silent(Long.MAX_VALUE) : tails.silent(clock.wallMillis())).forEach(this::queue);
            turn();
        }
    }

    private boolean closed() {
        try {
            return closing.await(TURN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException asToEnd) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Writes what waits, as long as the journal has little to do. */
    void turn() {
        while (!waiting.isEmpty() && journal.depth() <= quiet) {
            List<Block> batch = new ArrayList<>();
            waiting.drainTo(batch, BATCH);
            write(batch);
        }
        if (turns++ % RETENTION_TURNS == 0 && journal.depth() <= quiet) {
            trim();
        }
    }

    private void write(List<Block> batch) {
        try {
            long bytes = transactions.call(connection -> rows.insert(connection, batch));
            keptBytes.add(bytes);
            heldBytes += heldBytes < 0 ? 0 : bytes;
            batch.forEach(block -> keptSamples.add(block.wave().samples().size()));
        } catch (StoreUnavailable | Garbled down) {
            batch.forEach(block -> droppedSamples.add(block.wave().samples().size()));
            LOG.debug("waveforms are not kept now", down);
        }
    }

    private void trim() {
        try {
            if (heldBytes < 0) {
                heldBytes = readers.read(WaveRows::bytes);
            }
            heldBytes -= transactions.call(connection -> rows.trim(connection, heldBytes, clock.wallMillis()));
        } catch (StoreUnavailable down) {
            LOG.debug("old waveforms are not removed now", down);
        }
    }

    @Override
    public List<Waveform> waveforms(String session, String signal, long fromMillis, long toMillis, int mostSamples) {
        List<Waveform> found = new ArrayList<>(
                readers.read(handle -> WaveRows.read(handle, session, signal, fromMillis, toMillis, mostSamples)));
        waiting.stream()
                .filter(block -> block.session().equals(session))
                .map(Block::wave)
                .forEach(found::add);
        found.addAll(tails.of(session));
        List<Waveform> cut = new ArrayList<>();
        int samples = 0;
        for (Waveform wave : found) {
            Optional<Waveform> part = signal.isEmpty() || wave.signal().equals(signal)
                    ? WaveRows.cut(wave, fromMillis, toMillis)
                    : Optional.empty();
            if (part.isPresent() && samples < mostSamples) {
                cut.add(part.get());
                samples += part.get().samples().size();
            }
        }
        return List.copyOf(cut);
    }

    /** Samples written since the start. */
    public long keptSamples() {
        return keptSamples.sum();
    }

    /** Bytes these took, without the row around them. */
    public long keptBytes() {
        return keptBytes.sum();
    }

    /** Samples for which there was no room, since the start. */
    public long droppedSamples() {
        return droppedSamples.sum();
    }

    /** Writes what is no block yet; before the writer stops. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
