package io.vigil.device;

import io.vigil.device.description.Description;
import io.vigil.device.description.Place;
import io.vigil.device.description.Problem;
import io.vigil.device.description.SchemaCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The device types there are: those in the jar ({@code /devices/<id>/device.yaml}), and those of a clinic's own folder,
 * which add to them or stand in their place. A description that is wrong, or whose examples do not decode as they say,
 * is left out and told in {@link #problems}; the others go on. Immutable; any thread.
 */
public final class Catalogue {
    private final Map<String, DeviceType> types;
    private final List<Problem> problems;

    private Catalogue(Map<String, DeviceType> types, List<Problem> problems) {
        this.types = types;
        this.problems = List.copyOf(problems);
    }

    /** Read once. */
    private static final class InTheJar {
        private static final Catalogue CATALOGUE =
                new Catalogue(new TreeMap<>(), List.of()).and(DescriptionFiles.builtIn());
    }

    public static Catalogue builtIn() {
        return InTheJar.CATALOGUE;
    }

    /** @param folder with a folder for each type, or the folder of one */
    public Catalogue with(Path folder) {
        return and(DescriptionFiles.in(folder));
    }

    /** Only what a folder describes, for checking it. */
    public static Catalogue of(Path folder) {
        return new Catalogue(new TreeMap<>(), List.of()).and(DescriptionFiles.in(folder));
    }

    public Optional<DeviceType> type(String id) {
        return Optional.ofNullable(types.get(id));
    }

    /** By id. */
    public List<DeviceType> all() {
        return List.copyOf(types.values());
    }

    /** What is wrong in descriptions that were left out, as {@code FILE:LINE:COL: message}. */
    public List<Problem> problems() {
        return problems;
    }

    /** The types whose devices speak so: on such a topic, and with what their description says of the message. */
    public List<DeviceType> speaking(String topic, byte[] payload) {
        return all().stream()
                .filter(type -> type.link() instanceof MqttSettings mqtt && mqtt.covers(topic))
                .filter(type -> type.match().when().isEmpty()
                        || Json.object(payload).filter(type.match()::message).isPresent())
                .toList();
    }

    /** The types whose devices have such a USB adapter. @param vendor and {@code product} as numbers */
    public List<DeviceType> behind(int vendor, int product, String serial) {
        return all().stream()
                .filter(type -> type.match().adapter(vendor, product, serial))
                .toList();
    }

    private Catalogue and(DescriptionFiles files) {
        Map<String, DeviceType> all = new TreeMap<>(types);
        List<Problem> wrong = new ArrayList<>(problems);
        wrong.addAll(files.unreadable());
        Map<String, Place> seen = new TreeMap<>();
        for (DescriptionFiles.Source source : files.sources()) {
            Description.Outcome outcome = Description.read(source.name(), source.text());
            wrong.addAll(outcome.problems());
            List<Problem> unlike =
                    outcome.problems().isEmpty() ? SchemaCheck.problems(source.name(), source.text()) : List.of();
            wrong.addAll(unlike);
            if (!unlike.isEmpty()) {
                continue;
            }
            outcome.description().ifPresent(description -> {
                DeviceType type = type(description);
                Place before = seen.put(type.id(), description.place());
                List<Problem> failed = before == null
                        ? ExampleRun.problems(description, type)
                        : List.of(description
                                .place()
                                .problem("'" + type.id() + "' is described in " + before.file() + " too"));
                wrong.addAll(failed);
                if (failed.isEmpty()) {
                    all.put(type.id(), type);
                }
            });
        }
        return new Catalogue(all, wrong);
    }

    private static DeviceType type(Description description) {
        return new DeviceType(
                description.id(),
                description.vendor(),
                description.model(),
                description.kind(),
                description.notes(),
                description.confidence(),
                description.sources(),
                new DeviceType.FhirDevice(
                        description.fhir().code(),
                        description.fhir().display(),
                        description.fhir().manufacturer(),
                        description.fhir().deviceName()),
                link(description.link()),
                description.metrics(),
                description.silenceSeconds() * 1000L,
                description.match(),
                description.freshness(),
                description.source(),
                description.talk(),
                description.language());
    }

    private static LinkSettings link(Description.Link link) {
        if (link instanceof Description.Serial serial) {
            return new SerialSettings(
                    serial.baud(),
                    serial.dataBits(),
                    SerialSettings.Parity.valueOf(serial.parity().toUpperCase(Locale.ROOT)),
                    serial.stopBits(),
                    SerialSettings.Flow.valueOf(serial.flow().toUpperCase(Locale.ROOT)),
                    serial.dtr(),
                    serial.rts(),
                    serial.readTimeoutMillis(),
                    serial.retryMillis());
        }
        Description.Mqtt mqtt = (Description.Mqtt) link;
        return new MqttSettings(mqtt.topic(), mqtt.qos());
    }
}
