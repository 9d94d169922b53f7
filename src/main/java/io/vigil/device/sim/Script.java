package io.vigil.device.sim;

/** The course a simulated patient takes. Pure: the same time gives the same vitals. Any thread. */
public interface Script {
    /** @param elapsedMillis since the start, asked for at whole seconds */
    Vitals at(long elapsedMillis);

    /** True when there is nothing left to tell: the device then falls silent. */
    default boolean ended(long elapsedMillis) {
        return false;
    }
}
