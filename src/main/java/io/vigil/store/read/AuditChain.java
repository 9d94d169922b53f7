package io.vigil.store.read;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** Each audit row's SHA-256 covers the hash before it, so that a row changed, dropped or put in is seen. */
public final class AuditChain {
    public static final byte[] ORIGIN = new byte[32];

    /** One row without its place in the chain. */
    public record Row(
            String session, long seq, long atMillis, String category, String what, String by, String detail) {}

    private AuditChain() {}

    public static byte[] next(byte[] before, long n, Row row) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(before);
            // Lengths go in too: otherwise two fields could trade characters and keep the hash.
            for (String field : new String[] {
                Long.toString(n),
                row.session,
                Long.toString(row.seq),
                Long.toString(row.atMillis),
                row.category,
                row.what,
                row.by,
                row.detail
            }) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @return what is wrong with the chain; empty when it holds */
    public static Optional<String> problem(Connection connection) throws SQLException {
        byte[] before = ORIGIN;
        long expected = 1;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT n, session, seq, at_millis, category, what, by, detail, hash"
                        + " FROM audit ORDER BY n")) {
            while (rows.next()) {
                long n = rows.getLong(1);
                if (n != expected++) {
                    return Optional.of("audit record " + (expected - 1) + " is missing");
                }
                var row = new Row(
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8));
                before = next(before, n, row);
                if (!Arrays.equals(before, rows.getBytes(9))) {
                    return Optional.of("audit record " + n + " or the one before it was changed");
                }
            }
        }
        return Optional.empty();
    }
}
