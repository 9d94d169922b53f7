package io.vigil.device.mqtt.intake;

import io.vigil.device.mqtt.message.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Gives messages without a time of their own a stamp by which the ward knows a redelivery. A payload's hash alone would
 * make two equal readings one (97 % twice in a row is common), so a first delivery is marked with its arrival too, and a
 * delivery flagged DUP gets the stamp its packet id and payload had before. A DUP whose first delivery this process
 * never saw is stamped by packet id and payload only, equal for its further redeliveries. Bounded; any thread.
 */
public final class Stamps {
    private static final int REMEMBERED = 2_000;

    private final Map<String, String> given = new LinkedHashMap<>();

    synchronized String of(Incoming message, long arrivedMillis) {
        if (message.qos() == 0) {
            return "";
        }
        String key = "mqtt-" + message.packetId() + "-" + hash(message);
        if (message.dup()) {
            return given.getOrDefault(key, key);
        }
        String stamp = key + "-" + arrivedMillis;
        given.remove(key);
        given.put(key, stamp);
        if (given.size() > REMEMBERED) {
            given.remove(given.keySet().iterator().next());
        }
        return stamp;
    }

    /** What {@link #of} gave for the same delivery, for its further samples. */
    synchronized String again(Incoming message) {
        String key = "mqtt-" + message.packetId() + "-" + hash(message);
        return message.qos() == 0 ? "" : given.getOrDefault(key, key);
    }

    public static String hash(Incoming message) {
        CRC32C sum = new CRC32C();
        sum.update(message.topic().getBytes(StandardCharsets.UTF_8));
        sum.update(message.payload());
        return Long.toHexString(sum.getValue());
    }
}
