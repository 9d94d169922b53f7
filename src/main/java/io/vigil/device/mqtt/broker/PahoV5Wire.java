package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.MqttPingSender;
import org.eclipse.paho.mqttv5.client.internal.ClientComms;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** MQTT 5 over Paho. */
final class PahoV5Wire extends PahoWire {
    /** What is larger the broker keeps to itself. What is larger than a device's message is refused aloud, far below. */
    private static final long MOST_PACKET_BYTES = 1024 * 1024;

    private final BrokerSettings settings;
    private final Listener listener;
    private final Redeliveries redeliveries;
    private final MqttAsyncClient client;

    PahoV5Wire(BrokerSettings settings, Listener listener, Redeliveries redeliveries) {
        super(settings, listener);
        this.settings = settings;
        this.listener = listener;
        this.redeliveries = redeliveries;
        try {
            this.client = new MqttAsyncClient(
                    settings.url(), settings.clientId(), new MemoryPersistence(), new NoPings(), null);
        } catch (MqttException refused) {
            throw new BrokerException(refused);
        }
        client.setManualAcks(true);
        client.setCallback(new Callback());
    }

    @Override
    public void connect() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(settings.sessionExpirySeconds());
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(settings.keepAliveSeconds());
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setUseSubscriptionIdentifiers(false);
        options.setMaximumPacketSize(MOST_PACKET_BYTES);
        if (!settings.statusTopic().isEmpty()) {
            Outbound will = status(settings, "offline");
            MqttMessage last = new MqttMessage(will.payload(), will.qos(), true, new MqttProperties());
            options.setWill(will.topic(), last);
        }
        if (!settings.user().isEmpty()) {
            options.setUserName(settings.user());
            options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
        }
        if (settings.tls() != null) {
            options.setSocketFactory(settings.tls());
        }
        redeliveries.connecting();
        attempt(() -> client.connect(options, null, on(token -> {
            if (!token.getSessionPresent()) {
                redeliveries.sessionLost();
            }
            listener.connected();
        })));
    }

    @Override
    void ask(String[] filters, int[] qos) throws MqttException {
        client.subscribe(filters, qos, null, on(token -> answered(filters, token.getReasonCodes())));
    }

    @Override
    void send(Outbound message) throws MqttException {
        client.publish(
                message.topic(),
                message.payload(),
                message.qos(),
                message.retained(),
                null,
                on(token -> listener.delivered(message)));
    }

    @Override
    void sendAndWait(Outbound message, long millis) throws MqttException {
        client.publish(message.topic(), message.payload(), message.qos(), message.retained())
                .waitForCompletion(millis);
    }

    @Override
    int code(Exception thrown) {
        return thrown instanceof MqttException refused ? refused.getReasonCode() : 0;
    }

    @Override
    public void acknowledge(int packetId, int qos) {
        attempt(() -> client.messageArrivedComplete(packetId, qos));
        redeliveries.acknowledged(packetId);
    }

    @Override
    public void ping() {
        attempt(() -> client.checkPing(null, on(token -> listener.heard())));
    }

    @Override
    void leave(long millis) throws MqttException {
        client.disconnect(0).waitForCompletion(millis);
    }

    @Override
    void cut() throws MqttException {
        client.setCallback(null);
        client.disconnectForcibly(0, 1, false);
    }

    @Override
    void close() throws MqttException {
        client.close(true);
    }

    private interface Success {
        void of(IMqttToken token);
    }

    private MqttActionListener on(Success success) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                success.of(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                listener.lost(reason(cause));
            }
        };
    }

    private final class Callback implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            MqttException cause = response.getException();
            int code = response.getReturnCode();
            listener.lost(
                    code == 0 && cause != null
                            ? reason(cause)
                            : "The broker ended the connection (MQTT reason " + code + ")");
        }

        @Override
        public void mqttErrorOccurred(MqttException fault) {
            listener.lost(reason(fault));
        }

        @Override
        public void connectComplete(boolean reconnect, String url) {}

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {}

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            Incoming as = new Incoming(
                    topic, message.getPayload(), message.getId(), message.getQos(), false, message.isRetained());
            boolean dup = redeliveries.arrived(as);
            listener.arrived(new Incoming(topic, as.payload(), as.packetId(), as.qos(), dup, as.retained()));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}
    }

    /** The link's own loop pings, so that it sees the answers. */
    private static final class NoPings implements MqttPingSender {
        @Override
        public void init(ClientComms comms) {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public void schedule(long delayInMilliseconds) {}
    }
}
