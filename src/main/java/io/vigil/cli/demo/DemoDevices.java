package io.vigil.cli.demo;

import io.vigil.config.Place;
import io.vigil.config.VigilConfig.Device;
import io.vigil.config.VigilConfig.Line;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.device.mqtt.endpoint.SimulatedBroker;
import io.vigil.device.sim.Faults;
import io.vigil.device.sim.GattCuffSimulator;
import io.vigil.device.sim.Metronome;
import io.vigil.device.sim.PseudoTerminal;
import io.vigil.device.sim.Script;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.device.sim.Setting;
import io.vigil.device.sim.SimulatedDevice;
import io.vigil.device.sim.Simulators;
import io.vigil.device.sim.VigilJsonSimulator;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The simulated devices of every chair. What they write goes through a real pseudo-terminal or a TCP connection; from
 * there on everything is the product. One thread.
 */
final class DemoDevices implements AutoCloseable {
    static final String MONITOR_BROKER = "monitor";

    private static final String SPARE = "masimo-ascii1";
    private static final Place PLACE = Place.top("(demo)");
    private static final Set<Metric> OXIMETER = Set.of(Metric.SPO2, Metric.PR, Metric.PI);
    private static final Set<Metric> CHARTED = Set.of(Metric.HR, Metric.RR);
    private static final Set<Metric> MONITOR =
            Set.of(Metric.SPO2, Metric.PR, Metric.PI, Metric.SBP, Metric.DBP, Metric.MAP);

    private final String site;
    private final Clock clock;
    private final Map<String, PseudoTerminal> terminals = new HashMap<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<DemoChair> chairs = new ArrayList<>();
    private final List<MqttPublisher> publishers = new ArrayList<>();
    private final PseudoTerminal spare = PseudoTerminal.open();
    private Optional<Metronome> metronome = Optional.empty();

    /** A port that no configured device has, with an oximeter behind it for whoever tries who answers. */
    String sparePort() {
        return spare.path();
    }

    /** Opens the pseudo-terminals. @param charted tells of a chair whether a chart without an oximeter drives it */
    DemoDevices(String site, Clock clock, int count, IntFunction<Boolean> charted) throws IOException {
        this.site = site;
        this.clock = clock;
        for (int chair = 1; chair <= count; chair++) {
            DemoKind kind = charted.apply(chair) ? DemoKind.BRIDGE : DemoKind.of(chair);
            List<String> ids = new ArrayList<>();
            for (String type : kind.types()) {
                String id = (type.equals("gatt-blood-pressure") ? "cuff-" : "ox-") + chair;
                ids.add(id);
                devices.add(new Device(PLACE, id, type, Optional.of("" + chair), line(kind, id, type)));
            }
            chairs.add(new DemoChair("" + chair, DemoPatients.patient(chair), ids));
        }
    }

    private Line line(DemoKind kind, String id, String type) throws IOException {
        if (kind.serial() && !type.equals("gatt-blood-pressure")) {
            PseudoTerminal terminal = PseudoTerminal.open();
            terminals.put(id, terminal);
            return new Line.SerialPort(PLACE, terminal.path());
        }
        String broker = kind == DemoKind.MONITOR ? MONITOR_BROKER : "embedded";
        return new Line.Topic(PLACE, broker, Optional.empty());
    }

    List<Device> devices() {
        return devices;
    }

    List<DemoChair> chairs() {
        return chairs;
    }

    /** @param courses by chair, from 1 */
    void start(int mqttPort, SimulatedBroker monitor, IntFunction<Script> courses, IntFunction<Boolean> charted) {
        List<SimulatedDevice> all = new ArrayList<>();
        for (Device device : devices) {
            int chair = Integer.parseInt(device.chair().orElseThrow());
            all.add(simulated(device, courses.apply(chair), charted.apply(chair), mqttPort, monitor));
        }
        all.add(Simulators.of(SPARE, setting(new ScriptedCourse(1), spare)).orElseThrow());
        metronome = Optional.of(Metronome.start(clock, all));
    }

    private SimulatedDevice simulated(
            Device device, Script course, boolean charted, int mqttPort, SimulatedBroker monitor) {
        LocalDateTime now = now();
        PseudoTerminal terminal = terminals.get(device.id());
        if (terminal != null) {
            return Simulators.of(device.type(), setting(course, terminal)).orElseThrow();
        }
        Consumer<byte[]> wire = wire(device, mqttPort, monitor);
        if (device.type().equals("gatt-blood-pressure")) {
            return new GattCuffSimulator(
                    course, bytes -> wire.accept(utf8(HexFormat.of().formatHex(bytes))), now);
        }
        boolean own =
                device.line() instanceof Line.Topic topic && topic.broker().equals(MONITOR_BROKER);
        Set<Metric> metrics = charted ? CHARTED : own ? MONITOR : OXIMETER;
        return new VigilJsonSimulator(course, metrics, message -> wire.accept(utf8(message)));
    }

    private Setting setting(Script course, PseudoTerminal terminal) {
        return new Setting(course, Faults.none(), terminal::write, (topic, payload) -> {}, now());
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(clock.wallMillis()), ZoneId.systemDefault());
    }

    private Consumer<byte[]> wire(Device device, int mqttPort, SimulatedBroker monitor) {
        String topic = "vigil/" + site + "/" + device.id()
                + (device.type().equals("gatt-blood-pressure") ? "/2a35" : "/reading");
        if (device.line() instanceof Line.Topic line && line.broker().equals(MONITOR_BROKER)) {
            return payload -> monitor.publish(topic, payload);
        }
        MqttPublisher publisher = new MqttPublisher("tcp://127.0.0.1:" + mqttPort, "sim-" + device.id(), clock);
        publisher.start();
        publishers.add(publisher);
        return payload -> publisher.publish(topic, payload);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        metronome.ifPresent(Metronome::close);
        publishers.forEach(MqttPublisher::close);
        terminals.values().forEach(PseudoTerminal::close);
        spare.close();
    }
}
