package io.vigil.device.mqtt.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An endpoint on a real socket, and clients of three makes. */
abstract class OpenEndpoint {
    static final String OX = "vigil/s1/ox-1/reading";
    static final String CUFF = "vigil/s1/cuff-1/reading";
    static final Duration SOON = Duration.ofSeconds(5);

    final Vertx vertx = Vertx.vertx();
    final HoldingPort port = new HoldingPort();
    MqttEndpoint endpoint = endpoint(EndpointSettings.loopback("s1", 0), Optional.empty());
    int tcp;

    MqttEndpoint endpoint(EndpointSettings settings, Optional<Authenticator> authenticator) {
        return new MqttEndpoint(vertx, settings, Bindings.of("ox-1", "cuff-1"), authenticator, port, Clock.system());
    }

    @BeforeEach
    void start() throws Exception {
        tcp = endpoint.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        port.close();
    }

    void restart(EndpointSettings settings, Optional<Authenticator> authenticator) throws Exception {
        endpoint.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        endpoint = endpoint(settings, authenticator);
        start();
    }

    String url() {
        return "tcp://127.0.0.1:" + tcp;
    }

    org.eclipse.paho.mqttv5.client.MqttAsyncClient v5(String id) throws MqttException {
        var client = new org.eclipse.paho.mqttv5.client.MqttAsyncClient(url(), id, null);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(5_000);
        return client;
    }

    org.eclipse.paho.client.mqttv3.MqttAsyncClient v3(String id) throws Exception {
        var client = new org.eclipse.paho.client.mqttv3.MqttAsyncClient(url(), id, null);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        client.connect(options).waitForCompletion(5_000);
        return client;
    }

    static String text(byte[] payload) {
        return new String(payload, UTF_8);
    }

    org.eclipse.paho.mqttv5.client.MqttAsyncClient login(String password) throws MqttException {
        var client = new org.eclipse.paho.mqttv5.client.MqttAsyncClient(url(), "ox", null);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("ox-1");
        options.setPassword(Bindings.bytes(password));
        client.connect(options).waitForCompletion(5_000);
        return client;
    }
}
