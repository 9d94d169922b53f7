package io.vigil.store;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.store.read.AuditChain;
import io.vigil.store.series.Series;
import io.vigil.vital.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows that follow from an input: its session's, its samples, its place in the audit log. Writer thread only. */
final class Consequences {
    private final Connection connection;
    private final Mirror mirror;
    private final Tables tables;
    private final Seals seals;
    private final AuditTail audit;

    Consequences(Connection connection, Mirror mirror, Tables tables, Seals seals, AuditTail audit) {
        this.connection = connection;
        this.mirror = mirror;
        this.tables = tables;
        this.seals = seals;
        this.audit = audit;
    }

    void of(Input input, SessionMark mark) throws SQLException {
        if (!mark.pendingRow) {
            tables.session(mark.id, input.atMillis(), mirror.nextBlock);
            mark.pendingRow = true;
        }
        if (input.what() instanceof Happening.Measured measured) {
            sample(input, measured);
        } else if (input.what() instanceof Happening.Started started) {
            tables.opening(mark.id, input.seq(), input.atMillis(), started);
        } else if (input.what() instanceof Happening.Acted acted && acted.refused() == null) {
            acted(input, acted, mark);
        }
        if (mark.pendingEnd) {
            tables.ended(mark.id, input.atMillis(), input.seq());
            seals.ended(mark.id);
        }
        AuditChain.Row row = AuditRows.of(input);
        if (row != null) {
            audit.add(row);
        }
    }

    private void acted(Input input, Happening.Acted acted, SessionMark mark) throws SQLException {
        if (acted.action() instanceof Action.Reassign other) {
            tables.patient(mark.id, other.patient());
            new Repair(connection, tables, mirror.manualRelease).of(input, acted.by(), other);
        }
        mark.pendingEnd |= acted.action() instanceof Action.Discharge || acted.action() instanceof Action.Abort;
    }

    private void sample(Input input, Happening.Measured measured) throws SQLException {
        String session = input.session();
        if (!mirror.seen.first(
                session, measured.device(), measured.measuredMillis(), measured.stamp(), measured.readings())) {
            return;
        }
        var known = mirror.series.of(session, measured.device());
        for (Reading reading : measured.readings()) {
            Series series = known == null ? null : known.get(reading.metric().ordinal());
            if (series == null) {
                series = mirror.series(connection, session, measured.device(), reading.metric());
            }
            if (series.add(measured.measuredMillis(), input.atMillis(), reading.value(), reading.quality())) {
                seals.touched(series);
                if (!series.stored()) {
                    String metric = series.metric().wire();
                    tables.series(series.id(), session, series.device(), metric, mirror.nextBlock);
                }
            }
        }
    }

    void charts(List<ChartEntry> charts, long atMillis) throws SQLException {
        for (ChartEntry chart : charts) {
            tables.chart(chart, atMillis, mirror.manualRelease);
        }
    }
}
