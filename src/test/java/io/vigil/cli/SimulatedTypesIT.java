package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vigil.device.Catalogue;
import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffRequest;
import io.vigil.device.DevicePort;
import io.vigil.device.DeviceType;
import io.vigil.device.LinkReport;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.device.mqtt.endpoint.EndpointSettings;
import io.vigil.device.mqtt.endpoint.MqttEndpoint;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.device.serial.SerialLink;
import io.vigil.device.sim.Faults;
import io.vigil.device.sim.Metronome;
import io.vigil.device.sim.Script;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.device.sim.SimulatedDevice;
import io.vigil.device.sim.Simulators;
import io.vigil.device.sim.Vitals;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every simulator on a real line, heard by Vigil's own link: what arrives are the values of its course, and no others. */
class SimulatedTypesIT {
    private static final Script COURSE = new ScriptedCourse(3);
    private static final int COURSE_S = 200;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Set<Metric> OXIMETER = EnumSet.of(Metric.SPO2, Metric.PR);
    private static final Set<Metric> PERFUSION = EnumSet.of(Metric.SPO2, Metric.PR, Metric.PI);
    private static final Set<Metric> CUFF = EnumSet.of(Metric.SBP, Metric.DBP, Metric.MAP, Metric.PR);

    private static final Map<String, Set<Metric>> SERIAL = Map.ofEntries(
            Map.entry("nonin-df2", OXIMETER),
            Map.entry("nonin-df7", OXIMETER),
            Map.entry("nonin-df8", OXIMETER),
            Map.entry("nonin-df13", OXIMETER),
            Map.entry("nonin-ascii", OXIMETER),
            Map.entry("masimo-ascii1", PERFUSION),
            Map.entry("contec-v7", PERFUSION),
            Map.entry("contec-5byte", OXIMETER),
            Map.entry("nellcor-ascii", OXIMETER),
            Map.entry("suntech-advantage", CUFF),
            Map.entry("medlab-un300c", CUFF),
            Map.entry("ivy-450c", EnumSet.complementOf(EnumSet.of(Metric.PI))),
            Map.entry("datascope-accutorr", EnumSet.of(Metric.SPO2, Metric.PR, Metric.SBP, Metric.DBP, Metric.MAP)));

    private static final Map<String, Set<Metric>> MQTT = Map.ofEntries(
            Map.entry("viatom-o2ring", PERFUSION),
            Map.entry("gatt-heart-rate", EnumSet.of(Metric.HR)),
            Map.entry("gatt-plx-continuous", PERFUSION),
            Map.entry("gatt-plx-spot", OXIMETER),
            Map.entry("gatt-blood-pressure", CUFF),
            Map.entry("gatt-intermediate-cuff", EnumSet.noneOf(Metric.class)),
            Map.entry("vigil-json", EnumSet.allOf(Metric.class)),
            Map.entry("openmqttgateway", EnumSet.complementOf(EnumSet.of(Metric.HR, Metric.RR))),
            Map.entry("esphome", PERFUSION),
            Map.entry("tasmota", OXIMETER),
            Map.entry("qube-vital", EnumSet.of(Metric.SPO2, Metric.PR, Metric.PI, Metric.SBP, Metric.DBP)),
            Map.entry("mqtt-vitals", OXIMETER));

    @TempDir
    private Path folder;

    private final Ward ward = new Ward();

    /** What links deliver, by device. */
    private static final class Ward implements DevicePort {
        final Map<String, List<Reading>> readings = new ConcurrentHashMap<>();
        final Map<String, LinkReport> links = new ConcurrentHashMap<>();

        @Override
        public void frame(Frame frame, Consumer<Boolean> durable) {
            readings.computeIfAbsent(frame.device(), none -> new CopyOnWriteArrayList<>())
                    .addAll(frame.readings());
            durable.accept(true);
        }

        @Override
        public void link(LinkReport report) {
            links.put(report.device(), report);
        }

        Set<Metric> seen(String device) {
            Set<Metric> seen = EnumSet.noneOf(Metric.class);
            readings.getOrDefault(device, List.of()).stream()
                    .filter(Reading::hasValue)
                    .forEach(reading -> seen.add(reading.metric()));
            return seen;
        }
    }

    @Test
    void everyTypeIsHeardSomewhere() {
        Set<String> all = new TreeSet<>(SERIAL.keySet());
        all.addAll(MQTT.keySet());
        assertThat(all).isEqualTo(new TreeSet<>(Simulators.types()));
    }

    @Test
    void everySerialSimulatorIsReadWithTheValuesOfItsCourse() throws IOException {
        List<AutoCloseable> open = new ArrayList<>();
        List<SimulatedDevice> devices = new ArrayList<>();
        Map<String, SerialLink> links = new LinkedHashMap<>();
        try {
            for (String type : SERIAL.keySet()) {
                SimulatedLine line = SimulatedLine.serial(type(type), folder.resolve(type), COURSE, Faults.none());
                open.add(line);
                devices.add(line);
                SerialLink link =
                        SerialLink.start(type, type(type), folder.resolve(type).toString(), ward, Clock.system());
                open.add(0, link);
                links.put(type, link);
            }
            open.add(0, Metronome.start(Clock.system(), devices));
            List<CuffAnswer> answers = new CopyOnWriteArrayList<>();
            start(Objects.requireNonNull(links.get("suntech-advantage")), answers);
            start(Objects.requireNonNull(links.get("medlab-un300c")), answers);
            await().atMost(DEADLINE)
                    .untilAsserted(() ->
                            assertThat(answers).containsExactly(new CuffAnswer.Accepted(), new CuffAnswer.Accepted()));
            heard(SERIAL);
            links.forEach((type, link) -> assertThat(link.badFrames()).as(type).isZero());
        } finally {
            closeAll(open);
        }
    }

