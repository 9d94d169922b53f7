package io.vigil.ward;

import java.util.List;

/**
 * A device the configuration names.
 *
 * @param offers wire names of the metrics its type can give
 * @param link where it is heard, {@code serial /dev/…} or {@code mqtt topic}
 * @param chair where it usually stands; empty when it roams
 */
public record KnownDevice(String id, String type, String link, String chair, List<String> offers) {
    private static final String DISCOVERED = "vigil-json";
    private static final String HEARD = "mqtt, heard and not configured";

    public KnownDevice {
        offers = List.copyOf(offers);
    }

    static KnownDevice discovered(String id, List<String> offers) {
        return new KnownDevice(id, DISCOVERED, HEARD, "", offers);
    }

    boolean discovered() {
        return link.equals(HEARD);
    }
}
