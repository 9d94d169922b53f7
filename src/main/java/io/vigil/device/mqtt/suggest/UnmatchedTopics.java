package io.vigil.device.mqtt.suggest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last topics nobody is configured for: a device with a mistyped topic must be found, not wondered about. Any thread. */
public final class UnmatchedTopics {
    private static final Logger LOG = LoggerFactory.getLogger(UnmatchedTopics.class);
    private static final int KEPT = 50;
    private static final int WHOLE_BYTES = 4096;

    /** Topics told to the log: a stranger must not fill it. */
    private static final int TOLD = 100;

    private static final int SAMPLE_BYTES = 256;

    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private long count;
    private int told;

    /**
     * @param client who published last, as it calls itself; text of a stranger
     * @param sample the first 256 bytes of the last payload, made printable
     * @param payload the last one whole, to find out what could read it; empty beyond 4 KiB. Not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Seen(String topic, String client, String sample, byte[] payload, long messages, long lastMillis) {}

    public synchronized void add(String topic, String client, byte[] payload, long atMillis) {
        count++;
        Seen before = seen.remove(topic);
        long messages = before == null ? 1 : before.messages() + 1;
        byte[] kept = payload.length <= WHOLE_BYTES ? payload.clone() : new byte[0];
        seen.put(topic, new Seen(topic, client, sample(payload), kept, messages, atMillis));
        if (before == null && told++ < TOLD) {
            LOG.warn(
                    "nobody is configured for the MQTT topic {} ({}); see the suggestions on the devices page",
                    printable(topic),
                    printable(client));
        }
        if (seen.size() > KEPT) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** Printable ASCII as it is, everything else as {@code .}: it will stand on a page and in a log. */
    private static String sample(byte[] payload) {
        int length = Math.min(payload.length, SAMPLE_BYTES);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = (char) (payload[i] & 0xFF);
            text.append(c >= ' ' && c <= '~' ? c : '.');
        }
        return text.toString();
    }

    private static String printable(String text) {
        return sample(text.getBytes(StandardCharsets.UTF_8));
    }

    /** At most 50, the last one last. */
    public synchronized List<Seen> topics() {
        return List.copyOf(seen.values());
    }

    /** Messages on unknown topics since the start, also those no longer listed. */
    public synchronized long count() {
        return count;
    }
}
