package io.vigil.store;

import io.vigil.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** What the writer thread says about itself; read from any thread. */
final class WriterGauge {
    private static final long LONGEST_NANOS = 600_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final Clock clock;
    private final Histogram nanos = new SynchronizedHistogram(1, LONGEST_NANOS, 2);
    private final LongAdder commits = new LongAdder();
    private final LongAdder entries = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final LongAdder unwritable = new LongAdder();
    private final AtomicLong lastNanos = new AtomicLong(NEVER);
    private final LongAdder setAside = new LongAdder();
    private volatile String warning;
    private volatile Health health = Health.GOOD;

    /** @param setAside entries set aside in earlier runs; @param warning about the start, empty when there is none */
    WriterGauge(Clock clock, long setAside, String warning) {
        this.clock = clock;
        this.setAside.add(setAside);
        this.warning = warning;
    }

    void committed(int works, long tookNanos, long nowNanos) {
        nanos.recordValue(Math.min(LONGEST_NANOS, Math.max(1, tookNanos)));
        commits.increment();
        entries.add(works);
        lastNanos.set(nowNanos);
        if (!health.writable()) {
            health = new Health(true, "", clock.wallMillis(), "");
        }
    }

    /** @return true when this is news, so that it is logged once and not at each attempt */
    boolean failed(String reason) {
        failures.increment();
        Health before = health;
        if (before.writable() || !before.reason().equals(reason)) {
            health = new Health(false, reason, before.writable() ? clock.wallMillis() : before.sinceMillis(), "");
            return true;
        }
        return false;
    }

    void ignored(boolean one) {
        if (one) {
            ignored.increment();
        }
    }

    void unwritable() {
        unwritable.increment();
    }

    /** A commit failed for what was in it, not for the disk. */
    void broke() {
        failures.increment();
    }

    void setAside() {
        setAside.increment();
    }

    /** What a person should know although the store can write. */
    void warn(String more) {
        if (!warning.contains(more)) {
            warning = warning.isEmpty() ? more : warning + "; " + more;
        }
    }

    Health health() {
        Health now = health;
        long aside = setAside.sum();
        String words = aside == 0
                ? warning
                : aside + " entries could not be stored and are set aside in the database: see the log and report it"
                        + (warning.isEmpty() ? "" : "; " + warning);
        return new Health(now.writable(), now.reason(), now.sinceMillis(), words);
    }

    StoreFigures figures(WorkQueue queue, long databaseBytes) {
        long last = lastNanos.get();
        return new StoreFigures(
                queue.depth(),
                queue.refusedReadings(),
                queue.refusedVital(),
                ignored.sum(),
                unwritable.sum(),
                commits.sum(),
                entries.sum(),
                failures.sum(),
                setAside.sum(),
                last == NEVER ? -1 : (clock.nanos() - last) / 1_000_000,
                databaseBytes,
                nanos.getValueAtPercentile(50) / 1_000,
                nanos.getValueAtPercentile(99) / 1_000,
                nanos.getMaxValue() / 1_000);
    }
}
