package io.vigil.device.mqtt.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.OutboundTopics;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The endpoint over real sockets. */
class MqttEndpointIT {
    private static final String OX = "vigil/s1/ox-1/reading";
    private static final String CUFF = "vigil/s1/cuff-1/reading";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final HoldingPort port = new HoldingPort();
    private MqttEndpoint endpoint = endpoint(EndpointSettings.loopback("s1", 0), Optional.empty());
    private int tcp;

    private MqttEndpoint endpoint(EndpointSettings settings, Optional<Authenticator> authenticator) {
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

    private void restart(EndpointSettings settings, Optional<Authenticator> authenticator) throws Exception {
        endpoint.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        endpoint = endpoint(settings, authenticator);
        start();
    }

    private String url() {
        return "tcp://127.0.0.1:" + tcp;
    }

    private org.eclipse.paho.mqttv5.client.MqttAsyncClient v5(String id) throws MqttException {
        var client = new org.eclipse.paho.mqttv5.client.MqttAsyncClient(url(), id, null);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(5_000);
        return client;
    }

    private org.eclipse.paho.client.mqttv3.MqttAsyncClient v3(String id) throws Exception {
        var client = new org.eclipse.paho.client.mqttv3.MqttAsyncClient(url(), id, null);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        client.connect(options).waitForCompletion(5_000);
        return client;
    }

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
    void nobodyButVigilPublishesAlarmsStatesAndStatus() throws Exception {
        for (String own : List.of("vigil/s1/alarm/7", "vigil/s1/state/7", "vigil/s1/status")) {
            try (RawMqtt forger = RawMqtt.connected(tcp, "forger")) {
                forger.publish(own, Bindings.bytes("online"), 1, 1);
                assertThat(forger.isClosed()).isTrue();
            }
        }
        var five = v5("five");
        IMqttToken sent = five.publish("vigil/s1/alarm/7", Bindings.bytes("x"), 1, false);
        sent.waitForCompletion(5_000);
        assertThat(sent.getReasonCodes()).containsExactly(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
        assertThat(endpoint.counts().forbidden()).isEqualTo(4);
        five.disconnect().waitForCompletion(5_000);
    }

    @Test
    void aForgedLastWillIsRefusedAtTheDoor() throws Exception {
        var client = new org.eclipse.paho.mqttv5.client.MqttAsyncClient(url(), "forger", null);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setWill("vigil/s1/status", new MqttMessage(Bindings.bytes("offline"), 1, true, new MqttProperties()));
        assertThatThrownBy(() -> client.connect(options).waitForCompletion(5_000))
                .isInstanceOf(MqttException.class);
        assertThat(endpoint.counts().refusedConnects()).isEqualTo(1);
    }

    @Test
    void onlyVigilsOwnTopicsMayBeSubscribedTo() throws Exception {
        try (RawMqtt listener = RawMqtt.connected(tcp, "l")) {
            for (String filter : List.of("#", "vigil/s1/#", OX, "vigil/+/alarm/#", "$SYS/#")) {
                listener.subscribe(filter, 1);
                RawMqtt.Packet answer = listener.read();
                assertThat(answer.type()).isEqualTo(RawMqtt.SUBACK);
                assertThat(answer.body()[2] & 0xFF).as(filter).isEqualTo(0x80);
            }
            listener.subscribe("vigil/s1/alarm/#", 2);
            assertThat(listener.read().body()[2]).isEqualTo((byte) 1);
        }
    }

    @Test
    void aSubscriberGetsThePresentStateAndThenWhatHappens() throws Exception {
        OutboundTopics out = new OutboundTopics(List.of(endpoint), List.of());
        out.publish("vigil/s1/state/7", Bindings.bytes("old"), true, 1);
        out.publish("vigil/s1/state/7", Bindings.bytes("new"), true, 1);
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        var listener = v3("l");
        listener.subscribe("vigil/s1/alarm/#", 1, (t, m) -> got.add(m.isRetained() + " " + text(m.getPayload())))
                .waitForCompletion(5_000);
        listener.subscribe("vigil/s1/state/#", 1, (t, m) -> got.add(m.isRetained() + " " + text(m.getPayload())))
                .waitForCompletion(5_000);
        await().atMost(SOON).untilAsserted(() -> assertThat(got).containsExactly("true new"));
        out.publish("vigil/s1/alarm/7", Bindings.bytes("raised"), false, 1);
        out.publish("vigil/s1/state/7", Bindings.bytes("newer"), true, 1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(got).containsExactlyInAnyOrder("true new", "false raised", "false newer"));
        listener.disconnect().waitForCompletion(5_000);
    }

    private static String text(byte[] payload) {
        return new String(payload, UTF_8);
    }

    @Test
    void aListenerThatReturnsGetsWhatItMissedAndWhatItDidNotAcknowledge() throws Exception {
        OutboundTopics out = new OutboundTopics(List.of(endpoint), List.of());
        try (RawMqtt listener = RawMqtt.connected(tcp, "l", false)) {
            listener.subscribe("vigil/s1/alarm/#", 1);
            listener.read();
            out.publish("vigil/s1/alarm/7", Bindings.bytes("1"), false, 1);
            assertThat(listener.read().type()).isEqualTo(RawMqtt.PUBLISH);
        }
        await().atMost(SOON).until(() -> endpoint.counts().clients() == 0);
        out.publish("vigil/s1/alarm/7", Bindings.bytes("2"), false, 1);
        try (RawMqtt listener = new RawMqtt(tcp)) {
            listener.connect("l", false);
            assertThat(listener.read().body()).containsExactly(1, 0);
            RawMqtt.Packet again = listener.read();
            assertThat(again.flags() & 0x08).as("DUP").isEqualTo(8);
            assertThat(text(again.body())).endsWith("1");
            RawMqtt.Packet missed = listener.read();
            assertThat(missed.flags() & 0x08).isZero();
            assertThat(text(missed.body())).endsWith("2");
        }
    }

    @Test
    void aSubscriberThatAcknowledgesNothingIsLetGoBeforeAnAlarmIsLeftOut() throws Exception {
        OutboundTopics out = new OutboundTopics(List.of(endpoint), List.of());
        try (RawMqtt slow = RawMqtt.connected(tcp, "slow");
                RawMqtt good = RawMqtt.connected(tcp, "good")) {
            slow.subscribe("vigil/s1/alarm/#", 1);
            slow.read();
            good.subscribe("vigil/s1/alarm/#", 0);
            good.read();
            for (int i = 0; i < 1_100; i++) {
                out.publish("vigil/s1/alarm/7", Bindings.bytes("event " + i), false, 1);
            }
            assertThat(slow.isClosed()).isTrue();
            for (int i = 0; i < 1_100; i++) {
                assertThat(text(good.read().body())).endsWith("event " + i);
            }
        }
        assertThat(endpoint.counts().slowSubscribers()).isEqualTo(1);
    }

    @Test
    void aSecondClientForADeviceIsNotBelievedAndIsAFault() throws Exception {
        try (RawMqtt first = RawMqtt.connected(tcp, "one");
                RawMqtt second = RawMqtt.connected(tcp, "two")) {
            first.publish(OX, Bindings.bytes("97"), 1, 1);
            assertThat(first.read().type()).isEqualTo(RawMqtt.PUBACK);
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.LIVE);
            second.publish(OX, Bindings.bytes("60"), 1, 1);
            assertThat(second.isClosed()).isTrue();
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY);
            assertThat(port.last("ox-1").reason()).contains("second client");
            first.publish(OX, Bindings.bytes("96"), 1, 2);
            assertThat(first.read().type()).isEqualTo(RawMqtt.PUBACK);
            assertThat(port.values()).containsExactly(97.0, 96.0);
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY);
        }
    }

    @Test
    void aClientIdTakenOverEndsTheOldConnectionAndIsAFault() throws Exception {
        try (RawMqtt first = RawMqtt.connected(tcp, "one")) {
            first.publish(OX, Bindings.bytes("97"), 1, 1);
            first.read();
            try (RawMqtt second = RawMqtt.connected(tcp, "one")) {
                assertThat(first.isClosed()).isTrue();
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY));
                second.publish(OX, Bindings.bytes("96"), 1, 1);
                assertThat(second.read().type()).isEqualTo(RawMqtt.PUBACK);
            }
        }
        assertThat(endpoint.counts().secondClients()).isEqualTo(1);
    }

    @Test
    void aClientThatLeavesTakesItsDeviceWithIt() throws Exception {
        try (RawMqtt first = RawMqtt.connected(tcp, "one")) {
            first.publish(OX, Bindings.bytes("97"), 1, 1);
            first.read();
            first.publish("vigil/s1/cuff-1/lwt", Bindings.bytes("online"), 1, 2);
            first.read();
        }
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.GONE);
            assertThat(port.last("cuff-1").state()).isEqualTo(LinkState.GONE);
        });
    }

    @Test
    void aFloodIsCutOffAndTheOthersGoOn() throws Exception {
        try (RawMqtt flood = RawMqtt.connected(tcp, "flood");
                RawMqtt calm = RawMqtt.connected(tcp, "calm")) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            flood.publish(OX, Bindings.bytes("97"), 0, 0);
                        }
                        if (flood.isClosed()) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
            calm.publish(CUFF, Bindings.bytes("95"), 1, 1);
            assertThat(calm.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        assertThat(endpoint.counts().floods()).isEqualTo(1);
        assertThat(port.reports("ox-1"))
                .anyMatch(r -> r.state() == LinkState.FAULTY && r.reason().contains("more messages"));
        assertThat(port.frames().size()).isLessThan(1_000);
    }

    @Test
    void aFloodOverManyUnknownTopicsIsCutOffToo() throws Exception {
        try (RawMqtt flood = RawMqtt.connected(tcp, "flood")) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            flood.publish("t/" + i, Bindings.bytes("1"), 0, 0);
                        }
                        if (flood.isClosed()) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(endpoint.counts().floods()).isEqualTo(1);
    }

    @Test
    void tooLargeAPacketEndsItsConnectionOnly() throws Exception {
        try (RawMqtt big = RawMqtt.connected(tcp, "big");
                RawMqtt other = RawMqtt.connected(tcp, "other")) {
            big.publish(OX, new byte[60_000], 1, 1);
            assertThat(big.read().type()).isEqualTo(RawMqtt.PUBACK);
            big.publish(OX, new byte[70_000], 1, 2);
            assertThat(big.isClosed()).isTrue();
            other.publish(CUFF, Bindings.bytes("95"), 1, 1);
            assertThat(other.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        assertThat(endpoint.counts().malformed()).isEqualTo(1);
    }

    @Test
    void malformedConnectsAndStrayPacketsEndOnlyTheirConnection() throws Exception {
        byte[][] bad = {
            {0x10, 0x00},
            {0x10, 0x04, 0x00, 0x04, 'M', 'Q'},
            {0x10, 0x0C, 0, 4, 'M', 'Q', 'T', 'T', 9, 2, 0, 60, 0, 0},
            {0x10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F},
            {0x30, 0x05, 0, 1, 'a', 'x', 'y'},
            {(byte) 0xF0, 0x00},
            {0x00, 0x00},
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8),
        };
        try (RawMqtt good = RawMqtt.connected(tcp, "good")) {
            for (byte[] packet : bad) {
                try (RawMqtt raw = new RawMqtt(tcp)) {
                    raw.raw(packet);
                    // The first two announce more than they bring: the time limit for a CONNECT ends those.
                    if (packet[1] != 0 && packet[1] != 4 || packet[0] != 0x10) {
                        assertThat(raw.isClosed()).as("%02x", packet[0]).isTrue();
                    }
                }
                good.ping();
                assertThat(good.read().type()).isEqualTo(RawMqtt.PINGRESP);
            }
        }
    }

    @Test
    void randomBytesNeverStopTheOthers() throws Exception {
        long seed = 20_260_504L;
        Random random = new Random(seed);
        try (RawMqtt good = RawMqtt.connected(tcp, "good")) {
            for (int i = 1; i <= 300; i++) {
                try (RawMqtt noise = new RawMqtt(tcp)) {
                    if (i % 2 == 0) {
                        noise.connect("noise" + i, true);
                    }
                    byte[] bytes = new byte[1 + random.nextInt(400)];
                    random.nextBytes(bytes);
                    if (i % 3 == 0) {
                        bytes[0] = (byte) (random.nextInt(16) << 4 | random.nextInt(16));
                    }
                    noise.raw(bytes);
                } catch (IOException cutOff) {
                    // It may be quicker than we are.
                }
                if (i % 10 == 0) {
                    good.publish(OX, Bindings.bytes("97"), 1, i);
                    assertThat(good.read().type())
                            .as("seed %d round %d", seed, i)
                            .isEqualTo(RawMqtt.PUBACK);
                }
            }
        }
        assertThat(port.values()).hasSizeGreaterThanOrEqualTo(30);
        await().atMost(SOON).until(() -> endpoint.counts().clients() == 0);
    }

    @Test
    void beyondLoopbackEachDeviceNeedsItsOwnPassword() throws Exception {
        assertThatThrownBy(() -> endpoint(EndpointSettings.of("s1", "0.0.0.0", 0, null), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        restart(
                EndpointSettings.of("s1", "0.0.0.0", 0, null),
                Optional.of((user, password) -> user.equals("ox-1") && password.equals("right")
                        ? Optional.of(Set.of("ox-1"))
                        : Optional.empty()));
        assertThatThrownBy(() -> v5("anonymous")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> login("wrong")).isInstanceOf(MqttException.class);
        var client = login("right");
        client.publish(OX, Bindings.bytes("97"), 1, false).waitForCompletion(5_000);
        IMqttToken other = client.publish(CUFF, Bindings.bytes("120"), 1, false);
        other.waitForCompletion(5_000);
        assertThat(other.getReasonCodes()).containsExactly(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
        assertThat(port.values()).containsExactly(97.0);
        client.disconnect().waitForCompletion(5_000);
    }

    private org.eclipse.paho.mqttv5.client.MqttAsyncClient login(String password) throws MqttException {
        var client = new org.eclipse.paho.mqttv5.client.MqttAsyncClient(url(), "ox", null);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("ox-1");
        options.setPassword(Bindings.bytes(password));
        client.connect(options).waitForCompletion(5_000);
        return client;
    }

    @Test
    void noMoreClientsThanAllowed() throws Exception {
        restart(new EndpointSettings("s1", "127.0.0.1", 0, null, null, 2, 200, 100), Optional.empty());
        try (RawMqtt one = RawMqtt.connected(tcp, "1");
                RawMqtt two = RawMqtt.connected(tcp, "2");
                RawMqtt three = new RawMqtt(tcp)) {
            three.connect("3", true);
            assertThat(three.read().body()).containsExactly(0, 3);
            assertThat(three.isClosed()).isTrue();
            one.ping();
            two.ping();
            assertThat(one.read().type()).isEqualTo(RawMqtt.PINGRESP);
            assertThat(two.read().type()).isEqualTo(RawMqtt.PINGRESP);
        }
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
