package io.vigil.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens one more connection. */
@FunctionalInterface
interface Connections {
    Connection open() throws SQLException;
}
