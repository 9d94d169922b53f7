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
    private final Thread owner = Thread.currentThread();
    private final Consumer<Boolean> whenShed;
    private int awaited;
    private boolean allDurable = true;
    private boolean handedOver;
    private boolean shed;

    /**
     * @param whenShed told, on the loop and before the answer, whether the journal never took it in (true) or has it now
     *     (false); of what failed on disk and will be tried again it is told nothing
     */
    Pending(
            CompletableFuture<Answer> answer,
            Executor loop,
            Supplier<Answer> whenDurable,
            int awaited,
            Consumer<Boolean> whenShed) {
        this.answer = answer;
        this.loop = loop;
        this.whenDurable = whenDurable;
        this.awaited = awaited;
        this.whenShed = whenShed;
    }

    Pending(CompletableFuture<Answer> answer, Executor loop, Supplier<Answer> whenDurable, int awaited) {
        this(answer, loop, whenDurable, awaited, shed -> {});
    }

    /** The journal has been asked for everything. A no before this is a no for good: it was not even queued. */
    void handedOver() {
        handedOver = true;
    }

    @Override
    public void accept(Boolean durable) {
        boolean notQueued = !durable && Thread.currentThread() == owner && !handedOver;
        loop.execute(() -> {
            shed |= notQueued;
            allDurable &= durable;
            if (--awaited == 0) {
                settle();
            }
        });
    }

    private void settle() {
        if (shed || allDurable) {
            whenShed.accept(shed);
        }
        answer.complete(
                allDurable
                        ? whenDurable.get()
                        : Answer.refused(
                                Status.UNAVAILABLE,
                                "It took effect on the screens but could not be written to disk; "
                                        + "free space in the data folder and send it again"));
    }
}
