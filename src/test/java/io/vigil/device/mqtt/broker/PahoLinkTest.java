package io.vigil.device.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.LeapClock;
import io.vigil.device.mqtt.intake.Intake;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The link's loop over a library that does what the test says, on a clock that leaps. */
class PahoLinkTest {
    private static final BrokerSettings SETTINGS =
            BrokerSettings.of("b1", "tcp://127.0.0.1:1", "vigil", "s1").withKeepAlive(10);

    private final LeapClock clock = new LeapClock();
    private final HoldingPort port = new HoldingPort();
    private final List<FakeWire> wires = new ArrayList<>();
    private final PahoLink link =
            new PahoLink(SETTINGS, new Intake(Bindings.of("ox-1"), port, clock), clock, listener -> {
                FakeWire wire = new FakeWire(listener);
                synchronized (wires) {
                    wires.add(wire);
                }
                return wire;
            });

    @AfterEach
    void close() {
        link.close();
        port.close();
    }

    private static final class FakeWire implements BrokerWire {
        private final Listener listener;
        private final List<Integer> acknowledged = new ArrayList<>();
        private final List<Outbound> published = new ArrayList<>();
        private Set<String> subscribed = Set.of();
        private int pings;
        private boolean destroyed;

        private FakeWire(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void connect() {}

        @Override
        public synchronized void subscribe(Set<String> filters) {
            subscribed = filters;
        }

        synchronized Set<String> subscribed() {
            return subscribed;
        }

        @Override
        public synchronized boolean publish(Outbound message) {
            published.add(message);
            return true;
        }

        @Override
        public synchronized void acknowledge(int packetId, int qos) {
            acknowledged.add(packetId);
        }

        synchronized List<Integer> acknowledged() {
            return List.copyOf(acknowledged);
        }

        @Override
        public synchronized void ping() {
            pings++;
        }

        synchronized int pings() {
            return pings;
        }

        @Override
        public synchronized void destroy() {
            destroyed = true;
        }

        synchronized boolean destroyed() {
            return destroyed;
        }

        @Override
        public void disconnect() {}
    }

    private FakeWire wire(int number) {
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            synchronized (wires) {
                return wires.size() >= number;
            }
        });
        synchronized (wires) {
            return wires.get(number - 1);
        }
    }

    private FakeWire up(int number) {
        FakeWire wire = wire(number);
        wire.listener.connected();
        await().atMost(Duration.ofSeconds(5)).until(() -> !wire.subscribed().isEmpty());
        wire.listener.subscribed(Set.of());
        await().atMost(Duration.ofSeconds(5)).until(() -> link.status().connects() == number);
        return wire;
    }

    private static Incoming message(int id, String payload) {
        return new Incoming("vigil/s1/ox-1/reading", Bindings.bytes(payload), id, 1, false, false);
    }

    @Test
    void aClientThatIsConnectedButSilentIsThrownAwayAndMadeAnew() {
        link.start();
        FakeWire first = up(1);
        clock.leap(20_000);
        await().atMost(Duration.ofSeconds(5)).until(() -> first.pings() > 1);
        assertThat(first.destroyed()).isFalse();
        clock.leap(1);
        await().atMost(Duration.ofSeconds(5)).until(first::destroyed);
        assertThat(link.status().reason()).contains("silent");
        await().atMost(Duration.ofSeconds(5)).until(() -> port.last("ox-1").state() == LinkState.GONE);
        clock.leap(5_000);
        FakeWire second = up(2);
        assertThat(second.subscribed()).contains("vigil/s1/ox-1/reading");
    }

    @Test
    void anAnsweredPingKeepsTheClient() {
        link.start();
        FakeWire first = up(1);
        for (int i = 0; i < 10; i++) {
            int before = first.pings();
            clock.leap(15_000);
            first.listener.heard();
            await().atMost(Duration.ofSeconds(5)).until(() -> first.pings() > before);
        }
        assertThat(first.destroyed()).isFalse();
        assertThat(link.status().connected()).isTrue();
    }

    @Test
    void aClientThatNeverAnswersItsConnectIsThrownAway() {
        link.start();
        FakeWire first = wire(1);
        clock.leap(4_001);
        await().atMost(Duration.ofSeconds(5)).until(first::destroyed);
        clock.leap(5_000);
        assertThat(wire(2)).isNotSameAs(first);
    }

    @Test
    void onlyWhatIsDurableIsAcknowledgedAndNeverOnAnotherConnection() {
        port.hold();
        link.start();
        FakeWire first = up(1);
        first.listener.arrived(message(1, "97"));
        await().atMost(Duration.ofSeconds(5)).until(() -> port.held() == 1);
        assertThat(first.acknowledged()).isEmpty();
        first.listener.lost("constructed");
        await().atMost(Duration.ofSeconds(5)).until(first::destroyed);
        clock.leap(5_000);
        FakeWire second = up(2);
        second.listener.arrived(message(1, "96"));
        await().atMost(Duration.ofSeconds(5)).until(() -> port.held() == 2);
        port.release(true);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(second.acknowledged()).containsExactly(1));
        assertThat(first.acknowledged()).isEmpty();
    }

    @Test
    void whatCouldNotBeKeptIsAskedForAgainOnANewConnection() {
        port.hold();
        link.start();
        FakeWire first = up(1);
        first.listener.arrived(message(1, "97"));
        await().atMost(Duration.ofSeconds(5)).until(() -> port.held() == 1);
        port.release(false);
        await().atMost(Duration.ofSeconds(5)).until(() -> link.status().unacknowledged() == 1);
        assertThat(first.acknowledged()).isEmpty();
        clock.leap(5_000);
        await().atMost(Duration.ofSeconds(5)).until(first::destroyed);
    }

    @Test
    void aLateCallbackOfADiscardedClientChangesNothing() {
        link.start();
        FakeWire first = up(1);
        first.listener.lost("constructed");
        await().atMost(Duration.ofSeconds(5)).until(first::destroyed);
        clock.leap(5_000);
        up(2);
        first.listener.lost("late");
        first.listener.connected();
        await().during(Duration.ofMillis(400))
                .atMost(Duration.ofSeconds(5))
                .until(() -> link.status().connected());
    }
}
