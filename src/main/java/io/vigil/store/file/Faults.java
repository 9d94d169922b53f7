package io.vigil.store.file;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's ways to fail, in a person's words. */
public final class Faults {
    private static final int PRIMARY = 0xFF;
    private static final int SHORT_READ = 522;
    /**
     * SQLite ends a transaction by itself where the disk is full or fails. Who then commits or rolls back, as Flyway
     * does, hides the fault behind this complaint.
     */
    private static final String ENDED_BEFORE = "no transaction is active";

    private Faults() {}

    /** True when the fault is the file's or the disk's, false when the statement itself was wrong. */
    public static boolean ofDisk(Exception e) {
        if (!(e instanceof SQLException sql)) {
            return false;
        }
        int code = sql.getErrorCode() & PRIMARY;
        return code != SQLiteErrorCode.SQLITE_CONSTRAINT.code
                && code != SQLiteErrorCode.SQLITE_ERROR.code
                && code != SQLiteErrorCode.SQLITE_TOOBIG.code
                && code != SQLiteErrorCode.SQLITE_MISMATCH.code
                && code != SQLiteErrorCode.SQLITE_RANGE.code;
    }

    /** True when it tells of a file that is broken, not of a disk that is full, failing or forbidden. */
    public static boolean ofDamage(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                int code = sql.getErrorCode() & PRIMARY;
                boolean endedBefore = String.valueOf(sql.getMessage()).contains(ENDED_BEFORE);
                return code == SQLiteErrorCode.SQLITE_CORRUPT.code
                        || code == SQLiteErrorCode.SQLITE_NOTADB.code
                        || (code == SQLiteErrorCode.SQLITE_ERROR.code && !endedBefore)
                        || code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                        || code == SQLiteErrorCode.SQLITE_FORMAT.code
                        || sql.getErrorCode() == SHORT_READ;
            }
        }
        return e instanceof RuntimeException && !(e instanceof StoreUnavailable);
    }

    public static String words(Exception e) {
        if (!(e instanceof SQLiteException sql)) {
            return "the database cannot be written (" + e + "); see the log";
        }
        String cause = " (" + sql.getResultCode().name() + ")";
        return switch (sql.getErrorCode() & PRIMARY) {
            case 13 -> "the disk is full: free space in the data folder" + cause;
            case 10 -> "the disk fails when read or written: check it" + cause;
            case 11, 26 -> "the database file is damaged: restore a backup" + cause;
            case 8 -> "the database file is read-only: check its owner and the disk" + cause;
            case 14 -> "the database file cannot be opened: check the data folder" + cause;
            case 5, 6 -> "another program holds the database: find and stop it" + cause;
            default -> "the database cannot be written: " + sql.getMessage();
        };
    }
}
