package io.vigil.device.mqtt.endpoint;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vigil.device.mqtt.message.Outbound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A monitor with a broker of its own, for demonstrations: whoever subscribes gets its feed at QoS 1, what is not
 * acknowledged comes again, flagged DUP, when the same client returns. Takes what others publish and passes it on. Loopback only.
 */
public final class SimulatedBroker {
    private static final int QUEUE = 1_000;
    private static final int WINDOW = 20;
    private static final int MAX_CLIENTS = 100;

    private final Vertx vertx;
    private final int port;
    private final Map<String, ClientSession> sessions = new HashMap<>();
    private final Map<String, MqttEndpoint> connected = new HashMap<>();
    private volatile @Nullable Listener running;

    /** @param port 0 takes any free one */
    public SimulatedBroker(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /** @return the port it listens on */
    public Future<Integer> start() {
        Listener listener = new Listener();
        return vertx.deployVerticle(listener).map(id -> {
            running = listener;
            return Objects.requireNonNull(listener.server).actualPort();
        });
    }

    public Future<Void> stop() {
        Listener listener = running;
        running = null;
        return listener == null ? Future.succeededFuture() : vertx.undeploy(listener.deploymentID());
    }

    /** To every subscriber at QoS 1, also to those away; nothing before {@link #start()}. Any thread. */
    public void publish(String topic, byte[] payload) {
        Listener listener = running;
        if (listener != null) {
            Outbound message = new Outbound(topic, payload.clone(), false, 1);
            listener.context().runOnContext(v -> send(message));
        }
    }

    private void send(Outbound message) {
        sessions.entrySet().removeIf(session -> !session.getValue().offer(message) && drop(session.getKey()));
    }

    private boolean drop(String clientId) {
        MqttEndpoint client = connected.remove(clientId);
        if (client != null && client.isConnected()) {
            client.close();
        }
        return true;
    }

    private void accept(MqttEndpoint client) {
        String id = client.clientIdentifier();
        drop(id);
        if (client.isCleanSession() || sessions.size() >= MAX_CLIENTS) {
            sessions.remove(id);
        }
        ClientSession kept = sessions.get(id);
        ClientSession session = kept == null ? new ClientSession(QUEUE) : kept;
        sessions.put(id, session);
        connected.put(id, client);
        client.publishAutoAck(true);
        client.subscribeHandler(message -> subscribed(client, session, message));
        client.unsubscribeHandler(message -> {
            message.topics().forEach(session::unsubscribe);
            client.unsubscribeAcknowledge(message.messageId());
        });
        client.publishHandler(this::published);
        client.publishAcknowledgeHandler(session::acknowledged);
        client.closeHandler(v -> {
            session.detach(client);
            connected.remove(id, client);
        });
        client.accept(kept != null);
        session.attach(client, WINDOW);
    }

    private static void subscribed(MqttEndpoint client, ClientSession session, MqttSubscribeMessage message) {
        List<MqttQoS> granted = new ArrayList<>();
        for (MqttTopicSubscription asked : message.topicSubscriptions()) {
            granted.add(MqttQoS.valueOf(session.subscribe(
                    asked.topicName(), asked.qualityOfService().value())));
        }
        client.subscribeAcknowledge(message.messageId(), granted);
    }

    private void published(MqttPublishMessage message) {
        Buffer payload = message.payload();
        int qos = Math.min(1, message.qosLevel().value());
        send(new Outbound(message.topicName(), payload.getBytes(), false, qos));
    }

    private final class Listener extends VerticleBase {
        private @Nullable MqttServer server;

        @Override
        public Future<?> start() {
            MqttServer created = MqttServer.create(
                            vertx, new MqttServerOptions().setHost("127.0.0.1").setPort(port))
                    .endpointHandler(SimulatedBroker.this::accept);
            server = created;
            return created.listen();
        }

        Context context() {
            return context;
        }
    }
}
