package io.vigil.device.sim;

/** A device that sends what it has to say when its second comes, and answers what it is told. One call at a time. */
public interface SimulatedDevice {
    /** @param elapsedMillis since the start; whole seconds, rising */
    void second(long elapsedMillis);

    /** Bytes from the host. @param elapsedMillis since the start */
    default void heard(byte[] bytes, long elapsedMillis) {}
}
