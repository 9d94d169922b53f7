package io.vigil.config;

import io.vigil.config.VigilConfig.Broker;
import io.vigil.config.VigilConfig.Client;
import io.vigil.config.VigilConfig.Device;
import io.vigil.config.VigilConfig.Line;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can only be seen of the file as a whole: duplicates, names that lead nowhere, sections that contradict. */
final class References {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Section root;
    private final Findings findings;

    References(Section root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** A name that stands in MQTT topics and keys. */
    static void name(String id, Place at, Findings findings) {
        if (!id.isEmpty() && !NAME.matcher(id).matches()) {
            findings.add(
                    at,
                    "'" + id
                            + "' cannot be a name; use up to 40 letters, digits, '-', '_' and '.', starting with a letter or digit");
        }
    }

    VigilConfig checked(VigilConfig config) {
        once("broker id", config.mqtt().brokers(), Broker::id, Broker::place);
        once("device id", config.devices(), Device::id, Device::place);
        eachWithSource(config.devices());
        once("source", config.devices(), References::source, Device::place);
        once("chair", config.chairs(), chair -> chair, chair -> root.place("chairs"));
        config.devices().forEach(device -> leadsSomewhere(device, config));
        once("client user", config.mqtt().embedded().clients(), Client::user, Client::place);
        config.mqtt().embedded().clients().forEach(client -> knownDevices(client, config));
        config.mqtt().brokers().stream()
                .filter(broker -> broker.id().equals(DeviceReader.EMBEDDED))
                .forEach(broker -> findings.add(
                        broker.place(),
                        "'embedded' is the name of the endpoint inside Vigil; give the broker another id"));
        config.protocols()
                .filter(folder -> !Files.isDirectory(folder))
                .ifPresent(folder -> findings.add(
                        root.place("protocols"),
                        folder + " is not a folder; give one that holds protocol files (*.yaml)"));
        config.ehr()
                .filter(ehr -> config.site().simulated() && !ehr.test())
                .ifPresent(ehr -> findings.add(
                        ehr.place(),
                        "a simulated site must not feed a live EHR; say 'test: true' where the receiver is for tests"));
        return root.has("chairs") ? config : withChairsOfDevices(config);
    }

    private <T> void once(String what, List<T> all, Function<T, String> name, Function<T, Place> place) {
        Map<String, Place> seen = new HashMap<>();
        for (T one : all) {
            Place before = seen.putIfAbsent(name.apply(one), place.apply(one));
            if (before != null && !name.apply(one).isEmpty()) {
                findings.add(
                        place.apply(one),
                        what + " '" + name.apply(one) + "' is used twice; first in line " + before.line());
            }
        }
    }

    /** Two devices on one line would each take the other's readings; empty where that cannot be said. */
    private static String source(Device device) {
        Line line = device.line();
        if (line instanceof Line.SerialPort port) {
            return port.path();
        }
        if (line instanceof Line.UsbAdapter usb) {
            return "usb " + usb.vendor() + ":" + usb.product() + " " + usb.serial();
        }
        return line instanceof Line.Topic topic && !heardOn(device).isEmpty()
                ? (heardOn(device) + " " + plain(topic.source())).trim()
                : "";
    }

    /** Broker and topic; devices of a type whose usual topic has no device id in it share that. Empty where each has its own. */
    private static String heardOn(Device device) {
        boolean ownTopic = device.type().equals("vigil-json") || device.type().startsWith("gatt-");
        return device.line() instanceof Line.Topic topic
                ? topic.topic()
                        .or(() -> ownTopic ? Optional.empty() : Optional.of("of " + device.type()))
                        .map(text -> topic.broker() + " " + text)
                        .orElse("")
                : "";
    }

    /** An address counts the same with and without its colons. */
    private static String plain(String source) {
        return source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Where one device on a topic names its source, each must: else one would take what is another's. */
    private void eachWithSource(List<Device> devices) {
        Map<String, List<Device>> shared = new LinkedHashMap<>();
        devices.stream()
                .filter(device -> !heardOn(device).isEmpty())
                .forEach(device -> shared.computeIfAbsent(heardOn(device), topic -> new ArrayList<>())
                        .add(device));
        shared.values().stream()
                .filter(all -> all.size() > 1 && !all.stream().allMatch(References::sourceless))
                .flatMap(List::stream)
                .filter(References::sourceless)
                .forEach(device -> findings.add(
                        device.place(),
                        "device '" + device.id() + "' shares its topic with others; give each its 'source', such as "
                                + "the address behind the gateway"));
    }

    private static boolean sourceless(Device device) {
        return device.line() instanceof Line.Topic topic && topic.source().isEmpty();
    }

    private void knownDevices(Client client, VigilConfig config) {
        Set<String> ids = config.devices().stream().map(Device::id).collect(Collectors.toSet());
        client.devices().stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> findings.add(
                        client.place(),
                        "client '" + client.user() + "' names no device '" + id + "'" + Nearest.hint(id, ids)));
    }

    private void leadsSomewhere(Device device, VigilConfig config) {
        device.chair()
                .filter(chair -> root.has("chairs") && !config.chairs().contains(chair))
                .ifPresent(chair -> findings.add(
                        device.place(),
                        "device '" + device.id() + "' stands at chair '" + chair + "', which is not in 'chairs'"
                                + Nearest.hint(chair, config.chairs())));
        if (device.line() instanceof Line.Topic topic) {
            broker(topic, config);
        }
    }

    private void broker(Line.Topic topic, VigilConfig config) {
        Set<String> brokers = config.mqtt().brokers().stream().map(Broker::id).collect(Collectors.toSet());
        boolean embedded = topic.broker().equals(DeviceReader.EMBEDDED);
        if (embedded && !config.mqtt().embedded().enabled()) {
            findings.add(
                    topic.place(), "the embedded endpoint is switched off; name a 'broker', or enable 'mqtt.embedded'");
        } else if (!embedded && !brokers.contains(topic.broker())) {
            brokers.add(DeviceReader.EMBEDDED);
            findings.add(
                    topic.place(),
                    "no broker '" + topic.broker() + "' in 'mqtt.brokers'" + Nearest.hint(topic.broker(), brokers));
        }
    }

    private static VigilConfig withChairsOfDevices(VigilConfig config) {
        var chairs = new TreeSet<String>();
        config.devices().forEach(device -> device.chair().ifPresent(chairs::add));
        return new VigilConfig(
                config.site(),
                config.data(),
                config.http(),
                config.mqtt(),
                config.devicesFolder(),
                config.devices(),
                List.copyOf(chairs),
                config.protocols(),
                config.ehr(),
                config.webhook(),
                config.influx(),
                config.retention(),
                config.oidc());
    }
}
