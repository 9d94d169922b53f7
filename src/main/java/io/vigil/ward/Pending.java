package io.vigil.ward;

import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An answer that waits for its inputs to be durable. Told on the journal's writer, answers from the loop. */
final class Pending implements Consumer<Boolean> {
    private final CompletableFuture<Answer> answer;
    private final Executor loop;
    private final Supplier<Answer> whenDurable;
    private int awaited;
    private boolean allDurable = true;

    Pending(CompletableFuture<Answer> answer, Executor loop, Supplier<Answer> whenDurable, int awaited) {
        this.answer = answer;
        this.loop = loop;
        this.whenDurable = whenDurable;
        this.awaited = awaited;
    }

    @Override
    public void accept(Boolean durable) {
        loop.execute(() -> {
            allDurable &= durable;
            if (--awaited == 0) {
                answer.complete(
                        allDurable
                                ? whenDurable.get()
                                : Answer.refused(
                                        Status.UNAVAILABLE,
                                        "It took effect on the screens but could not be written to disk; "
                                                + "free space in the data folder and send it again"));
            }
        });
    }
}
