package io.vigil.device.mqtt.endpoint;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The endpoint inside, to be stopped and started again on its port, before a ward that keeps what it is told. */
final class EndpointUnderTest implements AutoCloseable {
    static final String OX = "vigil/s1/ox-1/reading";

    final HoldingPort port = new HoldingPort();
    final Clock clock = Clock.system();
    private final Vertx vertx = Vertx.vertx();
    private final Set<String> sent = new TreeSet<>();

    @SuppressWarnings("NullAway.Init") // started by the constructor
    private MqttEndpoint endpoint;

    private int tcp;

    EndpointUnderTest() throws Exception {
        start();
    }

    void start() throws Exception {
        endpoint = new MqttEndpoint(
                vertx, EndpointSettings.loopback("s1", tcp), Bindings.of("ox-1"), Optional.empty(), port, clock);
        tcp = endpoint.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    void stop() throws Exception {
        endpoint.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    int tcp() {
        return tcp;
    }

    MqttEndpoint endpoint() {
        return endpoint;
    }

    /** A reading with a time of its own that no other has: its stamp. */
    String reading() {
        String time = Instant.ofEpochSecond(1_780_000_000L + sent.size()).toString();
        sent.add(time);
        return 90 + sent.size() % 9 + "@" + time;
    }

    void send(MqttPublisher device, int count) {
        for (int i = 0; i < count; i++) {
            device.publish(OX, Bindings.bytes(reading()));
        }
    }

    /** All that was sent is there, and what came twice has the stamp and the value of the first. */
    void judge(String what) {
        Map<String, Set<Double>> arrived = port.frames().stream()
                .collect(groupingBy(
                        Frame::stamp, mapping(frame -> frame.readings().get(0).value(), toSet())));
        System.out.println(
                what + "; " + sent.size() + " sent, " + (port.frames().size() - sent.size()) + " came a second time");
        assertThat(arrived.keySet()).isEqualTo(sent);
        assertThat(arrived.values()).allSatisfy(values -> assertThat(values).hasSize(1));
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        port.close();
    }
}
