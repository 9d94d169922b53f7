package io.vigil.store;

import io.vigil.session.Input;
import io.vigil.store.block.BlockEncoder;
import io.vigil.store.block.Garbled;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Entries that broke each commit they were part of: kept beside the journal, so that the rest of it can go on. */
final class SetAside {
    private SetAside() {}

    /** Within a transaction of its own. */
    static void keep(Connection connection, Work work, String reason, long nowMillis) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO set_aside (found_millis, session, seq, what, reason,"
                + " payload) VALUES (?, ?, ?, ?, ?, ?)")) {
            Input input =
                    work instanceof Work.Appended appended ? appended.entry().input() : null;
            insert.setLong(1, nowMillis);
            insert.setString(2, input != null ? input.session() : work instanceof Work.Noted n ? n.session() : "");
            insert.setLong(3, input != null ? input.seq() : 0);
            insert.setString(4, (input != null ? input.what() : work).getClass().getSimpleName());
            insert.setString(5, reason);
            insert.setBytes(6, payload(work));
            insert.executeUpdate();
        }
        connection.commit();
    }

    static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM set_aside")) {
            return rows.getLong(1);
        }
    }

    /** As a block of its own where it can be packed, otherwise as whatever can be said of it. */
    private static byte[] payload(Work work) {
        var encoder = new BlockEncoder();
        encoder.begin();
        try {
            if (work instanceof Work.Appended appended) {
                encoder.input(appended.entry().input());
                return encoder.toArray();
            } else if (work instanceof Work.Together together) {
                together.entries().forEach(entry -> encoder.input(entry.input()));
                return encoder.toArray();
            } else if (work instanceof Work.Unworn unworn) {
                encoder.unworn(unworn.frame());
                return encoder.toArray();
            }
        } catch (Garbled | IllegalArgumentException | NullPointerException e) {
            return String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
        }
        return work.toString().getBytes(StandardCharsets.UTF_8);
    }
}
