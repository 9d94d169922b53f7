package io.vigil.device.mqtt;

/** A standing connection to an external broker: readings in, Vigil's own topics out. Any thread; never blocks. */
public sealed interface MqttLink extends OutboundSink, AutoCloseable permits PahoLink {
    /**
     * @param reason why it is not connected, with the mend; empty when it is
     * @param connects how often it has been connected and subscribed since the start
     * @param staleMessages retained messages that were not fresh
     */
    record Status(
            String broker,
            boolean connected,
            String reason,
            long connects,
            long messages,
            long unacknowledged,
            long dropped,
            long staleMessages) {}

    void start();

    Status status();

    /** Says {@code offline} and disconnects; waits for that at most two seconds. */
    @Override
    void close();
}
