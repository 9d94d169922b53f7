package io.vigil.store.block;

import io.vigil.session.Input;
import io.vigil.vital.Frame;

/** One record of a block. */
public sealed interface Stored {
    record Folded(Input input) implements Stored {}

    /** @param frame its {@code arrivedNanos} is 0: the monotonic clock means nothing after a restart */
    record Unworn(Frame frame) implements Stored {}
}
