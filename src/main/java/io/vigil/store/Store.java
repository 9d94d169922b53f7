package io.vigil.store;

import io.vigil.session.Input;
import io.vigil.session.port.Accounts;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.History;
import io.vigil.session.port.Journal;
import io.vigil.session.port.Notices;
import io.vigil.session.port.Patients;
import io.vigil.session.port.Pins;
import io.vigil.session.port.SiteLog;
import io.vigil.store.block.Garbled;
import io.vigil.store.file.Connections;
import io.vigil.store.file.Database;
import io.vigil.store.file.Faults;
import io.vigil.store.file.FolderInUse;
import io.vigil.store.file.FolderLock;
import io.vigil.store.file.NewerDatabase;
import io.vigil.store.file.Readers;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.pages.WalVerdict;
import io.vigil.store.read.AuditChain;
import io.vigil.store.read.BlockLog;
import io.vigil.store.read.StoredHistory;
import io.vigil.store.read.StoredPatients;
import io.vigil.time.Clock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folder: one SQLite database, one thread that writes it, a few readers. Everything here but the getters
 * blocks; open and close it from the composition root.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    /** A start is ready in 3 s; what a longer look would find is met when it is read. */
    private static final long CHECK_MILLIS = 1_500;

    private static final long CLOSE_MILLIS = 20_000;

    private final FolderLock lock;
    private final Clock clock;
    private final Database database;
    private final Readers readers;
    private final Writer writer;
    private final Transactions transactions;
    private final Thread thread;
    private final Housekeeping housekeeping;
    private final Trimmer trimmer;
    private final WorkQueue queue;
    private final WriterGauge gauge;
    private final Journal journal;
    private final BlockLog log;
    private final History history;
    private final Mirror mirror;
    private final ChartOutbox outbox;
    private final StoredAccounts accounts;
    private final Notices notices;
    private final StoredWaves waves;
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
        try {
            var files = new DamagedFiles(folder);
            files.finish(clock.wallMillis());
            try {
                return start(lock, folder, options, clock, writing);
            } catch (SQLException | RuntimeException e) {
                if (!Faults.ofDamage(e)) {
                    throw e;
                }
                LOG.error("the database is damaged; a new one is made from what can be read of it", e);
                files.replace(String.valueOf(e.getMessage()), options, clock.wallMillis());
                return start(lock, folder, options, clock, writing);
            }
        } catch (SQLException | RuntimeException | IOException e) {
            lock.close();
            throw e instanceof NewerDatabase newer
                    ? newer
                    : new IOException("cannot open the database in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Store start(FolderLock lock, Path folder, StoreOptions options, Clock clock, Connections writing)
            throws IOException, SQLException {
        Database database = Database.in(folder);
        WalVerdict log = WalVerdict.of(database.log(), database.index());
        if (!log.damage().isEmpty()) {
            throw new Garbled(log.damage());
        }
        if (log.unfinishedBytes() > 0) {
            LOG.warn(
                    "the last {} bytes of the write-ahead log are of a transaction that was never finished, as a power"
                            + " loss leaves it, and are left out; of a disk that spoils what it holds the last commit"
                            + " would look the same",
                    log.unfinishedBytes());
        }
        try (Connection look = database.write()) {
            String verdict = Database.check(look, clock, CHECK_MILLIS);
            if (!verdict.equals("ok")) {
                throw new Garbled(verdict);
            }
        }
        // Opened before the migration, which must find the file in the mode it will stay in.
        Connection first = writing.open();
        try {
            database.migrate();
            return new Store(lock, database, options, clock, writing, first);
        } catch (SQLException | RuntimeException | IOException e) {
            first.close();
            throw e;
        }
    }

    private Store(
            FolderLock lock,
            Database database,
            StoreOptions options,
            Clock clock,
            Connections writing,
            Connection first)
            throws SQLException, IOException {
        this.lock = lock;
        this.clock = clock;
        this.database = database;
        this.mirror = new Mirror(options);
        first.setAutoCommit(false);
        this.quarantined = Recovery.run(first, mirror, clock.wallMillis());
        int damagedCharts = StoredOutbox.settle(first);
        first.commit();
        String warning = new DamagedFiles(lock.folder()).warning()
                + (damagedCharts == 0 ? "" : "; " + damagedCharts + " chart entries cannot be read: see the outbox");
        var passed = new AtomicLong();
        this.readers = new Readers(database::read, options.readers());
        this.queue = new WorkQueue(options.queueCapacity(), options.queueReserve());
        this.gauge = new WriterGauge(clock, SetAside.count(first), warning);
        this.log = new BlockLog(readers);
        this.journal = new StoredJournal(queue, passed, log, mirror.throughMillis);
        this.history = new StoredHistory(readers, mirror.series);
        this.writer = new Writer(writing, first, mirror, queue, options, clock, passed::get, gauge);
        this.transactions = new Transactions(queue, options.answerMillis());
        this.outbox = new StoredOutbox(readers, transactions);
        this.accounts = new StoredAccounts(readers, transactions);
        this.notices = new StoredNotices(readers, transactions);
        this.waves = new StoredWaves(readers, transactions, queue, options, WaveRows.DEFAULT, clock);
        this.thread = new Thread(writer, "vigil-journal");
        this.trimmer = new Trimmer(readers, log, mirror, transactions, gauge, clock);
        this.housekeeping = new Housekeeping(trimmer, options.trimMillis());
        thread.start();
        waves.start();
        var keeper = new Thread(housekeeping, "vigil-archive");
        keeper.setDaemon(true);
        keeper.start();
    }

    /** Trims at once instead of when it is time. Blocking. @return how many blocks have left the journal */
    int trim() {
        return trimmer.round();
    }

    /** From now on sessions leave the database so many days after their end, each once its record is kept as a file. */
    public void retain(int days, Path records) {
        housekeeping.retain(retention(days, records));
    }

    Retention retention(int days, Path records) {
        return new Retention(new Retention.Rule(days, records), readers, transactions, mirror, gauge, clock);
    }

    public Journal journal() {
        return journal;
    }

    public History history() {
        return history;
    }

    public Patients patients() {
        return new StoredPatients(readers, history);
    }

    /** From now on each value waits for a nurse's release. To be said before the first session is there. */
    public void holdCharts() {
        mirror.manualRelease = true;
    }

    public ChartOutbox outbox() {
        return outbox;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Pins pins() {
        return accounts;
    }

    public SiteLog siteLog() {
        return new StoredSiteLog(transactions, clock);
    }

    public Notices notices() {
        return notices;
    }

    public StoredWaves waves() {
        return waves;
    }

    /** For one copy of the readings elsewhere; each has its own. */
    public Feed feed() {
        return new Feed(readers, transactions, mirror);
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
        waves.close();
        housekeeping.stop();
        // Before the writer's: the last connection to go puts the log into the file, and a reader may not.
        readers.close();
        writer.stop();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.close();
    }
}
