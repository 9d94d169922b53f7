package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import java.util.Set;

/**
 * One attempt at a connection and, if it succeeds, that connection: made once, destroyed once, never used again, so that
 * a late callback or acknowledgement cannot reach the connection after it. Calls return at once; the outcome is told to
 * the listener on threads of the client library. Any call may throw BrokerException.
 */
interface BrokerWire {
    /** Never blocks its caller, who is the client library. */
    interface Listener {
        void connected();

        /** @param refused filters the broker did not grant */
        void subscribed(Set<String> refused);

        /** Not connected, or no longer. */
        void lost(String reason);

        void arrived(Incoming message);

        /** The broker answered a ping. */
        void heard();

        /** A QoS 1 message was acknowledged, or a QoS 0 one written. */
        void delivered(Outbound message);
    }

    void connect();

    void subscribe(Set<String> filters);

    /** @return false when too many are under way: later */
    boolean publish(Outbound message);

    void acknowledge(int packetId, int qos);

    void ping();

    /** May block for long: the client library's close is known to. */
    void destroy();

    /** A farewell that keeps the last will from being sent; waits at most a second. */
    void disconnect();
}
