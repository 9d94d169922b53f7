package io.vigil.store.beside;

import io.vigil.session.Input;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.History.LogEntry;
import io.vigil.store.Retention;
import io.vigil.store.StoredOutbox;
import io.vigil.store.file.Database;
import io.vigil.store.file.Readers;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.read.AuditChain;
import io.vigil.store.read.BlockLog;
import io.vigil.store.read.StoredHistory;
import io.vigil.store.record.SessionRecord;
import io.vigil.store.series.SeriesBoard;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A data folder read beside the service that has it: no lock is taken and nothing of it is written. Blocking. */
public final class Beside implements AutoCloseable {
    private final Readers readers;

    private Beside(Database database) {
        this.readers = new Readers(database::read, 1);
    }

    /** @throws IOException when there is no database in the folder */
    public static Beside open(Path folder) throws IOException {
        Database database = Database.in(folder);
        if (!Files.isRegularFile(database.file())) {
            throw new IOException("no database in " + folder + "; name the data folder with --data");
        }
        return new Beside(database);
    }

    /** Ids, the newest first. */
    public List<String> sessions() {
        return readers.read(handle -> handle.createQuery("SELECT id FROM session ORDER BY started_millis DESC, id")
                .mapTo(String.class)
                .list());
    }

    /** Every input of one session in order; empty when there is none. */
    public List<Input> inputs(String session) {
        return new BlockLog(readers).inputs(session);
    }

    /** Actions and alarms of one session, oldest first. */
    public List<LogEntry> events(String session) {
        return new StoredHistory(readers, new SeriesBoard()).events(session);
    }

    /** What of one session was charted or is to be, oldest first. */
    public List<ChartOutbox.Row> charted(String session) {
        return StoredOutbox.list(readers, "WHERE session = ? ORDER BY id", session);
    }

    /** All that is kept of one session. */
    public SessionRecord record(String session) {
        return Retention.record(readers, session);
    }

    public long auditRecords() {
        return readers.read(handle -> handle.createQuery("SELECT count(*) FROM audit")
                .mapTo(Long.class)
                .one());
    }

    /** @return what is wrong with the audit log's chain; empty when it holds */
    public Optional<String> auditProblem() {
        return readers.read(handle -> {
            try {
                return AuditChain.problem(handle.getConnection());
            } catch (SQLException e) {
                throw new StoreUnavailable("the audit log cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /**
     * A consistent copy of one instant, looked over and forced to the disk before it has its name.
     *
     * @param to a file that does not exist yet
     * @throws IOException when it exists, cannot be written, or the copy is not whole
     */
    public void backup(Path to) throws IOException {
        if (Files.exists(to)) {
            throw new IOException(to + " exists; choose another file");
        }
        Path part = Path.of(to + ".part");
        Files.deleteIfExists(part);
        try {
            readers.read(handle -> handle.execute("VACUUM INTO ?", part.toString()));
            Backups.verify(new Database(part), part);
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(part, to);
        } catch (StoreUnavailable e) {
            throw new IOException("the backup cannot be written: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public void close() {
        readers.close();
    }
}
