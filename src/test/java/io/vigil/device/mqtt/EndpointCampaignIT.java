package io.vigil.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vigil.device.DeviceFlags;
import io.vigil.device.Dose;
import io.vigil.device.Times;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoint inside goes away under a device that sends on: what it acknowledged is there, each by its stamp. */
class EndpointCampaignIT {
    private static final String OX = "vigil/s1/ox-1/reading";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.system();
    private final HoldingPort port = new HoldingPort();

    @SuppressWarnings("NullAway.Init") // each test starts it first
    private MqttEndpoint endpoint;

    private int tcp;

    private void start() throws Exception {
        endpoint = new MqttEndpoint(
                vertx, EndpointSettings.loopback("s1", tcp), Bindings.of("ox-1"), Optional.empty(), port, clock);
        tcp = endpoint.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void stop() throws Exception {
        endpoint.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        port.close();
    }

    private Set<String> arrived() {
        return port.frames().stream().map(Frame::stamp).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void restartsOfTheEndpointLoseNothingOfWhatADeviceSends() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> sent = new TreeSet<>();
        Times back = new Times("device back at the endpoint");
        start();
        try (MqttPublisher device = new MqttPublisher("tcp://127.0.0.1:" + tcp, "ox", clock)) {
            device.start();
            await().atMost(SOON).until(() -> device.status().connected());
            for (int round = 0; round < Dose.of(50); round++) {
                if (random.nextBoolean()) {
                    port.hold();
                }
                send(device, sent, 1 + random.nextInt(20));
                stop();
                port.release(true);
                await().atMost(SOON).until(() -> !device.status().connected());
                send(device, sent, 1 + random.nextInt(5));
                long from = clock.nanos();
                start();
                await().atMost(SOON)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> device.status().connected());
                back.add((clock.nanos() - from) / 1_000_000);
                await().atMost(SOON).until(() -> device.waiting() == 0);
            }
        }
        System.out.println("seed " + seed + ", endpoint restarts; " + back + "; " + sent.size() + " sent");
        assertThat(arrived()).isEqualTo(sent);
        assertThat(back.worst()).isLessThan(5_000);
    }

    private static void send(MqttPublisher device, Set<String> sent, int count) {
        for (int i = 0; i < count; i++) {
            String time = Instant.ofEpochSecond(1_780_000_000L + sent.size()).toString();
            device.publish(OX, Bindings.bytes(90 + i % 9 + "@" + time));
            sent.add(time);
        }
    }

    @Test
    void aSecondClientOfADeviceIsSaidWithTheNextReadings() throws Exception {
        start();
        try (MqttPublisher ours = new MqttPublisher("tcp://127.0.0.1:" + tcp, "one", clock);
                MqttPublisher other = new MqttPublisher("tcp://127.0.0.1:" + tcp, "two", clock)) {
            ours.start();
            other.start();
            ours.publish(OX, Bindings.bytes("97"));
            await().atMost(SOON).until(() -> port.frames().size() == 1);
            other.publish(OX, Bindings.bytes("88"));
            await().atMost(SOON).until(() -> endpoint.counts().secondClients() > 0);
            ours.publish(OX, Bindings.bytes("96"));
            await().atMost(SOON).until(() -> port.frames().size() == 2);
        }
        assertThat(port.values()).containsExactly(97.0, 96.0);
        assertThat(port.frames().get(0).readings().get(0).flags()).isEmpty();
        assertThat(port.frames().get(1).readings().get(0).flags()).containsExactly(DeviceFlags.SECOND_CLIENT);
    }
}
