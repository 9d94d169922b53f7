package io.vigil.ward;

import java.util.List;

/**
 * A device the configuration names.
 *
 * @param offers wire names of the metrics its type always gives; empty for one that may give any
 * @param link where it is heard, {@code serial /dev/…} or {@code mqtt topic}
 * @param chair where it usually stands; empty when it roams
 */
public record KnownDevice(String id, String type, String link, String chair, List<String> offers) {
    public KnownDevice {
        offers = List.copyOf(offers);
    }

    static KnownDevice discovered(String id) {
        return new KnownDevice(id, "vigil-json", "mqtt, heard and not configured", "", List.of());
    }
}
