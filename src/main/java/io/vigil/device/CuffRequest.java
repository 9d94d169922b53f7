package io.vigil.device;

/** What somebody may want of a cuff. */
public enum CuffRequest {
    /** One measurement, now. */
    START,
    /** Stop and let the air out; always possible. */
    ABORT
}
