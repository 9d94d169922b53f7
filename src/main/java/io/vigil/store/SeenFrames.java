package io.vigil.store;

import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The last frames of each device, by which a redelivery is known. Only what is the same in stamp, time and every
 * reading is one: a rolling sequence number alone comes again. Writer thread only.
 */
final class SeenFrames {
    private static final int PER_DEVICE = 256;
    private static final char SEPARATOR = '\n';

    private record Print(long measuredMillis, String stamp, List<Reading> readings) {}

    private record Fresh(String from, Print print) {}

    private final Map<String, LinkedHashSet<Print>> seen = new HashMap<>();
    private final List<Fresh> fresh = new ArrayList<>();

    /**
     * @param wearer the session, empty for a frame nobody wears
     * @return false when it was seen before; a frame without a stamp never was
     */
    boolean first(String wearer, String device, long measuredMillis, String stamp, List<Reading> readings) {
        if (stamp.isEmpty()) {
            return true;
        }
        var print = new Print(measuredMillis, stamp, readings);
        String from = wearer + SEPARATOR + device;
        boolean first = seen.computeIfAbsent(from, d -> new LinkedHashSet<>()).add(print);
        if (first) {
            fresh.add(new Fresh(from, print));
        }
        return first;
    }

    void forget(String wearer) {
        seen.keySet().removeIf(from -> from.startsWith(wearer + SEPARATOR));
    }

    void committed() {
        for (Fresh one : fresh) {
            LinkedHashSet<Print> prints = seen.getOrDefault(one.from, new LinkedHashSet<>());
            while (prints.size() > PER_DEVICE) {
                prints.remove(prints.iterator().next());
            }
        }
        fresh.clear();
    }

    void discarded() {
        for (Fresh one : fresh) {
            seen.getOrDefault(one.from, new LinkedHashSet<>()).remove(one.print);
        }
        fresh.clear();
    }
}
