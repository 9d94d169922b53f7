package io.vigil.device.mqtt.endpoint;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubRecReasonCode;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.device.mqtt.message.RateLimit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One client while it is connected. Event loop only. */
final class ClientConnection {
    static final int MQTT_5 = 5;
    private static final int WINDOW = 20;
    private static final int MAX_QOS = 2;
    private static final long REFUSED_AGAIN_MILLIS = 2_000;

    private final Clients clients;
    private final MqttEndpoint client;
    private final ClientSession session;
    private final Optional<Set<String>> devices;
    private final RateLimit strangers;
    private final Context context;
    private final String id;
    private int unsettled;
    private boolean clean;

    /** An event was left out: the session must not look whole when the client returns. */
    private boolean incomplete;

    ClientConnection(Clients clients, MqttEndpoint client, ClientSession session, Optional<Set<String>> devices) {
        this.clients = clients;
        this.client = client;
        this.session = session;
        this.devices = devices;
        this.strangers = clients.newRate();
        this.context = Objects.requireNonNull(Vertx.currentContext());
        this.id = client.clientIdentifier();
        client.publishAutoAck(false);
        client.closeHandler(v -> closed());
        client.exceptionHandler(fault -> malformed());
        client.disconnectMessageHandler(m -> clean = true);
        client.publishHandler(this::published);
        client.publishReleaseHandler(this::released);
        client.publishAcknowledgeHandler(session::acknowledged);
        Subscribing subscribing = new Subscribing(clients, client, session);
        client.subscribeHandler(subscribing::subscribe);
        client.unsubscribeHandler(subscribing::unsubscribe);
    }

    /** After the CONNACK: what the session still owes. */
    void begin() {
        session.attach(
                client, Math.min(WINDOW, number(client, MqttProperties.MqttPropertyType.RECEIVE_MAXIMUM, WINDOW)));
    }

    boolean mqtt5() {
        return client.protocolVersion() >= MQTT_5;
    }

    void offer(Outbound message) {
        if (client.isConnected() && !session.offer(message)) {
            clients.tally().slowSubscribers.increment();
            incomplete = true;
            // Leaving an alarm out in silence would be worse than a connection lost in the open.
            close(MqttDisconnectReasonCode.QUOTA_EXCEEDED);
        }
    }

    void takenOver() {
        close(MqttDisconnectReasonCode.SESSION_TAKEN_OVER);
    }

    void shutDown() {
        close(MqttDisconnectReasonCode.SERVER_SHUTTING_DOWN);
    }

    private void published(MqttPublishMessage message) {
        clients.tally().messages.increment();
        String topic = message.topicName();
        Set<String> announced = clients.intake().availabilityOf(topic);
        byte[] payload = message.payload().getBytes();
        Optional<DeviceBinding> binding = clients.intake().bindingOf(topic, payload);
        Optional<String> device =
                binding.map(DeviceBinding::device).or(() -> announced.stream().findFirst());
        if (!device.map(clients::withinRate).orElseGet(strangers::admits)) {
            flooded(device);
        } else if (topic.isEmpty() || topic.length() > EndpointSettings.MAX_TOPIC_CHARS) {
            malformed();
        } else if (clients.topics().own(topic)
                || !mayPublish(device)
                || !announced.stream().allMatch(this::mayPublish)) {
            clients.tally().forbidden.increment();
            refuse(message);
        } else if (device.isEmpty()) {
            clients.unmatched().add(topic, id, payload, clients.clock().wallMillis());
            // Acknowledged: there is nothing to lose, and a client that resends for ever helps nobody.
            acknowledge(message, true);
        } else if (!clients.owners().claim(device.get(), this)) {
            refuse(message);
        } else if (!announced.isEmpty()) {
            announced.forEach(each -> clients.intake().availability(each, payload));
            acknowledge(message, true);
        } else {
            take(binding.orElseThrow(), message, payload);
        }
    }

    private boolean mayPublish(Optional<String> device) {
        return device.isEmpty() || mayPublish(device.get());
    }

    private boolean mayPublish(String device) {
        return devices.isEmpty() || devices.get().contains(device);
    }

