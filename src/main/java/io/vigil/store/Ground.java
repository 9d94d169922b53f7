package io.vigil.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's connection and the two commits that take turns on it: one is built while the other is on its way. Once a
 * disk has failed under it, it is closed and never used again. Writer thread only.
 */
final class Ground implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    private final Connection connection;
    private final Flight flight;
    private final Consumer<Commit> landed;
    private Commit building;
    private Commit leaving;

    /** @param landed told of each commit that has returned */
    Ground(Connection connection, Mirror mirror, Flight flight, Consumer<Commit> landed) throws SQLException {
        connection.setAutoCommit(false);
        this.connection = connection;
        this.flight = flight;
        this.landed = landed;
        var tables = new Tables(connection);
        this.building = new Commit(this, tables, mirror);
        this.leaving = new Commit(this, tables, mirror);
    }

    Commit building() {
        return building;
    }

    /** The one before, when its commit was asked for and failed: what is being built stands on it. */
    @Nullable
    Commit failed() {
        return leaving.unsure() ? leaving : null;
    }

    /** True while one is on its way. */
    boolean busy() {
        return flight.up();
    }

    /** Waits for the one on its way. @throws SQLException when that one failed */
    Connection clear() throws SQLException {
        if (flight.up()) {
            flight.landed();
            landed.accept(leaving);
        }
        return connection;
    }

    /** As {@link #clear}, if that would not wait. */
    void glance() throws SQLException {
        if (flight.over()) {
            clear();
        }
    }

    /** Commits what was built and waits for it. */
    void commit() throws SQLException {
        clear().commit();
        landed.accept(building);
    }

    /** Sends what was built on its way; the other is built next. */
    void send() throws SQLException {
        flight.start(clear());
        turn();
    }

    /** The other is the one that is being built. */
    void turn() {
        Commit next = leaving;
        leaving = building;
        building = next;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection that failed", e);
        }
    }
}