    @Test
    void faultsOfTheCableAndTheSensorAreSeenAsWhatTheyAre() throws IOException {
        Path port = folder.resolve("ox");
        Faults faults = Faults.parse(List.of("finger-out=2+3", "disconnect=8+4"));
        try (SimulatedLine line = SimulatedLine.serial(type("nonin-df2"), port, COURSE, faults);
                SerialLink link = SerialLink.start("ox", type("nonin-df2"), port.toString(), ward, Clock.system());
                Metronome beat = Metronome.start(Clock.system(), List.of(line))) {
            await().atMost(DEADLINE)
                    .until(() -> ward.readings.getOrDefault("ox", List.of()).stream()
                            .anyMatch(reading -> reading.quality() == Quality.SENSOR_OFF && !reading.hasValue()));
            await().atMost(DEADLINE)
                    .until(() -> Objects.requireNonNull(ward.links.get("ox")).state() == LinkReport.LinkState.GONE);
            await().atMost(DEADLINE)
                    .until(() -> Objects.requireNonNull(ward.links.get("ox")).state() == LinkReport.LinkState.LIVE);
            assertThat(link.losses()).isEqualTo(1);
        }
    }

    /** Not before the line is open: what is asked of a line that is not there is refused. */
    private void start(SerialLink link, List<CuffAnswer> answers) {
        await().atMost(DEADLINE).until(() -> ward.links.containsKey(link.device()));
        link.ask(CuffRequest.START, answers::add);
    }

    @Test
    void everyMqttSimulatorIsReadWithTheValuesOfItsCourse() throws Exception {
        Vertx vertx = Vertx.vertx();
        List<AutoCloseable> open = new ArrayList<>();
        Map<String, DeviceBinding> bindings = new LinkedHashMap<>();
        for (String type : MQTT.keySet()) {
            DeviceType known = type(type);
            bindings.put(
                    topic(type).replaceAll("\\+\\w+", "+"),
                    new DeviceBinding(
                            type, type, known.messageDecoder(), Set.copyOf(known.metrics()), known.silenceMillis()));
        }
        MqttEndpoint endpoint = new MqttEndpoint(
                vertx, EndpointSettings.loopback("s1", 0), bindings, Optional.empty(), ward, Clock.system());
        try {
            int port =
                    endpoint.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            List<SimulatedDevice> devices = new ArrayList<>();
            for (String type : MQTT.keySet()) {
                MqttPublisher publisher = new MqttPublisher("tcp://127.0.0.1:" + port, "sim-" + type, Clock.system());
                publisher.start();
                open.add(publisher);
                devices.add(SimulatedLine.mqtt(type(type), topic(type), publisher::publish, COURSE, Faults.none()));
            }
            open.add(0, Metronome.start(Clock.system(), devices));
            heard(MQTT);
            ward.links.forEach(
                    (type, link) -> assertThat(link.badFrames()).as(type).isZero());
            assertThat(ward.links).containsKey("gatt-intermediate-cuff");
        } finally {
            closeAll(open);
            endpoint.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static String topic(String type) {
        return type.equals("esphome") ? "chair/sensor/+object/state" : "home/" + type + "/BTtoMQTT/001122334455";
    }

    private static DeviceType type(String id) {
        return Catalogue.builtIn().type(id).orElseThrow();
    }

    private void heard(Map<String, Set<Metric>> expected) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> expected.forEach(
                        (type, metrics) -> assertThat(ward.seen(type)).as(type).isEqualTo(metrics)));
        expected.keySet()
                .forEach(type -> ward.readings.getOrDefault(type, List.of()).stream()
                        .filter(Reading::hasValue)
                        .forEach(reading -> assertThat(told(reading.metric()))
                                .as(type + ' ' + reading)
                                .contains(
                                        type.equals("viatom-o2ring") && reading.metric() == Metric.PI
                                                ? 3.0
                                                : reading.value())));
    }

    /** All values of the course, to the digits that devices give. */
    private static Set<Double> told(Metric metric) {
        Set<Double> all = new TreeSet<>();
        for (int s = 0; s < COURSE_S; s++) {
            Vitals now = COURSE.at(s * 1000L);
            List<Double> values = switch (metric) {
                case SPO2 -> List.of(now.spo2());
                case PR -> List.of(now.pr(), now.cuffPulse());
                case HR -> List.of(now.hr());
                case RR -> List.of(now.rr());
                case PI -> List.of(Math.round(now.pi() * 100) / 100.0);
                case SBP -> List.of(now.sbp());
                case DBP -> List.of(now.dbp());
                case MAP -> List.of(now.map());
            };
            all.addAll(values);
        }
        return all;
    }

    private static void closeAll(List<AutoCloseable> open) {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }
}
