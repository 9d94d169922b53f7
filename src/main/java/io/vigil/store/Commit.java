package io.vigil.store;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.Journal;
import io.vigil.store.block.BlockEncoder;
import io.vigil.store.file.Faults;
import io.vigil.store.read.AuditChain;
import io.vigil.store.series.Chunk;
import io.vigil.store.series.Samples;
import io.vigil.store.series.Series;
import io.vigil.store.series.Summary;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One transaction: a packed block, the rows that follow from it, and the chunks that are full. What it changes in the
 * {@link Mirror} counts only after the commit. Writer thread only; reused.
 */
final class Commit {
    /** Of those that are not full, so many are sealed at once; the next commits take the rest. */
    private static final int MOST_OVERDUE = 64;

    private final Mirror mirror;
    private final List<Series> overdue = new ArrayList<>();
    private final BlockEncoder encoder = new BlockEncoder();
    private final List<Series> touched = new ArrayList<>();
    private final Set<SessionMark> marks = new LinkedHashSet<>();
    private final List<String> ended = new ArrayList<>();
    private final Connection connection;
    private final Tables tables;
    private boolean writes;
    private boolean moves;
    private boolean unsure;
    private long throughMillis;
    private long auditCount;
    private byte[] auditHead = AuditChain.ORIGIN;

    Commit(Connection connection, Mirror mirror) throws SQLException {
        this.connection = connection;
        this.tables = new Tables(connection);
        this.mirror = mirror;
    }

    void begin() {
        encoder.begin();
        throughMillis = mirror.throughMillis;
        auditCount = mirror.auditCount;
        auditHead = mirror.auditHead;
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
            charts(noted.charts(), noted.atMillis());
        } else if (work instanceof Work.Snapped snapped) {
            reach(snapped.snapshot().atMillis());
            tables.snapshot(snapped.snapshot(), mirror.nextBlock);
        } else if (work instanceof Work.Seal seal) {
            overdue.addAll(mirror.series.waiting(seal.beforeMillis(), MOST_OVERDUE));
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
        log(new AuditChain.Row(
                request.session(), 0, request.atMillis(), "refused", request.what(), request.by(), request.detail()));
    }

    private void log(AuditChain.Row row) throws SQLException {
        auditHead = AuditChain.next(auditHead, ++auditCount, row);
        tables.audit(auditCount, row, auditHead);
    }

    private boolean append(Journal.Entry entry) throws SQLException {
        Input input = entry.input();
        SessionMark mark = mirror.mark(connection, input.session());
        if (input.seq() <= mark.pendingSeq) {
            return true;
        }
        encoder.input(input);
        marks.add(mark);
        mark.pendingSeq = input.seq();
        reach(input.atMillis());
        if (!mark.pendingRow) {
            tables.session(mark.id, input.atMillis(), mirror.nextBlock);
            mark.pendingRow = true;
        }
        happened(input, mark);
        for (var event : entry.events()) {
            tables.alarm(input.session(), event);
        }
        charts(entry.charts(), input.atMillis());
        return false;
    }

    private void happened(Input input, SessionMark mark) throws SQLException {
        if (input.what() instanceof Happening.Measured measured) {
            sample(input, measured);
        } else if (input.what() instanceof Happening.Started started) {
            tables.opening(mark.id, input.seq(), input.atMillis(), started);
        }
        boolean leaves = input.what() instanceof Happening.Acted acted
                && (acted.action() instanceof Action.Discharge || acted.action() instanceof Action.Abort)
                && acted.refused() == null;
        if (input.what() instanceof Happening.Acted acted
                && acted.action() instanceof Action.Reassign other
                && acted.refused() == null) {
            tables.patient(mark.id, other.patient());
            new Repair(connection, tables, mirror.manualRelease).of(input, acted.by(), other);
        }
        if (leaves || mark.pendingEnd) {
            mark.pendingEnd = true;
            tables.ended(mark.id, input.atMillis(), input.seq());
            if (!ended.contains(mark.id)) {
                ended.add(mark.id);
            }
        }
        AuditChain.Row row = AuditRows.of(input);
        if (row != null) {
            log(row);
        }
    }

    private void sample(Input input, Happening.Measured measured) throws SQLException {
        String session = input.session();
        if (!mirror.seen.first(
                session, measured.device(), measured.measuredMillis(), measured.stamp(), measured.readings())) {
            return;
        }
        for (Reading reading : measured.readings()) {
            Series series = mirror.series(connection, session, measured.device(), reading.metric());
            if (series.add(measured.measuredMillis(), input.atMillis(), reading.value(), reading.quality())) {
                touched.add(series);
                if (!series.stored()) {
                    tables.series(
                            series.id(),
                            session,
                            series.device(),
                            series.metric().wire(),
                            mirror.nextBlock);
                }
            }
        }
    }

    private boolean unworn(Frame frame) {
        if (!mirror.seen.first("", frame.device(), frame.measuredMillis(), frame.stamp(), frame.readings())) {
            return true;
        }
        encoder.unworn(frame);
        reach(frame.arrivedMillis());
        return false;
    }

    private void charts(List<ChartEntry> charts, long atMillis) throws SQLException {
        for (ChartEntry chart : charts) {
            tables.chart(chart, atMillis, mirror.manualRelease);
        }
    }

    /** A worker's write that breaks a rule of its table is the worker's to know; it takes nobody else's with it. */
    private void command(Work.Command<?> command) throws SQLException {
        var before = connection.setSavepoint();
        try {
            command.run(connection);
            AuditChain.Row row = command.record();
            if (row != null) {
                log(row);
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
        // A chunk names the block it was sealed in, so that there has to be one.
        boolean records = encoder.count() > 0 || !overdue.isEmpty();
        boolean moves = !records && always && mirror.lastBlockIdle;
        boolean writes = records || (always && !moves);
        if (writes) {
            tables.block(block, throughMillis, encoder.count(), encoder.toArray());
        } else if (moves) {
            tables.idle(block - 1, throughMillis, encoder.toArray());
        }
        seal(block);
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

    private void seal(long block) throws SQLException {
        for (String session : ended) {
            for (Series series : mirror.series.of(session)) {
                seal(series, block);
            }
        }
        for (Series series : touched) {
            if (series.full()) {
                seal(series, block);
            }
        }
        for (Series series : overdue) {
            seal(series, block);
        }
    }

    private void seal(Series series, long block) throws SQLException {
        if (series.empty() || series.sealing()) {
            return;
        }
        Samples samples = series.seal(block);
        tables.chunk(series.id(), block, Summary.of(samples, series.metric()), Chunk.pack(samples));
    }

    private void committed() {
        mirror.auditCount = auditCount;
        mirror.auditHead = auditHead;
        touched.forEach(series -> series.committed(mirror.nextBlock - 1));
        overdue.forEach(series -> series.committed(mirror.nextBlock - 1));
        for (String session : ended) {
            // Of an ended session every sample is in a chunk now, also of series this commit did not touch.
            mirror.series.remove(session);
            mirror.seen.forget(session);
        }
        marks.forEach(SessionMark::committed);
        mirror.seen.committed();
        clear();
    }

    /** After a failure: the mirror is as the last commit left it. */
    void discard() {
        for (String session : ended) {
            mirror.series.of(session).forEach(Series::discarded);
        }
        touched.forEach(Series::discarded);
        overdue.forEach(Series::discarded);
        marks.forEach(SessionMark::discarded);
        mirror.seen.discarded();
        clear();
    }

    private void clear() {
        unsure = false;
        touched.clear();
        overdue.clear();
        marks.clear();
        ended.clear();
    }
}
