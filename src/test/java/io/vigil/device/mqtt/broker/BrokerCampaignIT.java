package io.vigil.device.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.Dose;
import io.vigil.device.Times;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.Mosquitto;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Mosquitto that goes away, stands still, or lets another take our name, over and over: what it has acknowledged
 * to a device reaches the ward, once by its stamp, and the link is back within 5 s of the broker.
 */
class BrokerCampaignIT {
    private static final String OX = "vigil/s1/ox-1/reading";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long BACK_WITHIN_MILLIS = 5_000;

    @TempDir
    Path folder;

    private final Clock clock = Clock.system();
    private final HoldingPort port = new HoldingPort();
    private final Set<String> acknowledged = new TreeSet<>();
    private Mosquitto broker;

    @SuppressWarnings("NullAway.Init") // each test opens one
    private PahoLink link;

    @BeforeEach
    void start() throws Exception {
        broker = new Mosquitto(folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (link != null) {
            link.close();
        }
        port.close();
        broker.close();
    }

    private void link(int version) {
        BrokerSettings settings = BrokerSettings.of("mosquitto", broker.url(), "vigil-campaign", "s1")
                .withKeepAlive(1);
        Map<String, DeviceBinding> bindings = Bindings.of("ox-1");
        link = version == 5
                ? PahoLink.v5(settings, bindings, port, clock)
                : PahoLink.v3(settings, bindings, port, clock);
        link.start();
        await().atMost(SOON).until(() -> link.status().connected());
    }

    /** Returns only when the broker has acknowledged them all. */
    private void publish(int count) throws Exception {
        MqttAsyncClient device = new MqttAsyncClient(broker.url(), "device", null);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(1_000);
        device.connect(options).waitForCompletion(10_000);
        for (int i = 0; i < count; i++) {
            String time =
                    Instant.ofEpochSecond(1_780_000_000L + acknowledged.size()).toString();
            device.publish(OX, Bindings.bytes(90 + i % 9 + "@" + time), 1, false)
                    .waitForCompletion(10_000);
            acknowledged.add(time);
        }
        device.disconnect().waitForCompletion(10_000);
        device.close();
    }

    private Set<String> arrived() {
        return port.frames().stream().map(Frame::stamp).collect(Collectors.toCollection(TreeSet::new));
    }

    private void awaitAll() {
        await().atMost(SOON).until(() -> arrived().equals(acknowledged));
    }

    private long untilConnected(long beforeConnects) {
        long from = clock.nanos();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> link.status().connected() && link.status().connects() > beforeConnects);
        return (clock.nanos() - from) / 1_000_000;
    }

    /** A frame that came twice has the stamp of the first: the ward gives it no second effect. */
    private void judge(String what, Times back) {
        System.out.println(what + "; " + back + "; " + acknowledged.size() + " acknowledged, "
                + (port.frames().size() - acknowledged.size()) + " redelivered");
        assertThat(arrived()).isEqualTo(acknowledged);
        Map<String, List<Double>> byStamp = port.frames().stream()
                .collect(Collectors.groupingBy(
                        Frame::stamp,
                        Collectors.mapping(
                                frame -> frame.readings().get(0).value(), Collectors.toCollection(ArrayList::new))));
        assertThat(byStamp.values())
                .allSatisfy(values -> assertThat(Set.copyOf(values)).hasSize(1));
        assertThat(back.worst()).as("back within 5 s").isLessThan(BACK_WITHIN_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void restartsLoseNothing(int version) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        link(version);
        Times back = new Times("back after a restart");
        for (int round = 0; round < Dose.of(50); round++) {
            boolean underWay = random.nextBoolean();
            if (underWay) {
                port.hold();
            }
            publish(1 + random.nextInt(30));
            long before = link.status().connects();
            broker.stop();
            await().atMost(SOON).until(() -> !link.status().connected());
            port.release(true);
            broker.start();
            back.add(untilConnected(before));
            awaitAll();
        }
        judge("seed " + seed + " MQTT " + version + ", restarts", back);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void halfOpenConnectionsLoseNothing(int version) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        link(version);
        Times back = new Times("back after standing still");
        for (int round = 0; round < Dose.of(50); round++) {
            if (random.nextBoolean()) {
                port.hold();
            }
            publish(1 + random.nextInt(20));
            long before = link.status().connects();
            broker.signal("STOP");
            await().atMost(SOON).until(() -> !link.status().connected());
            broker.signal("CONT");
            back.add(untilConnected(before));
            port.release(true);
            awaitAll();
        }
        judge("seed " + seed + " MQTT " + version + ", half-open", back);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void whoTakesOurNameIsOutlivedAndNothingIsLost(int version) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        link(version);
        Times back = new Times("back after a takeover");
        for (int round = 0; round < Dose.of(20); round++) {
            publish(1 + random.nextInt(10));
            awaitAll();
            long before = link.status().connects();
            MqttAsyncClient intruder = new MqttAsyncClient(broker.url(), "vigil-campaign", null);
            MqttConnectOptions options = new MqttConnectOptions();
            options.setCleanSession(false);
            intruder.connect(options).waitForCompletion(10_000);
            back.add(untilConnected(before));
            publish(1 + random.nextInt(10));
            awaitAll();
            intruder.close(true);
        }
        judge("seed " + seed + " MQTT " + version + ", takeovers", back);
    }
}
