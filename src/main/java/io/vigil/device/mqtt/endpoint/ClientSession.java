package io.vigil.device.mqtt.endpoint;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.device.mqtt.message.OutboundQueue;
import io.vigil.device.mqtt.message.TopicFilter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one client listens to and has not had yet. Outlives its connection for clients that asked for it, so that an
 * unacknowledged QoS 1 message is sent again, flagged DUP, when they return. One thread (the server's event loop).
 */
final class ClientSession {
    private static final int MAX_PACKET_ID = 65_535;

    private final Map<String, Integer> filters = new LinkedHashMap<>();
    private final Map<Integer, Outbound> unacknowledged = new LinkedHashMap<>();
    /** Topics whose waiting state is sent because of a new subscription: only these carry the retain flag. */
    private final Set<String> fromMemory = new HashSet<>();

    private final OutboundQueue queue;
    private @Nullable MqttEndpoint wire;
    private int window;
    private int unwritten;
    private int lastPacketId;
    private boolean pumping;

    ClientSession(int queueCapacity) {
        this.queue = new OutboundQueue(queueCapacity);
    }

    /** @param window how many messages may be under way at once */
    void attach(MqttEndpoint connection, int window) {
        this.wire = connection;
        this.window = window;
        this.unwritten = 0;
        new LinkedHashMap<>(unacknowledged).forEach((id, message) -> write(connection, message, id, true, false));
        pump();
    }

    void detach(MqttEndpoint connection) {
        if (wire == connection) {
            wire = null;
        }
    }

    /** @return the QoS granted */
    int subscribe(String filter, int qos) {
        int granted = Math.min(qos, 1);
        filters.put(filter, granted);
        return granted;
    }

    boolean unsubscribe(String filter) {
        return filters.remove(filter) != null;
    }

    int filters() {
        return filters.size();
    }

    boolean subscribed(String filter) {
        return filters.containsKey(filter);
    }

    /** @return false when an event found no room: this client is too slow to be told the truth and must be let go */
    boolean offer(Outbound message) {
        int granted = -1;
        for (Map.Entry<String, Integer> filter : filters.entrySet()) {
            if (filter.getValue() > granted && TopicFilter.matches(filter.getKey(), message.topic())) {
                granted = filter.getValue();
            }
        }
        int qos = Math.min(granted, message.qos());
        if (granted < 0 || wire == null && qos == 0) {
            return true;
        }
        fromMemory.remove(message.topic());
        boolean room = queue.offer(new Outbound(message.topic(), message.payload(), message.retained(), qos));
        pump();
        return room;
    }

    /** The present states, for a new subscription. */
    void offerRetained(Iterable<Outbound> states, String filter) {
        for (Outbound state : states) {
            if (TopicFilter.matches(filter, state.topic())) {
                int qos = Math.min(filters.getOrDefault(filter, 0), state.qos());
                fromMemory.add(state.topic());
                queue.offer(new Outbound(state.topic(), state.payload(), true, qos));
            }
        }
        pump();
    }

    void acknowledged(int packetId) {
        unacknowledged.remove(packetId);
        pump();
    }

    private void pump() {
        // A write may complete within the call and come back here: the loop below goes on with it, not a deeper one.
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            MqttEndpoint connection = wire;
            while (connection != null && connection.isConnected() && unacknowledged.size() + unwritten < window) {
                Outbound next = queue.poll();
                if (next == null) {
                    return;
                }
                send(connection, next);
            }
        } finally {
            pumping = false;
        }
    }

    private void send(MqttEndpoint connection, Outbound message) {
        int id = 0;
        if (message.qos() == 1) {
            id = freePacketId();
            unacknowledged.put(id, message);
        }
        write(connection, message, id, false, message.retained() && fromMemory.remove(message.topic()));
    }

    private void write(MqttEndpoint connection, Outbound message, int id, boolean dup, boolean retained) {
        unwritten++;
        connection
                .publish(
                        message.topic(),
                        Buffer.buffer(message.payload()),
                        MqttQoS.valueOf(message.qos()),
                        dup,
                        retained,
                        id)
                .onComplete(written -> {
                    if (wire == connection) {
                        unwritten--;
                        pump();
                    }
                });
    }

    private int freePacketId() {
        do {
            lastPacketId = lastPacketId % MAX_PACKET_ID + 1;
        } while (unacknowledged.containsKey(lastPacketId));
        return lastPacketId;
    }
}
