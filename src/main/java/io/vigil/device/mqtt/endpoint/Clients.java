package io.vigil.device.mqtt.endpoint;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.mqtt.MqttEndpoint;
import io.vigil.device.mqtt.intake.DeviceLine;
import io.vigil.device.mqtt.intake.Intake;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.device.mqtt.message.RateLimit;
import io.vigil.device.mqtt.message.SiteTopics;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All clients of the endpoint. One thread (the server's event loop) but for counts and tally. */
final class Clients {
    private static final int MAX_RETAINED = 10_000;

    private final EndpointSettings settings;
    private final SiteTopics topics;
    private final Intake intake;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final UnmatchedTopics unmatched = new UnmatchedTopics();
    private final Owners owners;
    private final ClientSessions sessions;
    private final Map<String, ClientConnection> connected = new HashMap<>();
    private final Map<String, RateLimit> rates = new HashMap<>();
    private final Map<String, Outbound> retained = new LinkedHashMap<>();
    private volatile int count;

    Clients(EndpointSettings settings, Intake intake, Clock clock) {
        this.settings = settings;
        this.topics = new SiteTopics(settings.site());
        this.intake = intake;
        this.clock = clock;
        this.owners = new Owners(intake, tally);
        this.sessions = new ClientSessions(clock, settings.maxClients());
    }

    /** @param devices it may publish for; empty: any */
    void admit(MqttEndpoint client, Optional<Set<String>> devices) {
        String id = client.clientIdentifier();
        ClientConnection before = connected.get(id);
        if (before != null) {
            // [MQTT-3.1.4-3]: the newcomer has the id, the one before is let go.
            owners.replaced(before);
            before.takenOver();
        }
        ClientSession kept = client.isCleanSession() ? null : sessions.returned(id);
        sessions.forget(id);
        ClientSession session = kept == null ? new ClientSession(settings.subscriberQueue()) : kept;
        ClientConnection connection = new ClientConnection(this, client, session, devices);
        connected.put(id, connection);
        count = connected.size();
        client.accept(kept != null, connection.mqtt5() ? promises(client) : MqttProperties.NO_PROPERTIES);
        connection.begin();
    }

    /** What MQTT 5 clients are told in the CONNACK. */
    private static MqttProperties promises(MqttEndpoint client) {
        MqttProperties told = new MqttProperties();
        told.add(number(MqttProperties.MqttPropertyType.RECEIVE_MAXIMUM, EndpointSettings.MAX_UNSETTLED));
        told.add(number(MqttProperties.MqttPropertyType.MAXIMUM_PACKET_SIZE, Incoming.MAX_BYTES));
        told.add(number(MqttProperties.MqttPropertyType.TOPIC_ALIAS_MAXIMUM, 0));
        told.add(number(MqttProperties.MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE, 0));
        told.add(number(MqttProperties.MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0));
        long asked = ClientConnection.sessionExpirySeconds(client);
        if (asked > ClientSessions.KEPT_SECONDS) {
            told.add(
                    number(MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL, (int) ClientSessions.KEPT_SECONDS));
        }
        return told;
    }

    private static MqttProperties.IntegerProperty number(MqttProperties.MqttPropertyType type, int value) {
        return new MqttProperties.IntegerProperty(type.value(), value);
    }

    void left(ClientConnection connection, String id, ClientSession session, long keepSeconds) {
        owners.gone(connection);
        if (connected.remove(id, connection)) {
            sessions.leave(id, session, keepSeconds);
        }
        count = connected.size();
    }

    /** To every subscriber, here or away. */
    void publish(Outbound message) {
        if (message.retained()) {
            retain(message);
        }
        for (ClientConnection each : new ArrayList<>(connected.values())) {
            each.offer(message);
        }
        sessions.offer(message);
    }

    private void retain(Outbound message) {
        if (message.payload().length == 0) {
            retained.remove(message.topic());
        } else if (retained.containsKey(message.topic()) || retained.size() < MAX_RETAINED) {
            retained.put(message.topic(), message);
        } else {
            tally.dropped.increment();
        }
    }

    /** One bucket for each configured device, whoever sends. */
    boolean withinRate(String device) {
        return rates.computeIfAbsent(device, d -> new RateLimit(clock, settings.messagesPerSecond()))
                .admits();
    }

    RateLimit newRate() {
        return new RateLimit(clock, settings.messagesPerSecond());
    }

    void tick() {
        intake.lines().forEach(DeviceLine::tick);
    }

    void closeAll() {
        List.copyOf(connected.values()).forEach(ClientConnection::shutDown);
    }

    int count() {
        return count;
    }

    EndpointCounts counts() {
        return new EndpointCounts(
                count,
                tally.messages.sum(),
                unmatched.count(),
                tally.refusedConnects.sum(),
                tally.forbidden.sum(),
                tally.floods.sum(),
                tally.malformed.sum(),
                tally.secondClients.sum(),
                tally.slowSubscribers.sum(),
                tally.unacknowledged.sum(),
                intake.staleMessages());
    }

    Iterable<Outbound> retained() {
        return retained.values();
    }

    SiteTopics topics() {
        return topics;
    }

    Intake intake() {
        return intake;
    }

    Owners owners() {
        return owners;
    }

    Tally tally() {
        return tally;
    }

    UnmatchedTopics unmatched() {
        return unmatched;
    }

    Clock clock() {
        return clock;
    }
}
