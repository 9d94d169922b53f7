package io.vigil.device.mqtt.endpoint;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * @param port 0 takes any free one
 * @param tls certificate and key; null for plain TCP
 * @param clientAuthority whose certificates clients must have, with {@code tls}; null asks for none
 * @param maxClients connected at once, and sessions kept for those that will return
 * @param messagesPerSecond of one device; a client that sends more is disconnected
 * @param subscriberQueue waiting events, and waiting states, of one subscriber
 */
public record EndpointSettings(
        String site,
        String host,
        int port,
        @Nullable KeyCertOptions tls,
        @Nullable TrustOptions clientAuthority,
        int maxClients,
        int messagesPerSecond,
        int subscriberQueue) {
    static final int MAX_TOPIC_CHARS = 256;
    static final int MAX_CLIENT_ID_CHARS = 128;
    static final int MAX_FILTERS = 32;

    /** QoS 1 and 2 messages of one client not yet durable; told to MQTT 5 clients as the receive maximum. */
    static final int MAX_UNSETTLED = 500;

    /** Loopback without TLS, the limits of a clinic. */
    public static EndpointSettings loopback(String site, int port) {
        return of(site, "127.0.0.1", port, null);
    }

    public static EndpointSettings of(String site, String host, int port, @Nullable KeyCertOptions tls) {
        return new EndpointSettings(site, host, port, tls, null, 1_000, 200, 1_000);
    }

    /** Only clients whose certificate is of that authority. */
    public EndpointSettings trusting(TrustOptions authority) {
        return new EndpointSettings(site, host, port, tls, authority, maxClients, messagesPerSecond, subscriberQueue);
    }

    /** False also for a name that does not resolve. */
    boolean loopbackOnly() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
