package io.vigil.store.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A few read-only connections for the workers. Blocking; any thread but a session's loop. */
public final class Readers implements ConnectionFactory, AutoCloseable {
    private static final long WAIT_SECONDS = 10;

    private final Connections connections;
    private final BlockingQueue<Connection> idle;
    private final Semaphore places;
    private final Jdbi jdbi;
    private volatile boolean closed;

    public Readers(Connections connections, int most) {
        this.connections = connections;
        this.idle = new ArrayBlockingQueue<>(most);
        this.places = new Semaphore(most);
        this.jdbi = Jdbi.create(this);
    }

    /** @throws StoreUnavailable when it cannot be read */
    public <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (JdbiException e) {
            // A connection that met a fault of the disk may hold a broken page; new ones cost little.
            drop();
            throw new StoreUnavailable("the database cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection openConnection() throws SQLException {
        try {
            if (closed || !places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLException(closed ? "the store is closed" : "all readers are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a reader", e);
        }
        Connection free = idle.poll();
        try {
            return free != null ? free : connections.open();
        } catch (SQLException e) {
            places.release();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            if (closed || !idle.offer(connection)) {
                connection.close();
            }
        } finally {
            places.release();
        }
    }

    private void drop() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is thrown away because it may be broken; that it does not close says no more than that.
                continue;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
