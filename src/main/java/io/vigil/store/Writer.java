package io.vigil.store;

import io.vigil.store.block.Garbled;
import io.vigil.store.file.Connections;
import io.vigil.store.file.Database;
import io.vigil.store.file.Faults;
import io.vigil.time.Clock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It commits whatever is queued as soon as the last commit has returned. After a fault of
 * the disk its connection is never used again: it tells those who wait, keeps what must not be lost, and opens a new
 * one with growing pauses until a commit succeeds.
 */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long IDLE_MILLIS = 250;
    private static final long NANOS = 1_000_000;
    private static final long PASSED_EVERY_NANOS = 1_000 * NANOS;
    private static final long COMMIT_NANOS = 50 * NANOS;

    private final Connections connections;
    private final Mirror mirror;
    private final WorkQueue queue;
    private final StoreOptions options;
    private final Clock clock;
    private final LongSupplier passedMillis;
    private final WriterGauge gauge;
    private final List<Work> batch = new ArrayList<>();
    private @Nullable Connection connection;
    private @Nullable Commit commit;
    /** The one whose commit failed: whether it went through is known only when the database is open again. */
    private @Nullable Commit unsure;

    private final Isolation isolation;
    private boolean filling;
    private long retryAtNanos;
    private long waitMillis;
    private long lastBlockNanos;
    private volatile boolean stopping;

    Writer(
            Connections connections,
            Connection first,
            Mirror mirror,
            WorkQueue queue,
            StoreOptions options,
            Clock clock,
            LongSupplier passedMillis,
            WriterGauge gauge)
            throws SQLException {
        this.connections = connections;
        this.mirror = mirror;
        this.queue = queue;
        this.options = options;
        this.clock = clock;
        this.passedMillis = passedMillis;
        this.gauge = gauge;
        this.isolation = new Isolation(options.commitEntries());
        this.waitMillis = options.retryFirstMillis();
        this.lastBlockNanos = clock.nanos() - PASSED_EVERY_NANOS;
        use(first);
    }

    private void use(Connection fresh) throws SQLException {
        fresh.setAutoCommit(false);
        connection = fresh;
        commit = new Commit(fresh, mirror);
    }

    @Override
    public void run() {
        while (!(stopping && (queue.empty() || commit == null))) {
            try {
                turn();
            } catch (RuntimeException | Error e) {
                fail(e instanceof RuntimeException known ? known : new IllegalStateException(e));
            }
        }
        queue.refuseWaiting();
        release();
    }

    /** Commits what is queued, then returns from {@code run}. Any thread. */
    void stop() {
        stopping = true;
        queue.close();
    }

    private void turn() {
        boolean down = commit == null;
        queue.await(down ? Math.min(IDLE_MILLIS, pauseMillis()) : IDLE_MILLIS, down);
        if (down) {
            queue.refuseWaiting();
            if (stopping || pauseMillis() > 0 || !reopen()) {
                return;
            }
        }
        Commit open = commit;
        if (open != null) {
            commit(open, down);
        }
    }

    private long pauseMillis() {
        return Math.max(0, (retryAtNanos - clock.nanos() + NANOS - 1) / NANOS);
    }

    private void commit(Commit open, boolean probe) {
        long began = clock.nanos();
        boolean second =
                began - lastBlockNanos >= PASSED_EVERY_NANOS && passedMillis.getAsLong() > mirror.throughMillis;
        try {
            open.begin();
            filling = true;
            fill(open, began);
            filling = false;
            if (batch.isEmpty() && !second && !probe) {
                return;
            }
            if (open.finish(passedMillis.getAsLong(), second || probe)) {
                lastBlockNanos = began;
            }
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            Exception fault = e instanceof Exception known ? known : new IllegalStateException(e);
            if (batch.isEmpty() || Faults.ofDisk(fault)) {
                fail(fault);
            } else {
                isolate(open, fault);
            }
            return;
        }
        long now = clock.nanos();
        isolation.succeeded();
        waitMillis = options.retryFirstMillis();
        gauge.committed(batch.size(), now - began, now);
        for (Work work : batch) {
            work.answer(true);
        }
        queue.release(batch.size());
        batch.clear();
    }

    /** Something in the batch breaks it: the next are smaller, until it stands alone and can be set aside. */
    private void isolate(Commit open, Exception fault) {
        gauge.broke();
        try {
            open.discard();
            rollback();
            if (batch.size() > 1) {
                isolation.narrow(batch, filling);
                queue.takeBack(batch);
                batch.clear();
                return;
            }
            Work alone = batch.get(0);
            boolean atFault = isolation.condemns(alone);
            // Only what fails while others succeed is at fault itself.
            open.begin();
            open.finish(passedMillis.getAsLong(), true);
            if (atFault) {
                setAside(alone, fault);
            } else {
                queue.takeBack(batch);
                batch.clear();
            }
        } catch (SQLException | RuntimeException e) {
            fail(e);
        }
    }

    private void setAside(Work work, Exception fault) throws SQLException {
        LOG.error("an entry breaks every commit and is set aside", fault);
        if (work instanceof Work.Command<?> command) {
            command.refuse(fault);
        } else {
            SetAside.keep(Objects.requireNonNull(connection), work, String.valueOf(fault), clock.wallMillis());
            gauge.setAside();
        }
        work.answer(false);
        queue.release(1);
        batch.clear();
    }

    private void rollback() throws SQLException {
        if (connection != null) {
            connection.rollback();
        }
    }

    private void fill(Commit open, long began) throws SQLException {
        while (batch.size() < isolation.most() && open.bytes() < options.commitBytes()) {
            Work work = queue.next();
            if (work == null) {
                return;
            }
            batch.add(work);
            try {
                gauge.ignored(open.take(work));
            } catch (Garbled e) {
                LOG.error("an entry cannot be packed and is not journaled", e);
                gauge.unwritable();
                batch.remove(batch.size() - 1);
                queue.release(1);
                work.answer(false);
            }
            if ((batch.size() & 63) == 0 && clock.nanos() - began > COMMIT_NANOS) {
                return;
            }
        }
    }

    private void fail(Exception e) {
        String words = Faults.words(e);
        if (gauge.failed(words)) {
            LOG.error("nothing can be made durable: {}", words, e);
        }
        if (commit != null && commit.unsure()) {
            unsure = commit;
        } else if (commit != null) {
            commit.discard();
        }
        queue.putBack(batch);
        batch.clear();
        release();
        retryAtNanos = clock.nanos() + waitMillis * NANOS;
        waitMillis = Math.min(waitMillis * 2, options.retryMostMillis());
    }

    private boolean reopen() {
        try {
            Connection fresh = connections.open();
            String verdict = Database.check(fresh);
            if (!verdict.equals("ok")) {
                fresh.close();
                throw new SQLException("the database file is damaged: " + verdict);
            }
            if (unsure != null) {
                unsure.settle(Mirror.lastBlock(fresh));
                unsure = null;
            }
            use(fresh);
            return true;
        } catch (SQLException e) {
            fail(e);
            return false;
        }
    }

    private void release() {
        Connection used = connection;
        connection = null;
        commit = null;
        if (used != null) {
            try {
                used.close();
            } catch (SQLException e) {
                LOG.debug("closing a connection that failed", e);
            }
        }
    }
}
