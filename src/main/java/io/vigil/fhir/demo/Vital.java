package io.vigil.fhir.demo;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this receiver knows of a vital sign, from the FHIR R4 vital-signs page and not from what the sender thinks.
 *
 * @param companion LOINC code that must stand beside it, empty when it stands alone
 * @param unit UCUM code of its value; empty when its components carry the values
 */
record Vital(String companion, String unit, double lowest, double highest) {
    static final String PRESSURE_PANEL = "85354-9";
    static final String SYSTOLIC = "8480-6";
    static final String DIASTOLIC = "8462-4";

    private static final Map<String, Vital> BY_LOINC = Map.ofEntries(
            Map.entry("2708-6", new Vital("", "%", 1, 100)),
            Map.entry("59408-5", new Vital("2708-6", "%", 1, 100)),
            Map.entry("8867-4", new Vital("", "/min", 10, 350)),
            Map.entry("8889-8", new Vital("8867-4", "/min", 10, 350)),
            Map.entry("9279-1", new Vital("", "/min", 0, 100)),
            Map.entry("61006-3", new Vital("", "%", 0, 100)),
            Map.entry(PRESSURE_PANEL, new Vital("", "", 0, 0)),
            Map.entry(SYSTOLIC, new Vital("", "mm[Hg]", 20, 350)),
            Map.entry(DIASTOLIC, new Vital("", "mm[Hg]", 5, 250)),
            Map.entry("8478-0", new Vital("", "mm[Hg]", 10, 300)));

    static @Nullable Vital of(String loinc) {
        return BY_LOINC.get(loinc);
    }
}
