package io.vigil.config;

import io.vigil.config.VigilConfig.Broker;
import io.vigil.config.VigilConfig.Client;
import io.vigil.config.VigilConfig.Embedded;
import io.vigil.config.VigilConfig.Mqtt;
import io.vigil.config.VigilConfig.Tls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The section {@code mqtt}. */
final class MqttReader {
    private final Findings findings;
    private final Path folder;

    MqttReader(Findings findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
    }

    Mqtt read(Section root) {
        Mqtt bare = VigilConfig.embedded().mqtt();
        return root.section("mqtt")
                .map(section -> {
                    Mqtt mqtt = new Mqtt(
                            section.section("embedded").map(this::embedded).orElse(bare.embedded()),
                            section.sections("brokers").stream()
                                    .map(this::broker)
                                    .toList());
                    section.done();
                    return mqtt;
                })
                .orElse(bare);
    }

    private Embedded embedded(Section section) {
        Optional<Section> tls = section.section("tls");
        Optional<Path> clientAuthority = tls.flatMap(given -> file(given, "client_ca"));
        Embedded embedded = new Embedded(
                section.place(),
                section.flag("enabled", true),
                HttpReader.listen(section, "listen", Listen.MQTT, findings),
                tls.map(given -> TlsReader.read(given, folder, findings)),
                clientAuthority,
                section.sections("clients").stream().map(this::client).toList());
        if (!embedded.listen().loopback()
                && (embedded.tls().isEmpty() || embedded.clients().isEmpty())) {
            findings.add(
                    section.place("listen"),
                    embedded.listen()
                            + " can be reached from other machines; add 'tls' and 'clients', each with 'user',"
                            + " 'password' and its 'devices', or listen on 127.0.0.1");
        }
        section.done();
        return embedded;
    }

    private Client client(Section section) {
        Client client = new Client(
                section.place(),
                section.required("user", "give the name the device signs in with"),
                new Secret(section.required("password", "best as ${NAME}, from the environment")),
                section.texts("devices"));
        section.done();
        return client;
    }

    private Broker broker(Section section) {
        String id = section.required("id", "give a short name such as 'clinic'");
        References.name(id, section.place("id"), findings);
        Optional<Section> tls = section.section("tls");
        boolean trusted = section.flag("trusted_network", false);
        Broker broker = new Broker(
                section.place(),
                id,
                Urls.read(section, "url", Set.of("tcp", "ssl"), "ssl://broker.example:8883", findings),
                section.oneOf("version", "5", List.of("3.1.1", "5")),
                section.text("user"),
                section.secret("password"),
                section.text("client_id", "vigil-" + id),
                tls.flatMap(given -> file(given, "ca")),
                tls.flatMap(this::identity),
                discover(section));
        tls.ifPresent(Section::done);
        protection(section, broker, tls.isPresent(), trusted);
        section.done();
        return broker;
    }

    private Optional<Path> file(Section tls, String key) {
        Optional<Path> path = tls.text(key).map(folder::resolve);
        path.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> findings.add(tls.place(key), file + " cannot be read; give the path of a PEM file"));
        return path;
    }

    private Optional<Tls> identity(Section tls) {
        Optional<Path> certificate = file(tls, "certificate");
        Optional<Path> key = file(tls, "key");
        if (certificate.isPresent() != key.isPresent()) {
            findings.add(tls.place(), "'certificate' and 'key' go together: they are one identity");
        }
        return certificate.flatMap(given -> key.map(own -> new Tls(tls.place(), given, own)));
    }

    /** Not asked for: what Home Assistant's senders say of themselves. */
    private Set<String> discover(Section section) {
        List<String> filters = section.has("discover") ? section.texts("discover") : List.of("homeassistant/#");
        filters.stream()
                .filter(DeviceReader::badFilter)
                .forEach(filter -> findings.add(
                        section.place("discover"),
                        "'" + filter + "' is no MQTT topic filter; '+' stands for a whole level and '#' for the last"
                                + " ones"));
        return Set.copyOf(filters);
    }

    private void protection(Section section, Broker broker, boolean tls, boolean trusted) {
        URI url = broker.url();
        boolean plain = "tcp".equals(url.getScheme());
        boolean beyond = !Listen.loopback(String.valueOf(url.getHost()));
        if (plain && tls) {
            findings.add(
                    section.place("url"), "'tls' is given, but the url is plain; write ssl://" + url.getAuthority());
        } else if (plain && beyond && !trusted && section.has("url")) {
            findings.add(
                    section.place("url"),
                    url.getHost() + " is another machine: passwords and readings would travel in the clear; use ssl://,"
                            + " or say 'trusted_network: true' for a closed network");
        }
        if (beyond
                && section.has("url")
                && broker.identity().isEmpty()
                && (broker.user().isEmpty() || broker.password().isEmpty())) {
            findings.add(
                    section.place(),
                    "a broker on another machine needs 'user' and 'password', or 'tls' with 'certificate' and 'key'");
        } else if (broker.password().isPresent() && broker.user().isEmpty()) {
            findings.add(section.place("password"), "'password' is given without 'user'");
        }
    }
}
