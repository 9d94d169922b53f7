package io.vigil.device.mqtt;

import io.vigil.device.Decoded;
import io.vigil.device.MessageDecoder;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Devices of these tests: a payload {@code 97} is SpO2 97 %, {@code 97@2026-05-04T10:15:30Z} has a time of its own. */
public final class Bindings {
    public static final MessageDecoder NUMBER = (topic, payload) -> {
        String[] parts = new String(payload, StandardCharsets.UTF_8).split("@", 2);
        String time = parts.length > 1 ? parts[1] : "";
        try {
            Reading reading = Reading.of(Metric.SPO2, Double.parseDouble(parts[0]), Quality.GOOD);
            return List.of(new Decoded.Sample(1, 0, List.of(reading), time, time, false));
        } catch (NumberFormatException garbled) {
            return List.of(new Decoded.Rejected(0, payload.length, "garbled"));
        }
    };

    private Bindings() {}

    public static DeviceBinding binding(String device) {
        return new DeviceBinding(device, "number", NUMBER, Set.of(), 10_000, "vigil/s1/" + device + "/lwt");
    }

    public static Map<String, DeviceBinding> of(String... devices) {
        Map<String, DeviceBinding> all = new LinkedHashMap<>();
        for (String device : devices) {
            all.put("vigil/s1/" + device + "/reading", binding(device));
        }
        return all;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
