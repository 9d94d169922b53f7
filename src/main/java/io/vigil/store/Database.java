package io.vigil.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;

/** The one file, and how connections to it are opened. */
record Database(Path file) {
    private static final int BUSY_MILLIS = 5_000;
    /** A log that grew behind a long reader is cut back to this. */
    private static final int LOG_BYTES = 64 << 20;

    static Database in(Path folder) {
        return new Database(folder.resolve("vigil.db"));
    }

    /** For the writer thread: survives power loss once a commit has returned. */
    Connection write() throws SQLException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit(LOG_BYTES);
        return config.createConnection(url());
    }

    Connection read() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection(url());
    }

    void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(url(), null, null)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load()
                .migrate();
    }

    /** @return {@code ok}, or what is wrong */
    static String check(Connection connection) throws SQLException {
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
