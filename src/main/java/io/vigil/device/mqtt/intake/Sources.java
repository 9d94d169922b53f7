package io.vigil.device.mqtt.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * Two physical devices must not become one patient. A configured device that names no source may be one oximeter and one
 * cuff behind a gateway; as soon as two oximeters, or two cuffs, have spoken as it, neither is believed until one of them
 * has been silent for long. Any thread.
 */
final class Sources {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final long STREAM_NANOS = 10 * NANOS_PER_MINUTE;

    /** Cuffs speak seldom. */
    private static final long CUFF_NANOS = 60 * NANOS_PER_MINUTE;

    private static final int MOST = 16;

    private final Map<String, Map<String, Long>> heard = new HashMap<>();

    /** @param cuff whether a cuff's values are among the readings @return false when another one has spoken lately */
    synchronized boolean alone(String device, String source, boolean cuff, long nanos) {
        long limit = cuff ? CUFF_NANOS : STREAM_NANOS;
        Map<String, Long> all = heard.computeIfAbsent(device + (cuff ? " cuff" : " stream"), lane -> new HashMap<>());
        all.values().removeIf(last -> nanos - last > limit);
        if (all.size() < MOST || all.containsKey(source)) {
            all.put(source, nanos);
        }
        return all.size() == 1 && all.containsKey(source);
    }
}
