package io.vigil.device.mqtt.endpoint;

/**
 * What the endpoint has seen since its start, but {@code clients}, which is now.
 *
 * @param forbidden publishes to Vigil's own topics or another's device, and connects with such a will
 * @param floods clients disconnected for sending too much
 * @param malformed packets that were none, from clients past their CONNECT
 * @param slowSubscribers disconnected because an event found no room
 * @param unacknowledged messages left without an acknowledgement because they did not become durable
 */
public record EndpointCounts(
        int clients,
        long messages,
        long unmatched,
        long refusedConnects,
        long forbidden,
        long floods,
        long malformed,
        long secondClients,
        long slowSubscribers,
        long unacknowledged,
        long staleMessages) {}
