package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
import io.vigil.device.Catalogue;
import io.vigil.device.DevicePort;
import io.vigil.device.DeviceType;
import io.vigil.device.LinkReport;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two oximeters behind one gateway are two patients. From the configuration's text through the endpoint to the frames. */
class GatewayDevicesIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String QUBE = "CM4_BLE_GW_TX";
    private static final String ONE = "11:22:33:44:55:66";
    private static final String TWO = "AA:BB:CC:00:11:22";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Heard heard = new Heard();

    @SuppressWarnings("NullAway.Init") // each test starts them first
    private DeviceLines lines;

    @SuppressWarnings("NullAway.Init")
    private MqttPublisher gateway;

    private void start(String devices) throws Exception {
        Path file = Files.writeString(folder.resolve("vigil.yaml"), """
                site: {id: s1}
                data: %s
                mqtt: {embedded: {listen: 127.0.0.1:0}}
                devices:
                %s""".formatted(folder.resolve("data"), devices));
        var types = Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet());
        var outcome = new ConfigReader(Map.of(), types).read(file);
        assertThat(outcome).isInstanceOf(Outcome.Read.class);
        VigilConfig config = ((Outcome.Read<VigilConfig>) outcome).value();
        lines = new DeviceLines(config, Catalogue.builtIn(), Clock.system());
        lines.start(vertx, heard);
        gateway = new MqttPublisher("tcp://127.0.0.1:" + lines.mqttPort(), "gateway", Clock.system());
        gateway.start();
        await().atMost(SOON).until(() -> gateway.status().connected());
    }

    @AfterEach
    void stop() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        if (lines != null) {
            lines.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void send(String topic, String payload) {
        gateway.publish(topic, payload.getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> gateway.waiting() == 0);
    }

    private void oximeter(String mac, int spo2) {
        send(QUBE, """
                {"mac":"00:00:00:00:00:01","type":"reportAttribute",\
                "data":{"attribute":"Oximeter_JUMPER","ble_mac":"%s","value":{"pulse":70,"spo2":%d,"pi":70}}}""".formatted(mac, spo2));
    }

    private void cuff(String mac, int sbp) {
        send(QUBE, """
                {"type":"reportAttribute",\
                "data":{"attribute":"WBP_JUMPER","ble_mac":"%s","value":{"bp_high":%d,"bp_low":78,"pr":71}}}""".formatted(mac, sbp));
    }

    @Test
    void twoOximetersBehindOneGatewayAreNeverMerged() throws Exception {
        start("""
                  - {id: ox-1, type: qube-vital, chair: "1", mqtt: {topic: CM4_BLE_GW_TX, source: "11:22:33:44:55:66"}}
                  - {id: ox-2, type: qube-vital, chair: "2", mqtt: {topic: CM4_BLE_GW_TX, source: aabbcc001122}}
                """);
        for (int round = 0; round < 5; round++) {
            oximeter(ONE, 90 + round);
            oximeter(TWO, 80 + round);
        }
        oximeter("77:77:77:77:77:77", 99);
        send(QUBE, "{\"type\":\"HB_Msg\",\"time\":1777888800}");

        assertThat(heard.values("ox-1", Metric.SPO2)).containsExactly(90.0, 91.0, 92.0, 93.0, 94.0);
        assertThat(heard.values("ox-2", Metric.SPO2)).containsExactly(80.0, 81.0, 82.0, 83.0, 84.0);
        List<UnmatchedTopics.Seen> strangers = lines.unmatched();
        assertThat(strangers).singleElement().satisfies(seen -> {
            assertThat(seen.sample()).contains("77:77:77:77:77:77");
            assertThat(seen.messages()).isEqualTo(1);
        });
    }

    @Test
    void withoutASourceAnOximeterAndACuffAreOnePatientButTwoOximetersAreNobody() throws Exception {
        start("  - {id: ox-1, type: qube-vital, chair: \"1\", mqtt: {topic: CM4_BLE_GW_TX}}\n");
        oximeter(ONE, 97);
        cuff(TWO, 121);
        assertThat(heard.values("ox-1", Metric.SPO2)).containsExactly(97.0);
        assertThat(heard.values("ox-1", Metric.SBP)).containsExactly(121.0);
        assertThat(heard.state("ox-1")).isEqualTo(LinkState.LIVE);

        oximeter(TWO, 80);
        oximeter(ONE, 96);
        assertThat(heard.values("ox-1", Metric.SPO2)).containsExactly(97.0);
        assertThat(heard.state("ox-1")).isEqualTo(LinkState.FAULTY);
        assertThat(heard.reason("ox-1")).contains("Several devices send as this one", "'source'");
    }

    @Test
    void anAddressInTheTopicTellsThemApartToo() throws Exception {
        start("""
                  - {id: ox-1, type: openmqttgateway, mqtt: {topic: home/+/BTtoMQTT/+, source: "001122334455"}}
                  - {id: ox-2, type: openmqttgateway, mqtt: {topic: home/+/BTtoMQTT/+, source: "00:11:22:33:44:66"}}
                """);
        send("home/gw/BTtoMQTT/001122334455", "{\"id\":\"00:11:22:33:44:55\",\"spo2\":\"96\",\"pulse\":\"71\"}");
        send("home/gw/BTtoMQTT/001122334466", "{\"id\":\"00:11:22:33:44:66\",\"spo2\":\"88\",\"pulse\":\"61\"}");
        send("home/gw/BTtoMQTT/001122334477", "{\"id\":\"00:11:22:33:44:77\",\"spo2\":\"77\",\"pulse\":\"51\"}");
        assertThat(heard.values("ox-1", Metric.SPO2)).containsExactly(96.0);
        assertThat(heard.values("ox-2", Metric.SPO2)).containsExactly(88.0);
        assertThat(lines.unmatched())
                .extracting(UnmatchedTopics.Seen::topic)
                .containsExactly("home/gw/BTtoMQTT/001122334477");
    }

    private static final class Heard implements DevicePort {
        private final List<Frame> frames = new CopyOnWriteArrayList<>();
        private final Map<String, LinkReport> last = new ConcurrentHashMap<>();

        @Override
        public void frame(Frame frame, Consumer<Boolean> durable) {
            frames.add(frame);
            durable.accept(true);
        }

        @Override
        public void link(LinkReport report) {
            last.put(report.device(), report);
        }

        List<Double> values(String device, Metric metric) {
            return frames.stream()
                    .filter(frame -> frame.device().equals(device))
                    .flatMap(frame -> frame.readings().stream())
                    .filter(reading -> reading.metric() == metric)
                    .map(reading -> reading.value())
                    .toList();
        }

        LinkState state(String device) {
            return java.util.Objects.requireNonNull(last.get(device)).state();
        }

        String reason(String device) {
            return java.util.Objects.requireNonNull(last.get(device)).reason();
        }
    }
}
