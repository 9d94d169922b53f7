package io.vigil.device.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.Mosquitto;
import io.vigil.device.mqtt.OutboundTopics;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both links against a real Mosquitto. */
class BrokerLinkIT {
    private static final String OX = "vigil/s1/ox-1/reading";
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private final HoldingPort port = new HoldingPort();
    private Mosquitto broker;
    private final List<PahoLink> links = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        broker = new Mosquitto(folder);
    }

    @AfterEach
    void stop() throws Exception {
        links.forEach(PahoLink::close);
        port.close();
        broker.close();
    }

    /** With the 20 under way that Mosquitto grants an MQTT 3.1.1 client. */
    private PahoLink link(int version, int keepAliveSeconds) {
        return link(version, keepAliveSeconds, 20);
    }

    private PahoLink link(int version, int keepAliveSeconds, int receiveMaximum) {
        BrokerSettings settings = BrokerSettings.of("mosquitto", broker.url(), "vigil-it", "s1")
                .withKeepAlive(keepAliveSeconds)
                .withReceiveMaximum(receiveMaximum);
        Map<String, DeviceBinding> bindings = Bindings.of("ox-1");
        PahoLink link = version == 5
                ? PahoLink.v5(settings, bindings, port, Clock.system())
                : PahoLink.v3(settings, bindings, port, Clock.system());
        links.add(link);
        link.start();
        await().atMost(SOON).until(() -> link.status().connected());
        return link;
    }

    /** Publishes with a client of its own and waits for the broker's acknowledgements. */
    private void publish(String topic, boolean retained, List<String> payloads) throws Exception {
        MqttAsyncClient client = new MqttAsyncClient(broker.url(), "feeder", null);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(1_000);
        client.connect(options).waitForCompletion(5_000);
        for (String payload : payloads) {
            client.publish(topic, Bindings.bytes(payload), 1, retained).waitForCompletion(5_000);
        }
        client.disconnect().waitForCompletion(5_000);
        client.close();
    }

    private static List<String> dated(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "97@" + Instant.ofEpochSecond(1_780_000_000L + i))
                .toList();
    }

    private Set<String> stamps() {
        return port.frames().stream().map(Frame::stamp).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void fiveRestartsOfTheBrokerLoseNothingAndStampsTellRedeliveries(int version) throws Exception {
        PahoLink link = link(version, 5);
        int sent = 0;
        for (int round = 0; round < 5; round++) {
            // Held: the broker goes down with up to 20 under way and the rest queued for the session.
            port.hold();
            publish(OX, false, dated(sent, sent + 40));
            sent += 40;
            await().atMost(SOON).until(() -> port.held() >= 20);
            broker.stop();
            await().atMost(SOON).until(() -> !link.status().connected());
            port.release(true);
            broker.start();
            int expected = sent;
            await().atMost(SOON)
                    .until(() -> stamps().size() == expected && link.status().connected());
        }
        assertThat(stamps())
                .containsExactlyElementsOf(
                        dated(0, sent).stream().map(p -> p.substring(3)).toList());
        assertThat(port.frames()).hasSizeGreaterThan(sent);
        assertThat(link.status().connects()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void redeliveriesWithoutATimeOfTheirOwnAreToldByTheirStamp(int version) throws Exception {
        PahoLink link = link(version, 5);
        port.hold();
        publish(OX, false, Collections.nCopies(10, "97"));
        await().atMost(SOON).until(() -> port.held() == 10);
        broker.stop();
        await().atMost(SOON).until(() -> !link.status().connected());
        port.release(true);
        broker.start();
        await().atMost(SOON).until(() -> port.frames().size() == 20);
        assertThat(stamps()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void moreThanTheBrokersWindowFlowsOnceTheFirstAreDurable(int version) throws Exception {
        PahoLink link = link(version, 5);
        port.hold();
        publish(OX, false, dated(0, 60));
        await().atMost(SOON).until(() -> port.held() >= 20);
        await().during(Duration.ofMillis(500))
                .atMost(SOON)
                .until(() -> port.frames().size() == 20);
        port.release(true);
        await().atMost(SOON).until(() -> port.frames().size() == 60);
        assertThat(stamps()).hasSize(60);
    }

    @Test
    void mqttFiveAsksForAWiderWindow() throws Exception {
        link(5, 5, 500);
        port.hold();
        publish(OX, false, dated(0, 60));
        await().atMost(SOON).until(() -> port.held() == 60);
        port.release(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void aBrokerThatStandsStillIsNoticedAndRejoined(int version) throws Exception {
        PahoLink link = link(version, 1);
        publish(OX, false, dated(0, 1));
        await().atMost(SOON).until(() -> port.frames().size() == 1);
        broker.signal("STOP");
        await().atMost(Duration.ofSeconds(5)).until(() -> !link.status().connected());
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.GONE);
        broker.signal("CONT");
        await().atMost(Duration.ofSeconds(10)).until(() -> link.status().connected());
        publish(OX, false, dated(1, 2));
        await().atMost(SOON).until(() -> stamps().size() == 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void aRetainedReadingIsNotTakenForLive(int version) throws Exception {
        publish(OX, true, List.of("97"));
        PahoLink link = link(version, 5);
        await().atMost(SOON).until(() -> link.status().staleMessages() == 1);
        publish(OX, false, List.of("96"));
        await().atMost(SOON).until(() -> port.frames().size() == 1);
        assertThat(port.values()).containsExactly(96.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void statusAlarmsAndStatesReachTheBrokerAlsoAfterItWasAway(int version) throws Exception {
        PahoLink link = link(version, 5);
        OutboundTopics out = new OutboundTopics(List.of(), List.of(link));
        out.publish("vigil/s1/state/7", Bindings.bytes("high"), true, 1);
        await().atMost(SOON).until(() -> link.waiting() == 0);
        broker.stop();
        await().atMost(SOON).until(() -> !link.status().connected());
        for (int i = 0; i < 50; i++) {
            out.publish("vigil/s1/alarm/7", Bindings.bytes("event " + i), false, 1);
        }
        broker.start();
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        MqttAsyncClient listener = new MqttAsyncClient(broker.url(), "listener", null);
        listener.connect().waitForCompletion(5_000);
        listener.subscribe(
                        "vigil/s1/#",
                        1,
                        (t, m) -> got.add(t + " " + new String(m.getPayload(), StandardCharsets.UTF_8)))
                .waitForCompletion(5_000);
        await().atMost(SOON).until(() -> link.waiting() == 0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(got).contains("vigil/s1/status online", "vigil/s1/state/7 high"));
        link.close();
        await().atMost(SOON).untilAsserted(() -> assertThat(got).contains("vigil/s1/status offline"));
        listener.disconnect().waitForCompletion(5_000);
    }
}
