package io.vigil.store;

import io.vigil.store.block.Garbled;
import io.vigil.store.file.Connections;
import io.vigil.store.file.Database;
import io.vigil.store.file.Faults;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.time.Clock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It commits whatever is queued as soon as the last commit has returned; while more is queued
 * it packs that meanwhile. After a fault of the disk its connection is never used again: it tells those who wait, keeps
 * what must not be lost, and opens a new one with growing pauses until a commit succeeds.
 */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long IDLE_MILLIS = 250;
    private static final long NANOS = 1_000_000;
    private static final long PASSED_EVERY_NANOS = 1_000 * NANOS;
    private static final long COMMIT_NANOS = 50 * NANOS;
    /** After so many works, a power of two less one, it looks up from packing. */
    private static final int LOOK_UP = 15;

    private final Connections connections;
    private final Mirror mirror;
    private final WorkQueue queue;
    private final StoreOptions options;
    private final Clock clock;
    private final LongSupplier passedMillis;
    private final WriterGauge gauge;
    private final Flight flight = new Flight();
    private @Nullable Connection connection;
    /** The one to be built next; null while there is no connection. */
    private @Nullable Commit commit;
    /** The other: on its way while the flight is up, else at rest. */
    private @Nullable Commit other;
    /** The one whose commit failed: whether it went through is known only when the database is open again. */
    private @Nullable Commit unsure;
    /** What was being built on top of that one. */
    private @Nullable Commit above;

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
        var tables = new Tables(fresh);
        commit = new Commit(this::clear, tables, mirror);
        other = new Commit(this::clear, tables, mirror);
    }

    /** {@link Ground}. */
    private Connection clear() throws SQLException {
        land();
        Connection open = connection;
        if (open == null) {
            throw new SQLException("no connection");
        }
        return open;
    }

    @Override
    public void run() {
        while (!(stopping && (commit == null || (queue.empty() && !flight.up())))) {
            try {
                turn();
            } catch (RuntimeException | Error e) {
                fail(e instanceof RuntimeException known ? known : new IllegalStateException(e));
            }
        }
        queue.refuseWaiting();
        release();
        flight.close();
    }

    /** Commits what is queued, then returns from {@code run}. Any thread. */
    void stop() {
        stopping = true;
        queue.close();
    }

    private void turn() {
        boolean down = commit == null;
        if (!flight.up()) {
            queue.await(down ? Math.min(IDLE_MILLIS, pauseMillis()) : IDLE_MILLIS, down);
        }
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
            open.begin(began);
            filling = true;
            fill(open);
            filling = false;
            Connection clear = clear();
            if (open.works().isEmpty() && !second && !probe) {
                return;
            }
            open.leave(passedMillis.getAsLong(), second || probe);
            if (probe || queue.empty()) {
                clear.commit();
                landed(open);
            } else {
                flight.start(clear);
                commit = other;
                other = open;
            }
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            failed(open, e instanceof Exception known ? known : new IllegalStateException(e));
        }
    }

    /** Nothing is on its way any more. @throws SQLException when what was has failed; it is then still the other */
    private void land() throws SQLException {
        if (flight.up()) {
            flight.landed();
            landed(Objects.requireNonNull(other));
        }
    }

    private void landed(Commit done) {
        if (done.landed()) {
            lastBlockNanos = done.beganNanos();
        }
        long now = clock.nanos();
        isolation.succeeded();
        waitMillis = options.retryFirstMillis();
        List<Work> works = done.works();
        gauge.committed(works.size(), now - done.beganNanos(), now);
        for (Work work : works) {
            work.answer(true);
        }
        queue.release(works.size());
        works.clear();
    }

    /** While this one was built: it failed, or the one on its way, and with that one what stood on it. */
    private void failed(Commit open, Exception own) {
        Exception fault = own;
        try {
            land();
        } catch (SQLException | RuntimeException e) {
            fault = e;
        }
        Commit before = other;
        boolean beneath = before != null && before.unsure();
        if (Faults.ofDisk(fault) || !(beneath || filled(open))) {
            fail(fault);
        } else if (before != null && beneath) {
            queue.takeBack(open.works());
            open.works().clear();
            open.discard();
            commit = before;
            other = open;
            filling = false;
            isolate(before, fault);
        } else {
            isolate(open, fault);
        }
    }

    private static boolean filled(Commit open) {
        return !open.works().isEmpty();
    }

    /** Something in the batch breaks it: the next are smaller, until it stands alone and can be set aside. */
    private void isolate(Commit open, Exception fault) {
        gauge.broke();
        List<Work> works = open.works();
        try {
            open.discard();
            clear().rollback();
            if (works.size() > 1) {
                isolation.narrow(works, filling);
                queue.takeBack(works);
                works.clear();
                return;
            }
            Work alone = works.get(0);
            boolean atFault = isolation.condemns(alone);
            // Only what fails while others succeed is at fault itself.
            open.begin(clock.nanos());
            open.atOnce(passedMillis.getAsLong(), true);
            if (atFault) {
                setAside(alone, fault);
            } else {
                queue.takeBack(works);
            }
            works.clear();
        } catch (SQLException | RuntimeException e) {
            fail(e);
        }
    }

    private void setAside(Work work, Exception fault) throws SQLException {
        LOG.error("an entry breaks every commit and is set aside", fault);
        if (work instanceof Work.Command<?> command) {
            command.refuse(fault);
        } else {
            SetAside.keep(clear(), work, String.valueOf(fault), clock.wallMillis());
            gauge.setAside();
        }
        work.answer(false);
        queue.release(1);
    }

    private void fill(Commit open) throws SQLException {
        List<Work> works = open.works();
        while (works.size() < isolation.most() && open.bytes() < options.commitBytes()) {
            Work work = queue.next();
            if (work == null) {
                return;
            }
            try {
                gauge.ignored(open.take(work));
            } catch (Garbled e) {
                LOG.error("an entry cannot be packed and is not journaled", e);
                gauge.unwritable();
                works.remove(works.size() - 1);
                queue.release(1);
                work.answer(false);
            }
            if ((works.size() & LOOK_UP) == 0) {
                if (flight.over()) {
                    land();
                }
                if (clock.nanos() - open.beganNanos() > COMMIT_NANOS) {
                    return;
                }
            }
        }
    }

    private void fail(Exception e) {
        String words = Faults.words(e);
        if (gauge.failed(words)) {
            LOG.error("nothing can be made durable: {}", words, e);
        }
        try {
            land();
        } catch (SQLException | RuntimeException more) {
            LOG.debug("the commit on its way failed too", more);
        }
        undo();
        release();
        retryAtNanos = clock.nanos() + waitMillis * NANOS;
        waitMillis = Math.min(waitMillis * 2, options.retryMostMillis());
    }

    /** Whatever has not landed: its works go back to the queue, and it counts no more unless it is there after all. */
    private void undo() {
        Commit open = commit;
        Commit before = other;
        if (open == null || before == null) {
            return;
        }
        if (before.unsure()) {
            unsure = before;
            above = open;
        } else if (open.unsure()) {
            unsure = open;
        } else {
            open.discard();
        }
        putBack(open);
        putBack(before);
    }

    private void putBack(Commit from) {
        queue.putBack(from.works());
        from.works().clear();
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
            if (above != null) {
                above.discard();
                above = null;
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
        other = null;
        if (used != null) {
            try {
                used.close();
            } catch (SQLException e) {
                LOG.debug("closing a connection that failed", e);
            }
        }
    }

    /** Any thread: samples that arrived before this instant go into chunks soon. */
    void seal(long beforeMillis) {
        queue.offer(new Work.Seal(beforeMillis));
    }

    /** Any thread but the writer's: does it within the next commit and waits for that. */
    <T> T call(Work.Command.Body<T> body) {
        return call(new Work.Command<>(body));
    }

    <T> T call(Work.Command<T> command) {
        if (!queue.offer(command)) {
            throw new StoreUnavailable("the database's queue is full or closed");
        }
        CompletableFuture<T> result = command.result();
        try {
            return result.get(options.answerMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the database", e);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("the database did not answer in time", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreUnavailable(String.valueOf(cause.getMessage()), cause);
        }
    }
}
