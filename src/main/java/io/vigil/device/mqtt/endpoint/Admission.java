package io.vigil.device.mqtt.endpoint;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttAuth;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttWill;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may connect. Event loop only; passwords are checked on workers. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final int MAX_CHECKING = 16;

    private enum Refusal {
        BUSY(
                MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
                MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY),
        CREDENTIALS(
                MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
                MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD),
        FORBIDDEN(
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5);

        private final MqttConnectReturnCode v3;
        private final MqttConnectReturnCode v5;

        Refusal(MqttConnectReturnCode v3, MqttConnectReturnCode v5) {
            this.v3 = v3;
            this.v5 = v5;
        }
    }

    private final Vertx vertx;
    private final Clients clients;
    private final EndpointSettings settings;
    private final Optional<Authenticator> authenticator;
    private final boolean loopbackOnly;
    private int checking;

    Admission(Vertx vertx, Clients clients, EndpointSettings settings, Optional<Authenticator> authenticator) {
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
        this.authenticator = authenticator;
        this.loopbackOnly = settings.loopbackOnly();
    }

    void consider(MqttEndpoint client) {
        MqttAuth auth = client.auth();
        if (clients.count() + checking >= settings.maxClients()) {
            refuse(client, Refusal.BUSY);
        } else if (forgedWill(client.will())) {
            clients.tally().forbidden.increment();
            refuse(client, Refusal.FORBIDDEN);
        } else if (loopbackOnly && (auth == null || authenticator.isEmpty())) {
            clients.admit(client, Optional.empty());
        } else if (authenticator.isEmpty()
                || auth == null
                || auth.getUsername() == null
                || auth.getPassword() == null) {
            refuse(client, Refusal.CREDENTIALS);
        } else {
            check(client, authenticator.get(), auth.getUsername(), auth.getPassword());
        }
    }

    /** A client's last will as an alarm or state would be a lie told after its death. */
    private boolean forgedWill(MqttWill will) {
        return will.isWillFlag() && clients.topics().own(will.getWillTopic());
    }

    private void check(MqttEndpoint client, Authenticator judge, String user, String password) {
        if (checking >= MAX_CHECKING) {
            refuse(client, Refusal.BUSY);
            return;
        }
        checking++;
        AtomicBoolean left = new AtomicBoolean();
        client.closeHandler(v -> left.set(true));
        Context context = vertx.getOrCreateContext();
        vertx.executeBlocking(() -> judge.devicesOf(user, password), false)
                .onComplete(verdict -> context.runOnContext(v -> {
                    checking--;
                    if (left.get()) {
                        return;
                    }
                    if (verdict.failed()) {
                        LOG.warn("credentials of MQTT clients cannot be checked", verdict.cause());
                        refuse(client, Refusal.BUSY);
                    } else if (verdict.result().isEmpty()) {
                        refuse(client, Refusal.CREDENTIALS);
                    } else {
                        Set<String> devices = verdict.result().get();
                        clients.admit(client, Optional.of(devices));
                    }
                }));
    }

    private void refuse(MqttEndpoint client, Refusal why) {
        clients.tally().refusedConnects.increment();
        client.reject(client.protocolVersion() >= ClientConnection.MQTT_5 ? why.v5 : why.v3);
    }
}
