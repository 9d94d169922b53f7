package io.vigil.device.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.Test;

/** A device is told that its reading is taken when it is durable, and not before. */
class AcknowledgedReadingsIT extends OpenEndpoint {
    @Test
    void aRawClientGetsItsPubackOnlyAfterTheReadingIsDurable() throws Exception {
        port.hold();
        try (RawMqtt device = RawMqtt.connected(tcp, "dev")) {
            device.publish(OX, Bindings.bytes("97"), 1, 0x1234);
            await().atMost(SOON).until(() -> port.held() == 1);
            assertThat(device.quietFor(700)).isTrue();
            port.release(true);
            RawMqtt.Packet ack = device.read();
            assertThat(ack.type()).isEqualTo(RawMqtt.PUBACK);
            assertThat(ack.body()).containsExactly(0x12, 0x34);
        }
    }

    @Test
    void aReadingThatIsNotKeptGetsNoPubackUntilItIsAndTheConnectionStays() throws Exception {
        port.hold();
        try (RawMqtt device = RawMqtt.connected(tcp, "dev")) {
            device.publish(OX, Bindings.bytes("97"), 1, 1);
            await().atMost(SOON).until(() -> port.held() == 1);
            port.release(false);
            await().atMost(SOON).until(() -> endpoint.counts().unacknowledged() == 1);
            assertThat(device.quietFor(300)).isTrue();
            device.publish(OX, Bindings.bytes("96"), 1, 2);
            assertThat(device.read().body()).containsExactly(0, 2);
            assertThat(device.read().body()).as("once it is kept after all").containsExactly(0, 1);
        }
    }

    @Test
    void pahoFiveAndThreeWaitForDurability() throws Exception {
        port.hold();
        var five = v5("five");
        var three = v3("three");
        IMqttToken sent5 = five.publish(OX, Bindings.bytes("97"), 1, false);
        var sent3 = three.publish(CUFF, Bindings.bytes("96"), 1, false);
        await().atMost(SOON).until(() -> port.held() == 2);
        assertThat(sent5.isComplete()).isFalse();
        assertThat(sent3.isComplete()).isFalse();
        port.release(true);
        sent5.waitForCompletion(5_000);
        sent3.waitForCompletion(5_000);
        assertThat(port.values()).containsExactlyInAnyOrder(97.0, 96.0);
        five.disconnect().waitForCompletion(5_000);
        three.disconnect().waitForCompletion(5_000);
    }

    @Test
    void qosZeroArrivesAndQosTwoIsTakenOverOnlyWhenDurable() throws Exception {
        try (RawMqtt device = RawMqtt.connected(tcp, "dev")) {
            device.publish(OX, Bindings.bytes("97"), 0, 0);
            await().atMost(SOON).until(() -> port.frames().size() == 1);
            port.hold();
            device.publish(OX, Bindings.bytes("96"), 2, 7);
            await().atMost(SOON).until(() -> port.held() == 1);
            assertThat(device.quietFor(300)).isTrue();
            port.release(true);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBREC);
            device.send(0x62, new byte[] {0, 7});
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBCOMP);
        }
    }

    @Test
    void anUnknownTopicIsAcknowledgedAndLoud() throws Exception {
        try (RawMqtt device = RawMqtt.connected(tcp, "stray")) {
            for (int i = 1; i <= 55; i++) {
                device.publish("vigil/s1/ox-" + i + "/raeding", Bindings.bytes("97\n\u0000x".repeat(200)), 1, i);
                assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
            }
        }
        assertThat(endpoint.unmatched().count()).isEqualTo(55);
        List<UnmatchedTopics.Seen> seen = endpoint.unmatched().topics();
        assertThat(seen).hasSize(50);
        assertThat(seen.get(49).topic()).isEqualTo("vigil/s1/ox-55/raeding");
        assertThat(seen.get(49).client()).isEqualTo("stray");
        assertThat(seen.get(49).sample()).hasSize(256).startsWith("97..x97");
        assertThat(port.frames()).isEmpty();
    }

    @Test
    void mqttFiveIsToldThatNobodyIsThere() throws Exception {
        var five = v5("five");
        IMqttToken sent = five.publish("nobody/here", Bindings.bytes("1"), 1, false);
        sent.waitForCompletion(5_000);
        assertThat(sent.getReasonCodes()).containsExactly(MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS);
        five.disconnect().waitForCompletion(5_000);
    }

    @Test
    void thePublisherReachesTheEndpointAlsoAfterItWasAway() throws Exception {
        endpoint.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        try (MqttPublisher publisher = new MqttPublisher(url(), "sim", Clock.system())) {
            publisher.start();
            publisher.publish(OX, Bindings.bytes("91"));
            publisher.publish(OX, Bindings.bytes("92"));
            endpoint = endpoint(EndpointSettings.loopback("s1", tcp), Optional.empty());
            start();
            await().atMost(Duration.ofSeconds(10)).until(() -> publisher.waiting() == 0);
            assertThat(port.values()).containsExactly(91.0, 92.0);
        }
    }
}
