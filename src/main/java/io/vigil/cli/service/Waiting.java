package io.vigil.cli.service;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a start or stop, on the main thread only. */
final class Waiting {
    private static final int MOST_SECONDS = 30;

    private Waiting() {}

    /** @throws IllegalStateException with {@code otherwise} and the cause's words */
    static <T> T on(Future<T> future, String otherwise) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IllegalStateException(otherwise + " (" + cause.getMessage() + ")", failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException(otherwise + " (no answer in " + MOST_SECONDS + " s)", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
