package io.vigil.store;

import io.vigil.session.Input;
import io.vigil.session.port.Accounts;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.History;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.api.FlywayException;

/**
 * The data folder: one SQLite database, one thread that writes it, a few readers. Everything here but the getters
 * blocks; open and close it from the composition root.
 */
public final class Store implements AutoCloseable {
    private static final long CLOSE_MILLIS = 20_000;

    private final FolderLock lock;
    private final Database database;
    private final Readers readers;
    private final Writer writer;
    private final Thread thread;
    private final WorkQueue queue;
    private final WriterGauge gauge;
    private final Journal journal;
    private final BlockLog log;
    private final History history;
    private final ChartOutbox outbox;
    private final Accounts accounts;
    private final List<Quarantined> quarantined;

    /**
     * Takes the folder, brings the database to this version and makes ready what the last run left.
     *
     * @throws FolderInUse when another service has the folder
     * @throws IOException when the folder or the database cannot be used; the message says why
     */
    public static Store open(Path folder, StoreOptions options, Clock clock) throws IOException {
        return open(folder, options, clock, Database.in(folder)::write);
    }

    static Store open(Path folder, StoreOptions options, Clock clock, Connections writing) throws IOException {
        FolderLock lock = FolderLock.take(folder);
        Database database = Database.in(folder);
        try {
            // Opened before the migration, which must find the file in the mode it will stay in.
            Connection first = writing.open();
            try {
                database.migrate();
                return new Store(lock, database, options, clock, writing, first);
            } catch (SQLException | RuntimeException e) {
                first.close();
                throw e;
            }
        } catch (SQLException | FlywayException e) {
            lock.close();
            throw new IOException("cannot open the database in " + folder + ": " + e.getMessage(), e);
        }
    }

    private Store(
            FolderLock lock,
            Database database,
            StoreOptions options,
            Clock clock,
            Connections writing,
            Connection first)
            throws SQLException {
        this.lock = lock;
        this.database = database;
        var mirror = new Mirror(options);
        first.setAutoCommit(false);
        this.quarantined = Recovery.run(first, mirror, clock.wallMillis());
        first.commit();
        var passed = new AtomicLong();
        this.readers = new Readers(database::read, options.readers());
        this.queue = new WorkQueue(options.queueCapacity(), options.queueReserve());
        this.gauge = new WriterGauge(clock, SetAside.count(first), "");
        this.log = new BlockLog(readers);
        this.journal = new StoredJournal(queue, passed, log, mirror.throughMillis);
        this.history = new StoredHistory(readers, mirror.series);
        this.writer = new Writer(writing, first, mirror, queue, options, clock, passed::get, gauge);
        this.outbox = new StoredOutbox(readers, writer);
        this.accounts = new StoredAccounts(readers, writer);
        this.thread = new Thread(writer, "vigil-journal");
        thread.start();
    }

    public Journal journal() {
        return journal;
    }

    public History history() {
        return history;
    }

    public ChartOutbox outbox() {
        return outbox;
    }

    public Accounts accounts() {
        return accounts;
    }

    /** Any thread. */
    public Health health() {
        return gauge.health();
    }

    /** Any thread. */
    public StoreFigures figures() {
        File file = database.file().toFile();
        return gauge.figures(queue, file.length() + new File(file.getPath() + "-wal").length());
    }

    /** Journal blocks that were set aside when the store was opened. */
    public List<Quarantined> quarantined() {
        return quarantined;
    }

    /** Every input of one session in order, ended or not; empty when there is none. For replay and export. */
    public List<Input> inputs(String session) {
        return log.inputs(session);
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

    /** A consistent copy while the service runs. @param to a file that does not exist yet */
    public void backup(Path to) {
        readers.read(handle -> handle.execute("VACUUM INTO ?", to.toString()));
    }

    /** Commits what is queued, then gives the folder back. */
    @Override
    public void close() throws IOException {
        writer.stop();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.close();
        lock.close();
    }
}
