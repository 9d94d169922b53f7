package io.vigil.device.mqtt.endpoint;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttUnsubAckReasonCode;
import java.util.ArrayList;
import java.util.List;

/** A client asks to listen: to Vigil's own topics only; a device's readings are the charts', not the network's. */
final class Subscribing {
    private final Clients clients;
    private final MqttEndpoint client;
    private final ClientSession session;

    Subscribing(Clients clients, MqttEndpoint client, ClientSession session) {
        this.clients = clients;
        this.client = client;
        this.session = session;
    }

    void subscribe(MqttSubscribeMessage message) {
        List<MqttSubAckReasonCode> answers = new ArrayList<>();
        List<String> withStates = new ArrayList<>();
        for (MqttTopicSubscription asked : message.topicSubscriptions()) {
            String filter = asked.topicName();
            boolean known = session.subscribed(filter);
            answers.add(answer(filter, asked.qualityOfService().value(), known));
            RetainedHandlingPolicy states = asked.subscriptionOption().retainHandling();
            boolean wanted = states == RetainedHandlingPolicy.SEND_AT_SUBSCRIBE
                    || states == RetainedHandlingPolicy.SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS && !known;
            if (wanted && session.subscribed(filter)) {
                withStates.add(filter);
            }
        }
        client.subscribeAcknowledge(message.messageId(), answers, MqttProperties.NO_PROPERTIES);
        withStates.forEach(filter -> session.offerRetained(clients.retained(), filter));
    }

    private MqttSubAckReasonCode answer(String filter, int qos, boolean known) {
        boolean allowed = clients.topics().subscribable(filter);
        if (!allowed || !known && session.filters() >= EndpointSettings.MAX_FILTERS) {
            // 0x80 is the one failure that MQTT 3.1.1 knows.
            return client.protocolVersion() < ClientConnection.MQTT_5
                    ? MqttSubAckReasonCode.UNSPECIFIED_ERROR
                    : allowed ? MqttSubAckReasonCode.QUOTA_EXCEEDED : MqttSubAckReasonCode.NOT_AUTHORIZED;
        }
        return session.subscribe(filter, qos) == 0
                ? MqttSubAckReasonCode.GRANTED_QOS0
                : MqttSubAckReasonCode.GRANTED_QOS1;
    }

    void unsubscribe(MqttUnsubscribeMessage message) {
        List<MqttUnsubAckReasonCode> answers = new ArrayList<>();
        for (String filter : message.topics()) {
            answers.add(
                    session.unsubscribe(filter)
                            ? MqttUnsubAckReasonCode.SUCCESS
                            : MqttUnsubAckReasonCode.NO_SUBSCRIPTION_EXISTED);
        }
        if (client.protocolVersion() < ClientConnection.MQTT_5) {
            client.unsubscribeAcknowledge(message.messageId());
        } else {
            client.unsubscribeAcknowledge(message.messageId(), answers, MqttProperties.NO_PROPERTIES);
        }
    }
}
