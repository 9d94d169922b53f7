package io.vigil.store;

import io.vigil.session.Input;
import io.vigil.session.port.Journal;
import io.vigil.store.block.BlockEncoder;
import io.vigil.store.file.Faults;
import io.vigil.store.read.AuditChain;
import io.vigil.vital.Frame;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One transaction: a packed block, the rows that follow from it, and the chunks that are full. It is built, leaves, and
 * has landed or is discarded; what it changes in the {@link Mirror} counts only when it has landed. The next one may be
 * built while this one is on its way: packing needs no connection, and what does waits on the {@link Ground}. Writer
 * thread only; reused.
 */
final class Commit {
    private final Mirror mirror;
    private final BlockEncoder encoder = new BlockEncoder();
    private final List<SessionMark> marks = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private final Ground ground;
    private final Tables tables;
    private final Seals seals;
    private final AuditTail audit;
    private final Consequences consequences;
    private boolean writes;
    private boolean moves;
    private boolean unsure;
    private long throughMillis;
    private long beganNanos;

    Commit(Ground ground, Tables tables, Mirror mirror) {
        this.ground = ground;
        this.mirror = mirror;
        this.tables = tables;
        this.seals = new Seals(mirror, tables);
        this.audit = new AuditTail(mirror, tables);
        this.consequences = new Consequences(ground, mirror, tables, seals, audit);
    }

    void begin(long nowNanos) {
        encoder.begin();
        throughMillis = 0;
        beganNanos = nowNanos;
    }

    long beganNanos() {
        return beganNanos;
    }

    /** What was taken and waits for its answer, in order. */
    List<Work> works() {
        return works;
    }

    int bytes() {
        return encoder.bytes();
    }

    /**
     * @return true when it was there already and is ignored
     * @throws io.vigil.store.block.Garbled when it cannot be packed; nothing of it is then in the transaction
     */
    boolean take(Work work) throws SQLException {
        works.add(work);
        if (work instanceof Work.Appended appended) {
            return append(appended.entry());
        } else if (work instanceof Work.Together together) {
            return together(together.entries());
        } else if (work instanceof Work.Refused refused) {
            refused(refused.request());
        } else if (work instanceof Work.Unworn unworn) {
            return unworn(unworn.frame());
        } else if (work instanceof Work.Noted noted) {
            ground.clear();
            reach(noted.atMillis());
            for (var event : noted.events()) {
                tables.alarm(noted.session(), event);
            }
            consequences.charts(noted.charts(), noted.atMillis());
        } else if (work instanceof Work.Snapped snapped) {
            ground.clear();
            reach(snapped.snapshot().atMillis());
            tables.snapshot(snapped.snapshot(), mirror.nextBlock);
        } else if (work instanceof Work.Seal seal) {
            seals.waitingSince(seal.beforeMillis());
        } else if (work instanceof Work.Command<?> command) {
            command(command);
        }
        return false;
    }

    /** All of them in this one transaction; one that cannot be packed is found before any is. */
    private boolean together(List<Journal.Entry> entries) throws SQLException {
        for (Journal.Entry entry : entries) {
            encoder.check(entry.input());
        }
        boolean known = true;
        for (Journal.Entry entry : entries) {
            known &= append(entry);
        }
        return known;
    }

    private void refused(Journal.Refused request) throws SQLException {
        ground.clear();
        reach(request.atMillis());
        audit.add(new AuditChain.Row(
                request.session(), 0, request.atMillis(), "refused", request.what(), request.by(), request.detail()));
    }

    private boolean append(Journal.Entry entry) throws SQLException {
        Input input = entry.input();
        SessionMark mark = mirror.mark(ground, input.session());
        if (input.seq() <= mark.pendingSeq) {
            return true;
        }
        if (!mark.rowless(entry)) {
            ground.clear();
        }
        encoder.input(input);
        if (!mark.touched) {
            mark.touched = true;
            marks.add(mark);
        }
        mark.pendingSeq = input.seq();
        reach(input.atMillis());
        consequences.of(input, mark);
        for (var event : entry.events()) {
            tables.alarm(input.session(), event);
        }
        consequences.charts(entry.charts(), input.atMillis());
        return false;
    }

    private boolean unworn(Frame frame) {
        if (!mirror.seen.first("", frame.device(), frame.measuredMillis(), frame.stamp(), frame.readings())) {
            return true;
        }
        encoder.unworn(frame);
        reach(frame.arrivedMillis());
        return false;
    }

    /** A worker's write that breaks a rule of its table is the worker's to know; it takes nobody else's with it. */
    private void command(Work.Command<?> command) throws SQLException {
        Connection connection = ground.clear();
        var before = connection.setSavepoint();
        try {
            command.run(connection);
            AuditChain.Row row = command.record();
            if (row != null) {
                audit.add(row);
            }
            connection.releaseSavepoint(before);
        } catch (SQLException | RuntimeException e) {
            if (Faults.ofDisk(e)) {
                throw e;
            }
            connection.rollback(before);
            command.refuse(e);
        }
    }

    private void reach(long millis) {
        throughMillis = Math.max(throughMillis, millis);
    }

    /**
     * Writes its rows; it is then ready for its commit to be asked for. While no other is on its way.
     *
     * @param passedMillis all sessions have been evaluated up to here
     * @param always write a block even without records
     */
    void leave(long passedMillis, boolean always) throws SQLException {
        reach(Math.max(passedMillis, mirror.throughMillis));
        long block = mirror.nextBlock;
        boolean records = encoder.count() > 0 || seals.needBlock();
        boolean moves = !records && always && mirror.lastBlockIdle;
        boolean writes = records || (always && !moves);
        if (writes) {
            tables.block(block, throughMillis, encoder.count(), encoder.toArray());
        } else if (moves) {
            tables.idle(block - 1, throughMillis, encoder.toArray());
        }
        seals.seal(block);
        this.writes = writes;
        this.moves = moves;
        seals.leaves();
        marks.forEach(SessionMark::leaves);
        mirror.seen.leaves();
        unsure = true;
    }

    /** True when the commit was asked for and did not return: it may be in the database or not. */
    boolean unsure() {
        return unsure;
    }

    /** Told by the database itself once it can be read again. Whatever changes the mirror comes with a block. */
    void settle(long lastBlock) {
        if (writes && lastBlock >= mirror.nextBlock) {
            landed();
        } else {
            discard();
        }
    }

    /** The commit has returned. @return true when the journal now reaches further */
    boolean landed() {
        if (writes) {
            mirror.nextBlock++;
            mirror.lastBlockIdle = encoder.count() == 0;
        }
        if (writes || moves) {
            mirror.throughMillis = throughMillis;
        }
        audit.landed();
        seals.landed(mirror.nextBlock - 1);
        marks.forEach(SessionMark::landed);
        mirror.seen.landed();
        unsure = false;
        marks.clear();
        return writes || moves;
    }

    /** After a failure, and when no other is on its way: the mirror is as the last commit left it. */
    void discard() {
        audit.discarded();
        seals.discarded();
        marks.forEach(SessionMark::discarded);
        mirror.seen.discarded();
        unsure = false;
        marks.clear();
    }
}
