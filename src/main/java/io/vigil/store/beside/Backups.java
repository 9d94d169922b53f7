package io.vigil.store.beside;

import io.vigil.store.DamagedFiles;
import io.vigil.store.file.Database;
import io.vigil.store.file.FolderInUse;
import io.vigil.store.file.FolderLock;
import io.vigil.store.file.NewerDatabase;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.read.AuditChain;
import io.vigil.store.read.BlockLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Copies of the database, and the way back. Blocking. */
public final class Backups {
    /** @param before where the database that was there is kept; empty when there was none */
    public record Restored(long sessions, long records, Optional<Path> before) {}

    private Backups() {}

    /**
     * Puts a backup in the place of the folder's database, which is kept beside it.
     *
     * @throws FolderInUse when a service has the folder
     * @throws NewerDatabase when a later version of this program made the backup
     * @throws IOException when the backup is not whole or cannot be copied; the folder is then as before
     */
    public static Restored restore(Path backup, Path folder, long nowMillis) throws IOException {
        if (!Files.isRegularFile(backup)) {
            throw new IOException(backup + ": no such file");
        }
        FolderLock lock = FolderLock.take(folder);
        try {
            var copy = new Database(folder.resolve("vigil.db.restoring"));
            copy.delete();
            try {
                Files.copy(backup, copy.file());
                force(copy.file());
                verify(copy, backup);
                AtomicLong records = new AtomicLong();
                long sessions = contents(copy, records);
                Optional<Path> before = new DamagedFiles(folder).exchange(copy, nowMillis);
                return new Restored(sessions, records.get(), before);
            } finally {
                copy.delete();
            }
        } finally {
            lock.close();
        }
    }

    /** @param name of the file as the person knows it */
    public static void verify(Database copy, Path name) throws IOException {
        try (Connection connection = copy.read()) {
            String verdict = all(connection, "PRAGMA integrity_check(1)");
            if (!verdict.equals("ok")) {
                throw new IOException(name + " is damaged: " + verdict);
            }
            copy.refuseNewer();
            BlockLog.scan(connection, 0, block -> {
                if (!block.intact()) {
                    throw new StoreUnavailable("journal block " + block.id() + " fails its checksum");
                }
            });
            Optional<String> audit = AuditChain.problem(connection);
            if (audit.isPresent()) {
                throw new IOException(name + ": " + audit.get() + "; use another backup");
            }
        } catch (SQLException | StoreUnavailable e) {
            throw new IOException(name + " is not a whole backup: " + e.getMessage(), e);
        }
    }

    private static long contents(Database copy, AtomicLong records) throws IOException {
        try (Connection connection = copy.read()) {
            records.set(Long.parseLong(all(connection, "SELECT coalesce(sum(count), 0) FROM journal_block")));
            return Long.parseLong(all(connection, "SELECT count(*) FROM session"));
        } catch (SQLException e) {
            throw new IOException("the backup cannot be read: " + e.getMessage(), e);
        }
    }

    private static String all(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
