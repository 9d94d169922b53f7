package io.vigil.device.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
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
final class PahoV5Wire implements BrokerWire {
    private final BrokerSettings settings;
    private final Listener listener;
    private final Redeliveries redeliveries;
    private final MqttAsyncClient client;

    PahoV5Wire(BrokerSettings settings, Listener listener, Redeliveries redeliveries) {
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
        options.setConnectionTimeout(PahoWires.CONNECT_SECONDS);
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setUseSubscriptionIdentifiers(false);
        if (!settings.statusTopic().isEmpty()) {
            Outbound will = PahoWires.status(settings, "offline");
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
    public void subscribe(Set<String> filters) {
        String[] asked = filters.toArray(new String[0]);
        int[] qos = new int[asked.length];
        Arrays.fill(qos, 1);
        attempt(() -> client.subscribe(asked, qos, null, on(token -> {
            Set<String> refused = new LinkedHashSet<>();
            int[] granted = token.getReasonCodes();
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
        redeliveries.acknowledged(packetId);
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

    private MqttActionListener on(Success success) {
        return new MqttActionListener() {
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
        public void disconnected(MqttDisconnectResponse response) {
            MqttException cause = response.getException();
            int code = response.getReturnCode();
            listener.lost(
                    code == 0 && cause != null
                            ? PahoWires.reason(cause)
                            : "The broker ended the connection (MQTT reason " + code + ")");
        }

        @Override
        public void mqttErrorOccurred(MqttException fault) {
            listener.lost(PahoWires.reason(fault));
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
