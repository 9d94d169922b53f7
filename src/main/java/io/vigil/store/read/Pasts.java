package io.vigil.store.read;

import io.vigil.session.Input;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal.Past;
import io.vigil.store.file.Readers;
import io.vigil.store.file.StoreUnavailable;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept of a session: its snapshots, its archive and what the journal still holds. Blocking. */
public record Pasts(Readers readers, BlockLog log, Input first, List<Input> journaled) implements Past {
    private static final Logger LOG = LoggerFactory.getLogger(Pasts.class);

    @Override
    public List<Snapshot> snapshots() {
        List<SnapshotRows.Kept> kept = readers.read(handle -> {
            try {
                return SnapshotRows.read(handle.getConnection(), "session = ?", first.session());
            } catch (SQLException e) {
                throw new StoreUnavailable("the snapshots cannot be read: " + e.getMessage(), e);
            }
        });
        kept.stream()
                .filter(each -> !each.intact())
                .forEach(each -> LOG.error(
                        "a snapshot of session {} fails its checksum; an earlier one is used", first.session()));
        return kept.stream()
                .filter(SnapshotRows.Kept::intact)
                .map(SnapshotRows.Kept::snapshot)
                .toList();
    }

    @Override
    public List<Input> after(long seq) {
        return log.inputs(first, seq, journaled);
    }
}
