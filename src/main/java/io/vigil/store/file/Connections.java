package io.vigil.store.file;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens one more connection. */
@FunctionalInterface
public interface Connections {
    Connection open() throws SQLException;
}
