package io.vigil.device.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.broker.BrokerSettings;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.device.mqtt.broker.PahoLink;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration's monitor with a broker of its own. */
class SimulatedBrokerIT {
    private static final String OX = "vigil/s1/ox-1/reading";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedBroker broker = new SimulatedBroker(vertx, 0);
    private final HoldingPort port = new HoldingPort();
    private int tcp;

    @BeforeEach
    void start() throws Exception {
        tcp = broker.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        broker.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        port.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void itsFeedReachesVigilAndALinkThatReturnsMissesNothing(int version) {
        BrokerSettings settings = BrokerSettings.of("monitor", "tcp://127.0.0.1:" + tcp, "vigil", "s1");
        PahoLink first = link(version, settings);
        broker.publish(OX, Bindings.bytes("97"));
        await().atMost(SOON).until(() -> port.values().equals(List.of(97.0)));
        first.close();
        broker.publish(OX, Bindings.bytes("96"));
        PahoLink second = link(version, settings);
        await().atMost(SOON).until(() -> port.values().equals(List.of(97.0, 96.0)));
        second.close();
    }

    private PahoLink link(int version, BrokerSettings settings) {
        PahoLink link = version == 5
                ? PahoLink.v5(settings, Bindings.of("ox-1"), port, Clock.system())
                : PahoLink.v3(settings, Bindings.of("ox-1"), port, Clock.system());
        link.start();
        await().atMost(SOON).until(() -> link.status().connected());
        return link;
    }

    @Test
    void whatWasNotAcknowledgedIsResentFlaggedDup() throws Exception {
        try (RawMqtt vigil = RawMqtt.connected(tcp, "v", false)) {
            vigil.subscribe("vigil/#", 1);
            vigil.read();
            broker.publish(OX, Bindings.bytes("97"));
            broker.publish(OX, Bindings.bytes("96"));
            RawMqtt.Packet first = vigil.read();
            assertThat(first.flags()).isEqualTo(2);
            vigil.read();
            int idAt = 2 + OX.length();
            vigil.puback(first.body()[idAt], first.body()[idAt + 1]);
            vigil.ping();
            assertThat(vigil.read().type()).isEqualTo(RawMqtt.PINGRESP);
        }
        try (RawMqtt vigil = new RawMqtt(tcp)) {
            vigil.connect("v", false);
            assertThat(vigil.read().body()).containsExactly(1, 0);
            RawMqtt.Packet again = vigil.read();
            assertThat(again.flags()).as("DUP and QoS 1").isEqualTo(8 | 2);
            assertThat(new String(again.body(), StandardCharsets.UTF_8)).endsWith("96");
            assertThat(vigil.quietFor(300)).isTrue();
        }
    }

    @Test
    void aPublishersMessagesArePassedOnToVigil() {
        PahoLink link = link(5, BrokerSettings.of("monitor", "tcp://127.0.0.1:" + tcp, "vigil", "s1"));
        try (MqttPublisher publisher = new MqttPublisher("tcp://127.0.0.1:" + tcp, "sim", Clock.system())) {
            publisher.start();
            for (int i = 0; i < 50; i++) {
                publisher.publish(OX, Bindings.bytes("97"));
            }
            await().atMost(SOON).until(() -> port.frames().size() == 50 && publisher.waiting() == 0);
        }
        assertThat(port.frames().stream().map(Frame::stamp).collect(Collectors.toSet()))
                .hasSize(50);
        link.close();
    }
}
