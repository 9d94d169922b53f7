package io.vigil.session.port;

/** Measures the loop; called on it, so it must be wait-free and allocate nothing. */
public interface LoopProbe {
    /** @param nanos from the last byte of a frame to the alarm decision */
    void decided(long nanos);

    /** A frame was given up because the loop's queue was full. */
    void shed();

    LoopProbe NONE = new LoopProbe() {
        @Override
        public void decided(long nanos) {}

        @Override
        public void shed() {}
    };
}
