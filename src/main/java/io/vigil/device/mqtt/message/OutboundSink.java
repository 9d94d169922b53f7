package io.vigil.device.mqtt.message;

/** Somewhere Vigil's own messages go. Any thread; never blocks; bounded, and what is dropped is counted. */
public interface OutboundSink {
    void offer(Outbound message);

    /** Messages given up for want of room, since the start. */
    long dropped();
}
