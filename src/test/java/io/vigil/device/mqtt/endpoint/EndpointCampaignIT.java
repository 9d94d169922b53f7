package io.vigil.device.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.DeviceFlags;
import io.vigil.device.Dose;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.Times;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.broker.BrokerSettings;
import io.vigil.device.mqtt.broker.MqttPublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The endpoint inside goes away under a device that sends on, the network between them stands still, a device sends
 * again what it got no answer for, another takes its name, over and over: what was acknowledged is there, once by its
 * stamp, and the device is back within 5 s.
 */
class EndpointCampaignIT {
    private static final String OX = EndpointUnderTest.OX;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long BACK_WITHIN_MILLIS = 5_000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @SuppressWarnings("NullAway.Init") // opened before each test
    private EndpointUnderTest inside;

    @BeforeEach
    void open() throws Exception {
        inside = new EndpointUnderTest();
    }

    @AfterEach
    void close() throws Exception {
        inside.close();
    }

    private MqttPublisher device(int tcp, String client) {
        String url = "tcp://127.0.0.1:" + tcp;
        return new MqttPublisher(BrokerSettings.of(client, url, client, "none").withKeepAlive(1), inside.clock);
    }

    private long untilConnected(MqttPublisher device, long beforeConnects) {
        long from = inside.clock.nanos();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> device.status().connected() && device.status().connects() > beforeConnects);
        return (inside.clock.nanos() - from) / 1_000_000;
    }

    @Test
    void restartsOfTheEndpointLoseNothingOfWhatADeviceSends() throws Exception {
        Times back = new Times("device back at the endpoint");
        try (MqttPublisher device = device(inside.tcp(), "ox")) {
            device.start();
            await().atMost(SOON).until(() -> device.status().connected());
            for (int round = 0; round < Dose.of(50); round++) {
                if (random.nextBoolean()) {
                    inside.port.hold();
                }
                inside.send(device, 1 + random.nextInt(20));
                long before = device.status().connects();
                inside.stop();
                inside.port.release(true);
                await().atMost(SOON).until(() -> !device.status().connected());
                inside.send(device, 1 + random.nextInt(5));
                inside.start();
                back.add(untilConnected(device, before));
                await().atMost(SOON).until(() -> device.waiting() == 0);
            }
        }
        inside.judge("seed " + seed + ", endpoint restarts; " + back);
        assertThat(back.worst()).isLessThan(BACK_WITHIN_MILLIS);
    }

    @Test
    void connectionsThatStandStillWithoutEndingLoseNothing() throws Exception {
        Times back = new Times("device back through the network");
        try (Dam network = new Dam(inside.tcp());
                MqttPublisher device = device(network.port(), "ox")) {
            device.start();
            await().atMost(SOON).until(() -> device.status().connected());
            for (int round = 0; round < Dose.of(50); round++) {
                if (random.nextBoolean()) {
                    inside.port.hold();
                }
                inside.send(device, 1 + random.nextInt(20));
                long before = device.status().connects();
                network.shut();
                inside.send(device, 1 + random.nextInt(5));
                await().atMost(SOON).until(() -> !device.status().connected());
                inside.port.release(true);
                network.open(random.nextBoolean());
                back.add(untilConnected(device, before));
                await().atMost(SOON).until(() -> device.waiting() == 0);
            }
        }
        inside.judge("seed " + seed + ", half-open connections; " + back);
        assertThat(back.worst()).isLessThan(BACK_WITHIN_MILLIS);
    }

    /** A device that stops in the middle of a packet, or never reads its answers, holds up nobody and is gone. */
    @Test
    void aClientThatStandsStillMidPacketHindersNobody() throws Exception {
        try (RawMqtt still = new RawMqtt(inside.tcp());
                MqttPublisher other = device(inside.tcp(), "other")) {
            still.connect("still", true, 1);
            still.publish(OX, Bindings.bytes(inside.reading()), 1, 1);
            still.raw(new byte[] {0x32, 40, 0, 21, 'v', 'i'});
            await().atMost(SOON).until(() -> inside.port.frames().size() == 1);
            other.start();
            await().atMost(SOON).until(() -> inside.port.last("ox-1").state() == LinkState.GONE);
            inside.send(other, 3);
            await().atMost(SOON).until(() -> other.waiting() == 0);
        }
        inside.judge("a client that stands still");
    }

    /** Readings without a time of their own: only the packet says that it is the same one again. */
    @Test
    void whatADeviceSendsAgainHasTheStampOfTheFirst() throws Exception {
        int rounds = Dose.of(50);
        for (int round = 1; round <= rounds; round++) {
            inside.port.hold();
            int sofar = inside.port.frames().size();
            try (RawMqtt first = RawMqtt.connected(inside.tcp(), "ox", false)) {
                first.publish(OX, Bindings.bytes("97"), 1, round);
                await().atMost(SOON).until(() -> inside.port.frames().size() == sofar + 1);
            }
            inside.port.release(true);
            await().atMost(SOON).until(() -> inside.endpoint().counts().clients() == 0);
            try (RawMqtt again = RawMqtt.connected(inside.tcp(), "ox", false)) {
                again.publish(OX, Bindings.bytes("97"), 1, round, true);
                assertThat(again.read().type()).isEqualTo(RawMqtt.PUBACK);
            }
            await().atMost(SOON).until(() -> inside.endpoint().counts().clients() == 0);
        }
        Set<String> stamps = new HashSet<>();
        inside.port.frames().forEach(frame -> stamps.add(frame.stamp()));
        assertThat(inside.port.frames()).hasSize(2 * rounds);
        assertThat(stamps).hasSize(rounds);
    }

    @Test
    void whoTakesTheDevicesNameIsOutlivedAndNothingIsLost() throws Exception {
        Times back = new Times("device back after a takeover");
        int rounds = Dose.of(20);
        try (MqttPublisher device = device(inside.tcp(), "ox")) {
            device.start();
            await().atMost(SOON).until(() -> device.status().connected());
            for (int round = 0; round < rounds; round++) {
                inside.send(device, 1 + random.nextInt(10));
                await().atMost(SOON).until(() -> device.waiting() == 0);
                long before = device.status().connects();
                try (RawMqtt intruder = RawMqtt.connected(inside.tcp(), "ox")) {
                    inside.send(device, 1 + random.nextInt(10));
                    back.add(untilConnected(device, before));
                    assertThat(intruder.isClosed()).isTrue();
                }
                await().atMost(SOON).until(() -> device.waiting() == 0);
            }
        }
        inside.judge("seed " + seed + ", takeovers; " + back);
        assertThat(back.worst()).isLessThan(BACK_WITHIN_MILLIS);
        assertThat(inside.endpoint().counts().secondClients()).isGreaterThanOrEqualTo(rounds);
    }

    @Test
    void aSecondClientOfADeviceIsSaidWithTheNextReadings() throws IOException {
        try (MqttPublisher ours = device(inside.tcp(), "one");
                MqttPublisher other = device(inside.tcp(), "two")) {
            ours.start();
            other.start();
            ours.publish(OX, Bindings.bytes("97"));
            await().atMost(SOON).until(() -> inside.port.frames().size() == 1);
            other.publish(OX, Bindings.bytes("88"));
            await().atMost(SOON).until(() -> inside.endpoint().counts().secondClients() > 0);
            ours.publish(OX, Bindings.bytes("96"));
            await().atMost(SOON).until(() -> inside.port.frames().size() == 2);
        }
        assertThat(inside.port.values()).containsExactly(97.0, 96.0);
        assertThat(inside.port.frames().get(0).readings().get(0).flags()).isEmpty();
        assertThat(inside.port.frames().get(1).readings().get(0).flags()).containsExactly(DeviceFlags.SECOND_CLIENT);
    }
}
