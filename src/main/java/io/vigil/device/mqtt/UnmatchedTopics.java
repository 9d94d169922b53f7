package io.vigil.device.mqtt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last topics nobody is configured for: a device with a mistyped topic must be found, not wondered about. Any thread. */
public final class UnmatchedTopics {
    private static final int KEPT = 20;
    private static final int SAMPLE_BYTES = 256;

    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private long count;

    /**
     * @param client who published last, as it calls itself; text of a stranger
     * @param sample the first 256 bytes of the last payload, made printable
     */
    public record Seen(String topic, String client, String sample, long messages, long lastMillis) {}

    synchronized void add(String topic, String client, byte[] payload, long atMillis) {
        count++;
        Seen before = seen.remove(topic);
        long messages = before == null ? 1 : before.messages() + 1;
        seen.put(topic, new Seen(topic, client, sample(payload), messages, atMillis));
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

    /** At most 20, the last one last. */
    public synchronized List<Seen> topics() {
        return List.copyOf(seen.values());
    }

    /** Messages on unknown topics since the start, also those no longer listed. */
    public synchronized long count() {
        return count;
    }
}
