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
 * One transaction: a packed block, the rows that follow from it, and the chunks that are full. What it changes in the
 * {@link Mirror} counts only after the commit. Writer thread only; reused.
 */
final class Commit {
    private final Mirror mirror;
    private final BlockEncoder encoder = new BlockEncoder();
    private final List<SessionMark> marks = new ArrayList<>();
    private final Connection connection;
    private final Tables tables;
    private final Seals seals;
    private final AuditTail audit;
    private final Consequences consequences;
    private boolean writes;
    private boolean moves;
    private boolean unsure;
    private long throughMillis;

    Commit(Connection connection, Mirror mirror) throws SQLException {
        this.connection = connection;
        this.mirror = mirror;
        this.tables = new Tables(connection);
        this.seals = new Seals(mirror, tables);
        this.audit = new AuditTail(mirror, tables);
        this.consequences = new Consequences(connection, mirror, tables, seals, audit);
    }

    void begin() {
        encoder.begin();
        throughMillis = mirror.throughMillis;
        audit.begin();
    }

    int bytes() {
        return encoder.bytes();
    }

    /**
     * @return true when it was there already and is ignored
     * @throws io.vigil.store.block.Garbled when it cannot be packed; nothing of it is then in the transaction
     */
    boolean take(Work work) throws SQLException {
        if (work instanceof Work.Appended appended) {
            return append(appended.entry());
        } else if (work instanceof Work.Together together) {
            return together(together.entries());
        } else if (work instanceof Work.Refused refused) {
            refused(refused.request());
        } else if (work instanceof Work.Unworn unworn) {
            return unworn(unworn.frame());
        } else if (work instanceof Work.Noted noted) {
            reach(noted.atMillis());
            for (var event : noted.events()) {
                tables.alarm(noted.session(), event);
            }
            consequences.charts(noted.charts(), noted.atMillis());
        } else if (work instanceof Work.Snapped snapped) {
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
        reach(request.atMillis());
        audit.add(new AuditChain.Row(
                request.session(), 0, request.atMillis(), "refused", request.what(), request.by(), request.detail()));
    }

    private boolean append(Journal.Entry entry) throws SQLException {
        Input input = entry.input();
        SessionMark mark = mirror.mark(connection, input.session());
        if (input.seq() <= mark.pendingSeq) {
            return true;
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
     * @param passedMillis all sessions have been evaluated up to here
     * @param always write a block even without records
     * @return true when the journal now reaches to {@code passedMillis}
     */
    boolean finish(long passedMillis, boolean always) throws SQLException {
        reach(passedMillis);
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
        unsure = true;
        connection.commit();
        landed();
        return writes || moves;
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

    private void landed() {
        if (writes) {
            mirror.nextBlock++;
            mirror.lastBlockIdle = encoder.count() == 0;
        }
        if (writes || moves) {
            mirror.throughMillis = throughMillis;
        }
        committed();
    }

    private void committed() {
        audit.committed();
        seals.committed(mirror.nextBlock - 1);
        marks.forEach(SessionMark::committed);
        mirror.seen.committed();
        clear();
    }

    /** After a failure: the mirror is as the last commit left it. */
    void discard() {
        seals.discarded();
        marks.forEach(SessionMark::discarded);
        mirror.seen.discarded();
        clear();
    }

    private void clear() {
        unsure = false;
        marks.clear();
    }
}
