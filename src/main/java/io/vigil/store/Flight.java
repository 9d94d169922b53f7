package io.vigil.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A commit on its way to the disk, on a thread of its own, so that the writer packs the next block meanwhile. One at a
 * time; until {@link #landed} has returned or thrown, the connection is that thread's. Writer thread only.
 */
final class Flight implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "vigil-commit");
        made.setDaemon(true);
        return made;
    });
    /** What it failed with, if it failed. */
    private @Nullable CompletableFuture<@Nullable SQLException> way;

    void start(Connection connection) {
        way = CompletableFuture.supplyAsync(() -> committed(connection), thread);
    }

    private static @Nullable SQLException committed(Connection connection) {
        try {
            connection.commit();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** True when there is one, landed or not. */
    boolean up() {
        return way != null;
    }

    /** True when {@link #landed} would not wait. */
    boolean over() {
        return way != null && way.isDone();
    }

    /** Waits for it. @throws SQLException as the commit threw it */
    void landed() throws SQLException {
        var awaited = way;
        way = null;
        SQLException fault = awaited == null ? null : awaited.join();
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
