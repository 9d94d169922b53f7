package io.vigil.device.mqtt;

/** Somewhere Vigil's own messages go. Any thread; never blocks; bounded, and what is dropped is counted. */
sealed interface OutboundSink permits MqttEndpoint, MqttLink {
    void offer(Outbound message);

    /** Messages given up for want of room, since the start. */
    long dropped();
}
