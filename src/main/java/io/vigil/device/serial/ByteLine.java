package io.vigil.device.serial;

import io.vigil.device.LineError;
import java.util.function.Consumer;

/** An open serial line. One thread. */
interface ByteLine extends AutoCloseable {
    /**
     * Waits at most {@link #WAIT_MILLIS} for bytes.
     *
     * @return how many came; 0 for none; -1 when the line is gone for good
     */
    int read(byte[] into);

    int WAIT_MILLIS = 100;

    /** @return how many bytes the line took; fewer than given when it is gone */
    int write(byte[] bytes);

    /** @param amiss told of each error that the line's hardware notices, on any thread; may never be called */
    default void watch(Consumer<LineError> amiss) {}

    @Override
    void close();
}
