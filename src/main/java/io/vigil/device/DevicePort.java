package io.vigil.device;

import io.vigil.vital.Frame;
import io.vigil.vital.Waveform;
import java.util.function.Consumer;

/**
 * Where links deliver what devices say; the one door from devices to the ward. Any thread; never blocks.
 */
public interface DevicePort {
    /**
     * @param durable called once, on another thread: true after the frame is durable (or was a duplicate of one that
     *     is), false when it will not be; a QoS 1 message is acknowledged only on true
     */
    void frame(Frame frame, Consumer<Boolean> durable);

    /** Samples of a signal: shown and kept where there is room, otherwise dropped. Never of the fold. */
    default void wave(Waveform wave) {}

    /** The link's state changed, or its counters did (at most once a second). */
    void link(LinkReport report);
}
