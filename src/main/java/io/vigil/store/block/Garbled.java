package io.vigil.store.block;

/** Bytes that are not what the store writes; unchecked because every reader of blocks has one place that catches it. */
public final class Garbled extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Garbled(String what) {
        super(what);
    }

    public Garbled(String what, Throwable cause) {
        super(what, cause);
    }
}
