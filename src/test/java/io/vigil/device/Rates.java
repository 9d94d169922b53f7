package io.vigil.device;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How many frames, lines or messages a second one device of each type sends at most: as its protocol says, and where it
 * speaks only when asked or when something happened, as often as it is asked or could.
 */
public final class Rates {
    private static final Map<String, Double> A_SECOND = Map.ofEntries(
            Map.entry("nonin-df2", 3.0), // packets of 25 frames
            Map.entry("nonin-df7", 3.0),
            Map.entry("nonin-df8", 1.0),
            Map.entry("nonin-df13", 1.0), // a spot check; in truth some a minute
            Map.entry("nonin-ascii", 1.0),
            Map.entry("masimo-ascii1", 1.0),
            Map.entry("contec-v7", 60.0),
            Map.entry("contec-5byte", 60.0),
            Map.entry("nellcor-ascii", 0.5),
            Map.entry("suntech-advantage", 2.0), // as often as it is asked while the cuff is at work
            Map.entry("medlab-un300c", 2.0),
            Map.entry("ivy-450c", 1.0),
            Map.entry("datascope-accutorr", 0.5),
            Map.entry("viatom-o2ring", 1.0),
            Map.entry("gatt-heart-rate", 1.0),
            Map.entry("gatt-plx-continuous", 1.0),
            Map.entry("gatt-plx-spot", 1.0),
            Map.entry("gatt-blood-pressure", 1.0),
            Map.entry("gatt-intermediate-cuff", 2.0),
            Map.entry("vigil-json", 1.0),
            Map.entry("openmqttgateway", 1.0),
            Map.entry("esphome", 3.0), // three sensors of one node
            Map.entry("tasmota", 1.0), // in truth one each ten seconds at most
            Map.entry("qube-vital", 1.0),
            Map.entry("mqtt-vitals", 1.0));

    private Rates() {}

    public static double aSecond(String type) {
        return Objects.requireNonNull(A_SECOND.get(type), type);
    }

    static Set<String> types() {
        return A_SECOND.keySet();
    }
}
