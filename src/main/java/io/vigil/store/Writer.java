package io.vigil.store;

import io.vigil.store.block.Garbled;
import io.vigil.store.file.Connections;
import io.vigil.store.file.Database;
import io.vigil.store.file.Faults;
import io.vigil.time.Clock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
    /** Null after a fault, until the database can be opened again. */
    private @Nullable Ground ground;
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
        this.ground = new Ground(first, mirror, flight, this::landed);
    }

    @Override
    public void run() {
        while (!(stopping && done())) {
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

    private boolean done() {
        return ground == null || (queue.empty() && !ground.busy());
    }

    /** Commits what is queued, then returns from {@code run}. Any thread. */
    void stop() {
        stopping = true;
        queue.close();
    }

    private void turn() {
        Ground open = ground;
        boolean down = open == null;
        if (open == null || !open.busy()) {
            queue.await(down ? Math.min(IDLE_MILLIS, pauseMillis()) : IDLE_MILLIS, down);
        }
        if (open == null) {
            queue.refuseWaiting();
            open = stopping || pauseMillis() > 0 ? null : reopened();
        }
        if (open != null) {
            commit(open, down);
        }
    }

    private long pauseMillis() {
        return Math.max(0, (retryAtNanos - clock.nanos() + NANOS - 1) / NANOS);
    }

    private void commit(Ground open, boolean probe) {
        long began = clock.nanos();
        boolean second =
                began - lastBlockNanos >= PASSED_EVERY_NANOS && passedMillis.getAsLong() > mirror.throughMillis;
        Commit next = open.building();
        try {
            next.begin(began);
            filling = true;
            fill(open, next);
            filling = false;
            open.clear();
            if (next.works().isEmpty() && !second && !probe) {
                return;
            }
            next.leave(passedMillis.getAsLong(), second || probe);
            if (probe || queue.empty()) {
                open.commit();
            } else {
                open.send();
            }
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            failed(open, e instanceof Exception known ? known : new IllegalStateException(e));
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

    /** What was being built failed, or the one on its way, and with that one what stood on it. */
    private void failed(Ground open, Exception own) {
        Exception fault = own;
        try {
            open.clear();
        } catch (SQLException | RuntimeException e) {
            fault = e;
        }
        boolean beneath = open.failed() != null;
        List<Work> works = open.building().works();
        if (Faults.ofDisk(fault) || (works.isEmpty() && !beneath)) {
            fail(fault);
            return;
        }
        if (beneath) {
            queue.takeBack(works);
            works.clear();
            open.building().discard();
            open.turn();
            filling = false;
        }
        isolate(open, fault);
    }

    /** Something in the batch breaks it: the next are smaller, until it stands alone and can be set aside. */
    private void isolate(Ground open, Exception fault) {
        gauge.broke();
        Commit broken = open.building();
        List<Work> works = broken.works();
        try {
            broken.discard();
            open.clear().rollback();
            if (works.size() > 1) {
                isolation.narrow(works, filling);
                queue.takeBack(works);
                works.clear();
                return;
            }
            Work alone = works.get(0);
            boolean atFault = isolation.condemns(alone);
            // Only what fails while others succeed is at fault itself.
            broken.begin(clock.nanos());
            broken.leave(passedMillis.getAsLong(), true);
            open.clear().commit();
            broken.landed();
            if (atFault) {
                setAside(open.clear(), alone, fault);
            } else {
                queue.takeBack(works);
            }
            works.clear();
        } catch (SQLException | RuntimeException e) {
            fail(e);
        }
    }

    private void setAside(Connection connection, Work work, Exception fault) throws SQLException {
        LOG.error("an entry breaks every commit and is set aside", fault);
        if (work instanceof Work.Command<?> command) {
            command.refuse(fault);
        } else {
            SetAside.keep(connection, work, String.valueOf(fault), clock.wallMillis());
            gauge.setAside();
        }
        work.answer(false);
        queue.release(1);
    }

    private void fill(Ground open, Commit next) throws SQLException {
        List<Work> works = next.works();
        while (works.size() < isolation.most() && next.bytes() < options.commitBytes()) {
            Work work = queue.next();
            if (work == null) {
                return;
            }
            try {
                gauge.ignored(next.take(work));
            } catch (Garbled e) {
                LOG.error("an entry cannot be packed and is not journaled", e);
                gauge.unwritable();
                works.remove(works.size() - 1);
                queue.release(1);
                work.answer(false);
            }
            if ((works.size() & LOOK_UP) == 0) {
                open.glance();
                if (clock.nanos() - next.beganNanos() > COMMIT_NANOS) {
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
        if (ground != null) {
            undo(ground);
        }
        release();
        retryAtNanos = clock.nanos() + waitMillis * NANOS;
        waitMillis = Math.min(waitMillis * 2, options.retryMostMillis());
    }

    /** Whatever has not landed: its works go back to the queue, and it counts no more unless it is there after all. */
    private void undo(Ground failing) {
        try {
            failing.clear();
        } catch (SQLException | RuntimeException more) {
            LOG.debug("the commit on its way failed too", more);
        }
        Commit built = failing.building();
        Commit before = failing.failed();
        if (before != null) {
            unsure = before;
            above = built;
        } else if (built.unsure()) {
            unsure = built;
        } else {
            built.discard();
        }
        putBack(built);
        if (before != null) {
            putBack(before);
        }
    }

    private void putBack(Commit from) {
        queue.putBack(from.works());
        from.works().clear();
    }

    private @Nullable Ground reopened() {
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
            ground = new Ground(fresh, mirror, flight, this::landed);
            return ground;
        } catch (SQLException e) {
            fail(e);
            return null;
        }
    }

    private void release() {
        if (ground != null) {
            ground.close();
        }
        ground = null;
    }
}
