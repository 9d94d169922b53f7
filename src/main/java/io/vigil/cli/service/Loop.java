package io.vigil.cli.service;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop that owns every session, in a Vert.x of its own so that no web request can hold it up. Any thread. */
final class Loop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long TICK_MILLIS = 20;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong defects = new AtomicLong();

    @Override
    public void execute(Runnable task) {
        context.runOnContext(go -> guarded(task));
    }

    <T> T call(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(go -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException defect) {
                result.completeExceptionally(defect);
            }
        });
        return result.join();
    }

    void tick(Runnable step) {
        execute(() -> vertx.setPeriodic(TICK_MILLIS, timer -> guarded(step)));
    }

    /** One session's defect must not stop the ticks of the others; it is counted and makes the service unready. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            if (defects.getAndIncrement() == 0) {
                LOG.error("A defect on the alarm loop; further ones are only counted", defect);
            }
        }
    }

    long defects() {
        return defects.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
