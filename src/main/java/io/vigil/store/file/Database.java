package io.vigil.store.file;

import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The one file, and how connections to it are opened. */
public record Database(Path file) {
    private static final int CHECK_STEPS = 10_000;
    private static final int BUSY_MILLIS = 5_000;
    /** A log that grew behind a long reader is cut back to this. */
    private static final int LOG_BYTES = 64 << 20;

    public static Database in(Path folder) {
        return new Database(folder.resolve("vigil.db"));
    }

    /** For the writer thread: survives power loss once a commit has returned. */
    public Connection write() throws SQLException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit(LOG_BYTES);
        return config.createConnection(url());
    }

    public Connection read() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection(url());
    }

    /** @throws NewerDatabase when a later version has been here */
    public void migrate() throws NewerDatabase {
        refuseNewer();
        flyway().migrate();
    }

    /** Reads only; a database that has no version yet is not newer. */
    public void refuseNewer() throws NewerDatabase {
        MigrationInfo present = flyway().info().current();
        if (present != null && present.getState().name().startsWith("FUTURE")) {
            throw new NewerDatabase(file, String.valueOf(present.getVersion()));
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(url(), null, null)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load();
    }

    public Path log() {
        return Path.of(file + "-wal");
    }

    /** Shared by those who have the database open. */
    public Path index() {
        return Path.of(file + "-shm");
    }

    public void delete() throws IOException {
        Files.deleteIfExists(log());
        Files.deleteIfExists(index());
        Files.deleteIfExists(file);
    }

    /**
     * Looks the whole file over, but no longer than so: a start must not wait for a large one.
     *
     * @return {@code ok}, also when time was up before anything was found, or what is wrong
     */
    public static String check(Connection connection, Clock clock, long mostMillis) throws SQLException {
        long until = clock.nanos() + mostMillis * 1_000_000;
        ProgressHandler.setHandler(connection, CHECK_STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return clock.nanos() > until ? 1 : 0;
            }
        });
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
            return rows.next() ? rows.getString(1) : "no answer";
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
                return "ok";
            }
            throw e;
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    /** @return {@code ok}, or what is wrong */
    public static String check(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            return rows.next() ? rows.getString(1) : "no answer";
        }
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }
}
