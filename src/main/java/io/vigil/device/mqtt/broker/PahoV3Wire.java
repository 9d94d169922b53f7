package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** MQTT 3.1.1 over Paho. */
final class PahoV3Wire extends PahoWire {
    private final BrokerSettings settings;
    private final Listener listener;
    private final MqttAsyncClient client;

    PahoV3Wire(BrokerSettings settings, Listener listener) {
        super(settings, listener);
        this.settings = settings;
        this.listener = listener;
        try {
            this.client =
                    new MqttAsyncClient(settings.url(), settings.clientId(), new MemoryPersistence(), new NoPings());
        } catch (MqttException refused) {
            throw new BrokerException(refused);
        }
        client.setManualAcks(true);
        client.setCallback(new Callback());
    }

    @Override
    public void connect() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(false);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(settings.keepAliveSeconds());
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setMaxInflight(MAX_IN_FLIGHT);
        if (!settings.statusTopic().isEmpty()) {
            Outbound will = status(settings, "offline");
            options.setWill(will.topic(), will.payload(), will.qos(), true);
        }
        if (!settings.user().isEmpty()) {
            options.setUserName(settings.user());
            options.setPassword(settings.password().toCharArray());
        }
        if (settings.tls() != null) {
            options.setSocketFactory(settings.tls());
        }
        attempt(() -> client.connect(options, null, on(token -> listener.connected())));
    }

    @Override
    void ask(String[] filters, int[] qos) throws MqttException {
        client.subscribe(filters, qos, null, on(token -> answered(filters, token.getGrantedQos())));
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

    private IMqttActionListener on(Success success) {
        return new IMqttActionListener() {
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
        public void connectionLost(Throwable cause) {
            listener.lost(reason(cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            listener.arrived(new Incoming(
                    topic,
                    message.getPayload(),
                    message.getId(),
                    message.getQos(),
                    message.isDuplicate(),
                    message.isRetained()));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
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
