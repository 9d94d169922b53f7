package io.vigil.device.mqtt.broker;

import io.vigil.device.LineTrace;
import io.vigil.device.mqtt.message.OutboundSink;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import java.util.Optional;

/** A standing connection to an external broker: readings in, Vigil's own topics out. Any thread; never blocks. */
public sealed interface MqttLink extends OutboundSink, AutoCloseable permits PahoLink {
    /**
     * @param reason why it is not connected, with the mend; empty when it is
     * @param connects how often it has been connected and subscribed since the start
     * @param staleMessages retained messages that were not fresh
     * @param refused messages left out because a device sent too many, or too long ones
     */
    record Status(
            String broker,
            boolean connected,
            String reason,
            long connects,
            long messages,
            long unacknowledged,
            long dropped,
            long staleMessages,
            long refused) {}

    void start();

    Status status();

    /** Topics that came through a wildcard, or were listened to for the purpose, and belong to no device. */
    UnmatchedTopics unmatched();

    /** What came for a device; empty where it does not speak over this link. */
    Optional<LineTrace> trace(String device);

    /** Says {@code offline} and disconnects; waits for that at most two seconds. */
    @Override
    void close();
}
