package io.vigil.store.file;

/** A write or read that cannot be done now; the message says why. Thrown to workers, never to a session's loop. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailable(String reason) {
        super(reason);
    }

    public StoreUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
