package io.vigil.store;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A callback that is called once, whatever happens. One thread at a time. */
final class Promise {
    private static final Logger LOG = LoggerFactory.getLogger(Promise.class);

    private @Nullable Consumer<Boolean> done;

    Promise(Consumer<Boolean> done) {
        this.done = done;
    }

    void give(boolean durable) {
        Consumer<Boolean> callback = done;
        done = null;
        if (callback != null) {
            try {
                callback.accept(durable);
            } catch (RuntimeException e) {
                // The caller's fault must not stop the one thread that makes everything durable.
                LOG.error("a durability callback threw", e);
            }
        }
    }
}
