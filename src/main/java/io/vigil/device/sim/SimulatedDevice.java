package io.vigil.device.sim;

/** A device that sends what it has to say when its second comes. One thread. */
public interface SimulatedDevice {
    /** @param elapsedMillis since the start; whole seconds, rising */
    void second(long elapsedMillis);
}
