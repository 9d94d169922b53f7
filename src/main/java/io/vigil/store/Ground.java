package io.vigil.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a commit is built: the writer's connection, once no other commit is on its way on it. Writer thread only. */
@FunctionalInterface
interface Ground {
    /** Waits for the one on its way. @throws SQLException when that one failed, or there is no connection now */
    Connection clear() throws SQLException;
}
