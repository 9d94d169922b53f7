package io.vigil.store;

import io.vigil.store.file.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What workers ask the writer to do within its next commit. Any thread but the writer's; waits until it is durable. */
final class Transactions {
    private final WorkQueue queue;
    private final long answerMillis;

    Transactions(WorkQueue queue, long answerMillis) {
        this.queue = queue;
        this.answerMillis = answerMillis;
    }

    /** @throws StoreUnavailable when it cannot be written now */
    <T> T call(Work.Command.Body<T> body) {
        return call(new Work.Command<>(body));
    }

    <T> T call(Work.Command<T> command) {
        if (!queue.offer(command)) {
            throw new StoreUnavailable("the database's queue is full or closed");
        }
        CompletableFuture<T> result = command.result();
        try {
            return result.get(answerMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the database", e);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("the database did not answer in time", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreUnavailable(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Samples that arrived before this instant go into chunks soon; does not wait. */
    void seal(long beforeMillis) {
        queue.offer(new Work.Seal(beforeMillis));
    }
}