    private void take(DeviceBinding binding, MqttPublishMessage message, byte[] payload) {
        Incoming incoming = new Incoming(
                message.topicName(),
                payload,
                message.messageId(),
                message.qosLevel().value(),
                message.isDup(),
                false);
        if (incoming.qos() > 0 && ++unsettled > EndpointSettings.MAX_UNSETTLED) {
            close(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
            return;
        }
        take(binding, message, incoming);
    }

    private void take(DeviceBinding binding, MqttPublishMessage message, Incoming incoming) {
        clients.intake()
                .take(binding, incoming, durable -> context.runOnContext(v -> settled(binding, message, durable)));
    }

    private void settled(DeviceBinding binding, MqttPublishMessage message, boolean durable) {
        if (message.qosLevel().value() == 0) {
            return;
        }
        if (!durable) {
            // No PUBACK: it would be a promise that the reading is kept. The connection stays up, since the next
            // reading may fare better. It stays counted against the client's receive maximum, as it does on the
            // client's side, which sends it again only when it reconnects: till then it is taken from here again.
            clients.tally().unacknowledged.increment();
            context.owner().setTimer(REFUSED_AGAIN_MILLIS, timer -> again(binding, message));
            return;
        }
        unsettled--;
        acknowledge(message, false);
    }

    /** What it repeats is known by its packet's number; it is answered for once that is durable. */
    private void again(DeviceBinding binding, MqttPublishMessage message) {
        if (client.isConnected()) {
            byte[] payload = message.payload().getBytes();
            int qos = message.qosLevel().value();
            take(binding, message, new Incoming(message.topicName(), payload, message.messageId(), qos, true, false));
        }
    }

    private void acknowledge(MqttPublishMessage message, boolean unknown) {
        if (!client.isConnected()) {
            return;
        }
        int packet = message.messageId();
        switch (message.qosLevel()) {
            case AT_LEAST_ONCE ->
                client.publishAcknowledge(
                        packet,
                        unknown && mqtt5()
                                ? MqttPubAckReasonCode.NO_MATCHING_SUBSCRIBERS
                                : MqttPubAckReasonCode.SUCCESS,
                        MqttProperties.NO_PROPERTIES);
            // PUBREC takes the message over as a PUBACK does. A repeated PUBLISH before the PUBREL has the stamp of the
            // first, so that no list of ids is kept here.
            case EXACTLY_ONCE -> client.publishReceived(packet);
            default -> {}
        }
    }

    private void released(int packet) {
        client.publishComplete(packet);
    }

    /** MQTT 5 has a word for it at QoS 1 and 2; else [MQTT-3.3.5-2] leaves only the end of the connection. */
    private void refuse(MqttPublishMessage message) {
        int qos = message.qosLevel().value();
        if (!mqtt5() || qos == 0) {
            close(MqttDisconnectReasonCode.NOT_AUTHORIZED);
        } else if (qos == MAX_QOS) {
            client.publishReceived(
                    message.messageId(), MqttPubRecReasonCode.NOT_AUTHORIZED, MqttProperties.NO_PROPERTIES);
        } else {
            client.publishAcknowledge(
                    message.messageId(), MqttPubAckReasonCode.NOT_AUTHORIZED, MqttProperties.NO_PROPERTIES);
        }
    }

    private void flooded(Optional<String> device) {
        clients.tally().floods.increment();
        device.ifPresent(d -> clients.intake()
                .line(d)
                .suspect("It sends more messages than any device does and was disconnected; check its settings"));
        close(MqttDisconnectReasonCode.MESSAGE_RATE_TOO_HIGH);
    }

    private void malformed() {
        clients.tally().malformed.increment();
        close(MqttDisconnectReasonCode.MALFORMED_PACKET);
    }

    private void close(MqttDisconnectReasonCode reason) {
        if (client.isConnected()) {
            client.disconnect(reason, MqttProperties.NO_PROPERTIES);
        }
    }

    private void closed() {
        session.detach(client);
        clients.left(this, id, session, incomplete ? 0 : sessionExpirySeconds(client));
        if (!clean && client.will().isWillFlag()) {
            clients.intake().availabilityOf(client.will().getWillTopic()).stream()
                    .filter(this::mayPublish)
                    .forEach(device -> clients.intake().line(device).gone("The device has lost its network or power"));
        }
    }

    /** For MQTT 3.1.1 the longest time kept here, unless it asked for a clean session. */
    static long sessionExpirySeconds(MqttEndpoint client) {
        if (client.protocolVersion() < MQTT_5) {
            return client.isCleanSession() ? 0 : ClientSessions.KEPT_SECONDS;
        }
        return Integer.toUnsignedLong(number(client, MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL, 0));
    }

    private static int number(MqttEndpoint client, MqttProperties.MqttPropertyType type, int otherwise) {
        MqttProperties.MqttProperty<?> found = client.connectProperties().getProperty(type.value());
        return found != null && found.value() instanceof Integer value ? value : otherwise;
    }
}
