package io.vigil.store;

import io.vigil.store.file.StoreUnavailable;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps the journal short and sends old sessions away, once in a while. What fails is tried again the next time. */
final class Housekeeping implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Trimmer trimmer;
    private final long everyMillis;
    private volatile Optional<Retention> retention = Optional.empty();
    private final CountDownLatch stopping = new CountDownLatch(1);

    Housekeeping(Trimmer trimmer, long everyMillis) {
        this.trimmer = trimmer;
        this.everyMillis = everyMillis;
    }

    @Override
    public void run() {
        try {
            while (!stopping.await(everyMillis, TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            trimmer.round();
            retention.ifPresent(Retention::round);
        } catch (StoreUnavailable e) {
            // The writer and the readers say what is wrong with the disk; nothing is lost by waiting.
            LOG.debug("the journal is not trimmed now", e);
        } catch (RuntimeException e) {
            LOG.error("the journal cannot be trimmed", e);
        }
    }

    /** Any thread. Without it everything stays. */
    void retain(Retention old) {
        retention = Optional.of(old);
    }

    /** Any thread; returns at once. */
    void stop() {
        stopping.countDown();
    }
}
