package io.vigil.device.gatt;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.device.Decoded;
import io.vigil.device.Json;
import io.vigil.device.MessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A characteristic as gateways forward it: hex text, the raw bytes, base64, or OpenMQTTGateway's reply to a read. */
final class GattMessages implements MessageDecoder {
    private static final int LONGEST = 4096;
    private static final int RESERVED = 0xE0;

    private final String uuid;
    private final Characteristic characteristic;

    /** @param uuid four hex digits, lower case */
    GattMessages(String uuid, Characteristic characteristic) {
        this.uuid = uuid;
        this.characteristic = characteristic;
    }

    @Override
    public List<Decoded> decode(String topic, byte[] payload) {
        if (payload.length > LONGEST) {
            return rejected(payload, "too long");
        }
        if (payload.length > 0 && (payload[0] & RESERVED) == 0 && characteristic.excess(payload) == 0) {
            return List.of(characteristic.read(payload));
        }
        String text = new String(payload, StandardCharsets.ISO_8859_1).trim();
        if (text.startsWith("{")) {
            return Json.object(payload)
                    .map(envelope -> enveloped(envelope, payload))
                    .orElseGet(() -> rejected(payload, "garbled"));
        }
        return bytes(text).map(this::read).orElseGet(() -> rejected(payload, "garbled"));
    }

    /** The gateway publishes advertisements on the same topic: they are no readings and no faults. */
    private List<Decoded> enveloped(JsonNode envelope, byte[] payload) {
        String given = envelope.path("characteristic").asText("").toLowerCase(Locale.ROOT);
        if (!given.equals(uuid) && !given.startsWith("0000" + uuid + "-")) {
            return List.of();
        }
        if (!envelope.path("success").asBoolean(true)) {
            return rejected(payload, "the gateway could not read the device");
        }
        return hex(envelope.path("read").asText("")).map(this::read).orElseGet(() -> rejected(payload, "garbled"));
    }

    private List<Decoded> read(byte[] bytes) {
        if (bytes.length == 0 || (bytes[0] & RESERVED) != 0) {
            return rejected(bytes, "not a " + uuid);
        }
        int excess = characteristic.excess(bytes);
        if (excess != 0) {
            return rejected(bytes, excess < 0 ? "truncated" : "length");
        }
        return List.of(characteristic.read(bytes));
    }

    /** What can be hex is hex. Base64 that looks so begins with a letter, hence with reserved flags, and is refused. */
    private static Optional<byte[]> bytes(String text) {
        Optional<byte[]> hex = hex(text);
        if (hex.isPresent()) {
            return hex;
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
