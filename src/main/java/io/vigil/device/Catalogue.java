package io.vigil.device;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The device types there are, from {@code /devices/<id>/device.yaml} in the jar. Immutable; any thread. */
public final class Catalogue {
    private static final List<String> BUILT_IN = List.of(
            "nonin-df8",
            "masimo-ascii1",
            "gatt-blood-pressure",
            "vigil-json",
            "nonin-df2",
            "nonin-df7",
            "nonin-df13",
            "contec-v7",
            "contec-5byte",
            "suntech-advantage",
            "ivy-450c",
            "viatom-o2ring",
            "gatt-heart-rate",
            "gatt-plx-continuous",
            "gatt-plx-spot",
            "gatt-intermediate-cuff");

    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(LinkSettings.class, OneKey.class)
            .build();

    private final Map<String, DeviceType> types;

    private Catalogue(Map<String, DeviceType> types) {
        this.types = types;
    }

    public static Catalogue builtIn() {
        Map<String, DeviceType> types = new LinkedHashMap<>();
        for (String id : BUILT_IN) {
            types.put(id, load(id));
        }
        return new Catalogue(types);
    }

    public Optional<DeviceType> type(String id) {
        return Optional.ofNullable(types.get(id));
    }

    public List<DeviceType> all() {
        return List.copyOf(types.values());
    }

    private static DeviceType load(String id) {
        String path = "/devices/" + id + "/device.yaml";
        try (InputStream in = Catalogue.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + path);
            }
            return YAML.readValue(in, Description.class).type();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private record Description(
            String id,
            String vendor,
            String model,
            String kind,
            String notes,
            String confidence,
            List<String> sources,
            DeviceType.FhirDevice fhir,
            LinkSettings link,
            List<String> metrics,
            int silenceS) {
        DeviceType type() {
            List<Metric> offered =
                    metrics.stream().map(m -> Metric.ofWire(m).orElseThrow()).toList();
            return new DeviceType(
                    id, vendor, model, kind, notes, confidence, sources, fhir, link, offered, silenceS * 1000L);
        }
    }

    /** {@code link} has one key, {@code serial} or {@code mqtt}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SerialSettings.class, name = "serial"),
        @JsonSubTypes.Type(value = MqttSettings.class, name = "mqtt")
    })
    private interface OneKey {}
}
