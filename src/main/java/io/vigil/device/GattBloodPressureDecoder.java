package io.vigil.device;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Blood Pressure Measurement (2A35) as gateways forward it: hex text, the raw bytes, base64, or OpenMQTTGateway's
 * envelope with {@code read} in hex. Flags are below 32, so the first character tells which: {@code 0} or {@code 1} is
 * hex, {@code A} to {@code H} base64, a control character the bytes themselves.
 */
final class GattBloodPressureDecoder implements MessageDecoder {
    private static final int LONGEST = 4096;

    @Override
    public List<Decoded> decode(String topic, byte[] payload) {
        if (payload.length > LONGEST) {
            return rejected(payload, "too long");
        }
        if (payload.length > 0
                && (payload[0] & 0xE0) == 0
                && GattBloodPressure.lengthFor(payload[0]) == payload.length) {
            return List.of(GattBloodPressure.decode(payload));
        }
        String text = new String(payload, StandardCharsets.ISO_8859_1).trim();
        if (text.startsWith("{")) {
            return Json.object(payload)
                    .map(envelope -> enveloped(envelope, payload))
                    .orElseGet(() -> rejected(payload, "garbled"));
        }
        return bytes(text)
                .map(bytes -> List.of(GattBloodPressure.decode(bytes)))
                .orElseGet(() -> rejected(payload, "garbled"));
    }

    /** The gateway publishes advertisements on the same topic: they are no readings and no faults. */
    private static List<Decoded> enveloped(JsonNode envelope, byte[] payload) {
        String characteristic = envelope.path("characteristic").asText("").toLowerCase(Locale.ROOT);
        if (!characteristic.equals("2a35") && !characteristic.startsWith("00002a35-")) {
            return List.of();
        }
        if (!envelope.path("success").asBoolean(true)) {
            return rejected(payload, "the gateway could not read the cuff");
        }
        return hex(envelope.path("read").asText(""))
                .map(bytes -> List.of(GattBloodPressure.decode(bytes)))
                .orElseGet(() -> rejected(payload, "garbled"));
    }

    private static Optional<byte[]> bytes(String text) {
        if (text.startsWith("0") || text.startsWith("1")) {
            return hex(text);
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text.replaceAll("[\\s:-]", "")));
        } catch (IllegalArgumentException odd) {
            return Optional.empty();
        }
    }

    private static List<Decoded> rejected(byte[] payload, String reason) {
        return List.of(new Decoded.Rejected(0, payload.length, reason));
    }
}
