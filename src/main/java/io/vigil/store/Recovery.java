package io.vigil.store;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.store.block.Block;
import io.vigil.store.block.BlockDecoder;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Stored;
import io.vigil.store.read.BlockLog;
import io.vigil.store.series.Series;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens once at start: the tails are built again from the journal, and blocks that cannot be believed are set
 * aside with a report of what went with them. A bad block never stops the start.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Connection connection;
    private final Mirror mirror;
    private final LossReport losses = new LossReport();
    private final List<Block> bad = new ArrayList<>();
    private final Map<String, Long> firstSeen = new HashMap<>();
    /** Of the blocks in which sessions begin, those that could be read. */
    private final Set<Long> whole = new HashSet<>();

    private long through;

    private Recovery(Connection connection, Mirror mirror) {
        this.connection = connection;
        this.mirror = mirror;
    }

    static List<Quarantined> run(Connection connection, Mirror mirror, long nowMillis) throws SQLException {
        mirror.load(connection);
        var recovery = new Recovery(connection, mirror);
        recovery.losses.open(connection);
        BlockLog.scan(connection, mirror.scanFrom, recovery::take);
        recovery.beginnings();
        mirror.throughMillis = recovery.through;
        List<Quarantined> report = recovery.losses.report();
        for (Quarantined one : report) {
            LOG.error("journal block {} with {} records is set aside: {}", one.block(), one.records(), one.reason());
        }
        recovery.setAside(report, nowMillis);
        return report;
    }

    /** A row that says its session began later would hide what came before. */
    private void beginnings() {
        mirror.firstBlocks.forEach((session, first) -> {
            boolean elsewhere = whole.contains(first) && !first.equals(firstSeen.get(session));
            if (elsewhere || first >= mirror.nextBlock) {
                throw new Garbled("session " + session + " does not begin where its row says");
            }
        });
    }

    private void take(Block block) {
        if (!block.intact()) {
            bad.add(block);
            losses.bad(block, through, "its checksum is wrong");
            return;
        }
        through = Math.max(through, block.throughMillis());
        List<Stored> records;
        try {
            records = BlockDecoder.decode(block.payload());
        } catch (Garbled e) {
            // Written as it stands, perhaps by a newer version: stays where it is for one that can read it.
            losses.bad(block, through, "this version cannot read it: " + e.getMessage());
            return;
        }
        if (mirror.firstBlocks.containsValue(block.id())) {
            whole.add(block.id());
        }
        Set<Series> touched = new LinkedHashSet<>();
        for (Stored record : records) {
            if (record instanceof Stored.Folded folded) {
                fold(folded.input(), block.id(), touched);
            } else if (record instanceof Stored.Unworn unworn) {
                Frame frame = unworn.frame();
                mirror.seen.first("", frame.device(), frame.measuredMillis(), frame.stamp(), frame.readings());
            }
        }
        touched.forEach(series -> series.committed(block.id()));
        mirror.seen.committed();
    }

    private void fold(Input input, long block, Set<Series> touched) {
        SessionMark mark = mirror.known(input.session());
        if (mark == null) {
            return;
        }
        losses.seen(input, block);
        firstSeen.putIfAbsent(mark.id, block);
        mark.pendingSeq = Math.max(mark.pendingSeq, input.seq());
        mark.committed();
        if (input.what() instanceof Happening.Measured m
                && mirror.seen.first(input.session(), m.device(), m.measuredMillis(), m.stamp(), m.readings())) {
            for (Reading reading : m.readings()) {
                Series series = mirror.series.find(input.session(), m.device(), reading.metric());
                if (series != null && block > series.sealedBlock()) {
                    series.add(m.measuredMillis(), input.atMillis(), reading.value(), reading.quality());
                    touched.add(series);
                }
            }
        }
    }

    private void setAside(List<Quarantined> report, long nowMillis) throws SQLException {
        for (Block block : bad) {
            for (Quarantined one : report) {
                if (one.block() == block.id()) {
                    Quarantine.keep(connection, block, one.afterMillis(), nowMillis, one.reason());
                }
            }
        }
    }
}
