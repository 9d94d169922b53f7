package io.vigil.store;

import io.vigil.store.block.Block;
import java.sql.Connection;
import java.sql.SQLException;

/** Journal blocks that cannot be believed, moved out of the way as they were found. */
final class Quarantine {
    private Quarantine() {}

    /** @param afterMillis the last instant before it that can be believed */
    static void keep(Connection connection, Block block, long afterMillis, long nowMillis, String reason)
            throws SQLException {
        try (var move = connection.prepareStatement("INSERT OR REPLACE INTO quarantine (block_id, found_millis,"
                + " after_millis, through_millis, count, payload, crc32c, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            move.setLong(1, block.id());
            move.setLong(2, nowMillis);
            move.setLong(3, afterMillis);
            move.setLong(4, block.throughMillis());
            move.setLong(5, block.count());
            move.setBytes(6, block.payload());
            move.setLong(7, block.crc32c());
            move.setString(8, reason);
            move.executeUpdate();
        }
        remove(connection, block.id());
    }

    static void remove(Connection connection, long block) throws SQLException {
        try (var remove = connection.prepareStatement("DELETE FROM journal_block WHERE id = ?")) {
            remove.setLong(1, block);
            remove.executeUpdate();
        }
    }
}
