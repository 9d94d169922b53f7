package io.vigil.cli.service;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vigil.cli.service.TlsSockets.Identity;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Line;
import io.vigil.device.Catalogue;
import io.vigil.device.CuffPort;
import io.vigil.device.DevicePort;
import io.vigil.device.DeviceType;
import io.vigil.device.LineTrace;
import io.vigil.device.MqttSettings;
import io.vigil.device.SerialSettings;
import io.vigil.device.description.SourceRule;
import io.vigil.device.mqtt.OutboundTopics;
import io.vigil.device.mqtt.broker.BrokerSettings;
import io.vigil.device.mqtt.broker.MqttLink;
import io.vigil.device.mqtt.broker.PahoLink;
import io.vigil.device.mqtt.endpoint.EndpointSettings;
import io.vigil.device.mqtt.endpoint.MqttEndpoint;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.device.serial.SerialLink;
import io.vigil.device.serial.UsbAdapter;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.ward.KnownDevice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configured devices and the lines they are heard on. Start and stop from the composition root. */
final class DeviceLines implements AutoCloseable {
    /** What {@code broker} of a device says for the endpoint inside the service. */
    private static final String EMBEDDED = "embedded";

    private static final byte[] ONLINE = "online".getBytes(StandardCharsets.UTF_8);

    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final VigilConfig config;
    private final Catalogue catalogue;
    private final Clock clock;
    private final List<SerialLink> serial = new ArrayList<>();
    private final List<MqttLink> links = new ArrayList<>();
    private final List<MqttEndpoint> endpoints = new ArrayList<>();
    private OutboundTopics topics = new OutboundTopics(List.of(), List.of());
    private int mqttPort;

