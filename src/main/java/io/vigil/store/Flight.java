package io.vigil.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private @Nullable Future<?> way;

    void start(Connection connection) {
        way = thread.submit(() -> {
            connection.commit();
            return null;
        });
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
        Future<?> awaited = way;
        way = null;
        boolean interrupted = false;
        while (awaited != null) {
            try {
                awaited.get();
                awaited = null;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException fault) {
                    throw fault;
                }
                throw new IllegalStateException(e.getCause());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
