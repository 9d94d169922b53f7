package io.vigil.device.mqtt;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
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
final class PahoV3Wire implements BrokerWire {
    private final BrokerSettings settings;
    private final Listener listener;
    private final MqttAsyncClient client;

    PahoV3Wire(BrokerSettings settings, Listener listener) {
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
        options.setConnectionTimeout(PahoWires.CONNECT_SECONDS);
        options.setMaxInflight(PahoWires.MAX_IN_FLIGHT);
        if (!settings.statusTopic().isEmpty()) {
            Outbound will = PahoWires.status(settings, "offline");
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
    public void subscribe(Set<String> filters) {
        String[] asked = filters.toArray(new String[0]);
        int[] qos = new int[asked.length];
        Arrays.fill(qos, 1);
        attempt(() -> client.subscribe(asked, qos, null, on(token -> {
            Set<String> refused = new LinkedHashSet<>();
            int[] granted = token.getGrantedQos();
            for (int i = 0; i < Math.min(granted.length, asked.length); i++) {
                if (granted[i] >= PahoWires.REFUSED) {
                    refused.add(asked[i]);
                }
            }
            listener.subscribed(refused);
        })));
    }

    @Override
    public boolean publish(Outbound message) {
        try {
            client.publish(
                    message.topic(),
                    message.payload(),
                    message.qos(),
                    message.retained(),
                    null,
                    on(token -> listener.delivered(message)));
            return true;
        } catch (MqttException refused) {
            if (refused.getReasonCode() == PahoWires.TOO_MANY_UNDER_WAY) {
                return false;
            }
            throw new BrokerException(refused);
        }
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
    public void disconnect() {
        try {
            if (!settings.statusTopic().isEmpty()) {
                Outbound farewell = PahoWires.status(settings, "offline");
                client.publish(farewell.topic(), farewell.payload(), farewell.qos(), true)
                        .waitForCompletion(PahoWires.FAREWELL_MILLIS);
            }
            client.disconnect(0).waitForCompletion(PahoWires.FAREWELL_MILLIS);
        } catch (MqttException gone) {
            listener.lost(PahoWires.reason(gone));
        }
    }

    @Override
    public void destroy() {
        try {
            client.setCallback(null);
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException | RuntimeException gone) {
            // It is being thrown away because it does not work.
        }
        try {
            client.close(true);
        } catch (MqttException | RuntimeException gone) {
            // The same.
        }
    }

    private interface Call {
        void run() throws MqttException;
    }

    private interface Success {
        void of(IMqttToken token);
    }

    private static void attempt(Call call) {
        try {
            call.run();
        } catch (MqttException refused) {
            throw new BrokerException(refused);
        }
    }

    private IMqttActionListener on(Success success) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                success.of(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                listener.lost(PahoWires.reason(cause));
            }
        };
    }

    private final class Callback implements MqttCallback {
        @Override
        public void connectionLost(Throwable cause) {
            listener.lost(PahoWires.reason(cause));
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