    DeviceLines(VigilConfig config, Catalogue catalogue, Clock clock) {
        this.config = config;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Map<String, KnownDevice> known() {
        Map<String, KnownDevice> known = new LinkedHashMap<>();
        for (VigilConfig.Device device : config.devices()) {
            List<String> offers = offers(type(device));
            known.put(
                    device.id(),
                    new KnownDevice(
                            device.id(),
                            device.type(),
                            where(device),
                            device.chair().orElse(""),
                            offers));
        }
        return known;
    }

    /**
     * What a device is expected to give from the moment it is worn. A serial device gives what its type gives, a cuff its
     * pressures; what a sender of messages gives differs from one to the next, and it is expected once it has given it.
     */
    private static List<String> offers(DeviceType type) {
        boolean cuff = type.metrics().stream().allMatch(metric -> !metric.continuous() || metric == Metric.PR);
        return type.metrics().stream()
                .filter(metric -> type.stream() || cuff)
                .filter(metric -> !cuff || !metric.continuous())
                .map(Metric::wire)
                .toList();
    }

    private DeviceType type(VigilConfig.Device device) {
        return catalogue
                .type(device.type())
                .orElseThrow(() -> new IllegalStateException("checked configuration with type " + device.type()));
    }

    /** @param baud 0: as the description says */
    private static DeviceType at(DeviceType type, int baud) {
        return baud > 0 && type.link() instanceof SerialSettings settings ? type.with(settings.withBaud(baud)) : type;
    }

    private String where(VigilConfig.Device device) {
        if (device.line() instanceof Line.SerialPort port) {
            return "serial " + port.path();
        }
        if (device.line() instanceof Line.UsbAdapter line) {
            return "usb " + adapter(line);
        }
        return device.line() instanceof Line.Topic topic ? "mqtt " + topic(device, topic) : "";
    }

    /** @throws IllegalStateException with the reason and the mend when an address cannot be had */
    void start(Vertx vertx, DevicePort port) {
        if (config.mqtt().embedded().enabled()) {
            VigilConfig.Embedded embedded = config.mqtt().embedded();
            MqttEndpoint endpoint = new MqttEndpoint(
                    vertx,
                    settings(embedded),
                    bindings(EMBEDDED),
                    embedded.listen().loopback() ? this::discovered : topic -> Optional.empty(),
                    embedded.clients().isEmpty() ? Optional.empty() : Optional.of(new Clients(embedded.clients())),
                    port,
                    clock);
            mqttPort = Waiting.on(
                    endpoint.start(),
                    "MQTT cannot listen on " + config.mqtt().embedded().listen()
                            + "; choose another address in mqtt.embedded.listen");
            endpoints.add(endpoint);
            new OutboundTopics(List.of(endpoint), List.of())
                    .publish("vigil/" + config.site().id() + "/status", ONLINE, true, 1);
        }
        config.mqtt().brokers().forEach(broker -> links.add(link(broker, port)));
        topics = new OutboundTopics(endpoints, links);
        links.forEach(MqttLink::start);
        for (VigilConfig.Device device : config.devices()) {
            if (device.line() instanceof Line.SerialPort line) {
                serial.add(SerialLink.start(device.id(), at(type(device), line.baud()), line.path(), port, clock));
            } else if (device.line() instanceof Line.UsbAdapter line) {
                serial.add(SerialLink.start(device.id(), at(type(device), line.baud()), adapter(line), port, clock));
            }
        }
    }

    private EndpointSettings settings(VigilConfig.Embedded embedded) {
        EndpointSettings settings = EndpointSettings.of(
                config.site().id(),
                embedded.listen().host(),
                embedded.listen().port(),
                embedded.tls()
                        .map(pem -> new PemKeyCertOptions()
                                .addCertPath(pem.certificate().toString())
                                .addKeyPath(pem.key().toString()))
                        .orElse(null));
        return embedded.clientAuthority()
                .map(pem -> settings.trusting(new PemTrustOptions().addCertPath(pem.toString())))
                .orElse(settings);
    }

    /** What came for a device, and what was amiss; empty while nothing has. */
    Optional<LineTrace> trace(String device) {
        return Stream.of(
                        serial.stream()
                                .filter(line -> line.device().equals(device))
                                .map(SerialLink::trace),
                        endpoints.stream().flatMap(endpoint -> endpoint.trace(device).stream()),
                        links.stream().flatMap(link -> link.trace(device).stream()))
                .flatMap(traces -> traces)
                .findFirst();
    }

    /** Topics that belong to no device, of every broker and of the endpoint; the last one last. */
    List<UnmatchedTopics.Seen> unmatched() {
        return Stream.concat(
                        endpoints.stream().map(MqttEndpoint::unmatched),
                        links.stream().map(MqttLink::unmatched))
                .flatMap(each -> each.topics().stream())
                .sorted(Comparator.comparingLong(UnmatchedTopics.Seen::lastMillis))
                .toList();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    private static UsbAdapter adapter(Line.UsbAdapter line) {
        return new UsbAdapter(line.vendor(), line.product(), line.serial());
    }

    private Map<String, DeviceBinding> bindings(String broker) {
        Map<String, DeviceBinding> bindings = new LinkedHashMap<>();
        for (VigilConfig.Device device : config.devices()) {
            if (device.line() instanceof Line.Topic topic && topic.broker().equals(broker)) {
                bindings.merge(topic(device, topic), binding(device, topic), DeviceBinding::and);
            }
        }
        return bindings;
    }

    private DeviceBinding binding(VigilConfig.Device device, Line.Topic topic) {
        DeviceType type = type(device);
        return new DeviceBinding(
                        device.id(),
                        type.id(),
                        type.newMessageDecoder(),
                        Set.copyOf(type.metrics()),
                        type.silenceMillis(),
                        topic.availability().orElseGet(() -> type.availabilityTopic(topic(device, topic))))
                .speakingAs(type.messageSource(), SourceRule.plain(topic.source()))
                .at(device.chair().orElse(""))
                .dated(type.freshness());
    }

    /**
     * On loopback a device needs no configuration if it publishes as {@code vigil/<site>/<device>/reading}, or a cuff as
     * {@code …/2a35}: it is heard, and a nurse can bind it.
     */
    private Optional<DeviceBinding> discovered(String topic) {
        String[] levels = topic.split("/", -1);
        boolean own = levels.length == 4
                && levels[0].equals("vigil")
                && levels[1].equals(config.site().id());
        if (!own || !DEVICE_ID.matcher(levels[2]).matches()) {
            return Optional.empty();
        }
        Optional<DeviceType> type = switch (levels[3]) {
            case "reading" -> catalogue.type("vigil-json");
            case "2a35" -> catalogue.type("gatt-blood-pressure");
            default -> Optional.empty();
        };
        return type.map(found -> new DeviceBinding(
                levels[2], found.id(), found.messageDecoder(), Set.copyOf(found.metrics()), found.silenceMillis()));
    }

    private String topic(VigilConfig.Device device, Line.Topic topic) {
        String own = "vigil/" + config.site().id() + "/" + device.id() + "/";
        return topic.topic().orElseGet(() -> switch (device.type()) {
            case "vigil-json" -> own + "reading";
            case "gatt-blood-pressure" -> own + "2a35";
            case "gatt-intermediate-cuff" -> own + "2a36";
            case "gatt-heart-rate" -> own + "2a37";
            case "gatt-plx-spot" -> own + "2a5e";
            case "gatt-plx-continuous" -> own + "2a5f";
            default -> filter(type(device));
        });
    }

    /** The topics such devices usually publish on: {@code +name} of a description is a plain {@code +}. */
    private static String filter(DeviceType type) {
        return type.link() instanceof MqttSettings mqtt ? mqtt.topic().replaceAll("\\+\\w+", "+") : type.id();
    }

    private MqttLink link(VigilConfig.Broker broker, DevicePort port) {
        BrokerSettings settings = BrokerSettings.of(
                        broker.id(),
                        broker.url().toString(),
                        broker.clientId(),
                        config.site().id())
                .withCredentials(
                        broker.user().orElse(""),
                        broker.password().map(secret -> secret.reveal()).orElse(""),
                        broker.authority().isPresent() || broker.identity().isPresent()
                                ? TlsSockets.of(
                                        broker.authority(),
                                        broker.identity().map(own -> new Identity(own.certificate(), own.key())))
                                : null)
                .discovering(broker.discover());
        return broker.version().equals("5")
                ? PahoLink.v5(settings, bindings(broker.id()), port, clock)
                : PahoLink.v3(settings, bindings(broker.id()), port, clock);
    }

    /** Cuffs on serial lines; a device that only sends messages cannot be asked. */
    CuffPort cuffs() {
        Map<String, SerialLink> lines = new LinkedHashMap<>();
        serial.forEach(line -> lines.put(line.device(), line));
        return new SerialCuffs(lines);
    }

    OutboundTopics topics() {
        return topics;
    }

    /** 0 without the embedded endpoint. */
    int mqttPort() {
        return mqttPort;
    }

    List<SerialLink> serial() {
        return serial;
    }

    List<MqttLink> links() {
        return links;
    }

    List<MqttEndpoint> endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        serial.forEach(SerialLink::close);
        links.forEach(MqttLink::close);
        endpoints.forEach(endpoint -> Waiting.on(endpoint.stop(), "MQTT endpoint"));
    }
}
