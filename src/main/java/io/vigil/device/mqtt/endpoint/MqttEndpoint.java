package io.vigil.device.mqtt.endpoint;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vigil.device.DevicePort;
import io.vigil.device.LineTrace;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.device.mqtt.intake.Intake;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.device.mqtt.message.OutboundSink;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * MQTT 3.1.1 and 5 for devices that publish straight to Vigil, and for listeners to Vigil's own topics. No broker:
 * nothing a client publishes reaches another client. Everything within happens on one event loop; these methods are for
 * any thread.
 */
public final class MqttEndpoint implements OutboundSink {
    private static final int MAX_HANDED_OVER = 10_000;
    private static final long TICK_MILLIS = 500;
    private static final int CONNECT_WITHIN_SECONDS = 10;

    private final Vertx vertx;
    private final EndpointSettings settings;
    private final Clients clients;
    private final Admission admission;
    private final AtomicInteger handedOver = new AtomicInteger();
    private volatile @Nullable Listener running;

    /**
     * @param bindings by topic filter
     * @param authenticator needed unless the listen address is loopback, where clients may be anonymous
     * @throws IllegalArgumentException when it would listen beyond loopback without one
     */
    public MqttEndpoint(
            Vertx vertx,
            EndpointSettings settings,
            Map<String, DeviceBinding> bindings,
            Optional<Authenticator> authenticator,
            DevicePort port,
            Clock clock) {
        this(vertx, settings, bindings, topic -> Optional.empty(), authenticator, port, clock);
    }

    /** @param discovery a binding for a topic that nobody configured, or none; asked on the event loop */
    public MqttEndpoint(
            Vertx vertx,
            EndpointSettings settings,
            Map<String, DeviceBinding> bindings,
            Function<String, Optional<DeviceBinding>> discovery,
            Optional<Authenticator> authenticator,
            DevicePort port,
            Clock clock) {
        if (!settings.loopbackOnly() && authenticator.isEmpty()) {
            throw new IllegalArgumentException("anonymous MQTT is for loopback only, not for " + settings.host());
        }
        this.vertx = vertx;
        this.settings = settings;
        this.clients = new Clients(settings, new Intake(bindings, discovery, port, clock), clock);
        this.admission = new Admission(vertx, clients, settings, authenticator);
    }

    /** @return the port it listens on; fails when the address cannot be had */
    public Future<Integer> start() {
        Listener listener = new Listener();
        return vertx.deployVerticle(listener).map(id -> {
            running = listener;
            return listener.server().actualPort();
        });
    }

    /** Closes every connection; clients with a session would find it gone, as after a restart. */
    public Future<Void> stop() {
        Listener listener = running;
        running = null;
        return listener == null ? Future.succeededFuture() : vertx.undeploy(listener.id());
    }

    @Override
    public void offer(Outbound message) {
        Listener listener = running;
        if (listener == null || handedOver.incrementAndGet() > MAX_HANDED_OVER) {
            handedOver.updateAndGet(n -> listener == null ? n : n - 1);
            clients.tally().dropped.increment();
            return;
        }
        listener.context().runOnContext(v -> {
            handedOver.decrementAndGet();
            clients.publish(message);
        });
    }

    @Override
    public long dropped() {
        return clients.tally().dropped.sum();
    }

    /** Topics something publishes on and nobody is configured for, for a devices page. */
    public UnmatchedTopics unmatched() {
        return clients.unmatched();
    }

    /** What came for a device; empty where it has not been heard here. Any thread. */
    public Optional<LineTrace> trace(String device) {
        return clients.intake().trace(device);
    }

    public EndpointCounts counts() {
        return clients.counts();
    }

    private final class Listener extends VerticleBase {
        private @Nullable MqttServer server;

        @Override
        public Future<?> start() {
            MqttServerOptions options = new MqttServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port())
                    .setMaxMessageSize(Incoming.MAX_BYTES)
                    .setMaxClientIdLength(EndpointSettings.MAX_CLIENT_ID_CHARS)
                    .setTimeoutOnConnect(CONNECT_WITHIN_SECONDS);
            options.setTcpKeepAlive(true);
            if (settings.tls() != null) {
                options.setSsl(true).setKeyCertOptions(settings.tls());
                if (settings.clientAuthority() != null) {
                    options.setTrustOptions(settings.clientAuthority()).setClientAuth(ClientAuth.REQUIRED);
                }
            }
            // A handler that throws is one client's packet gone wrong, never the end of the others.
            context.exceptionHandler(fault -> clients.tally().malformed.increment());
            vertx.setPeriodic(TICK_MILLIS, id -> clients.tick());
            MqttServer created = MqttServer.create(vertx, options)
                    .endpointHandler(admission::consider)
                    .exceptionHandler(fault -> clients.tally().malformed.increment());
            server = created;
            return created.listen();
        }

        @Override
        public Future<?> stop() {
            clients.closeAll();
            return server == null ? Future.succeededFuture() : server.close();
        }

        Context context() {
            return context;
        }

        String id() {
            return deploymentID();
        }

        MqttServer server() {
            return java.util.Objects.requireNonNull(server);
        }
    }
}
