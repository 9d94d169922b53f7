package io.vigil.vital;

import java.util.Locale;
import java.util.Optional;

/** How far a device vouches for a value (alarms.md, Input). */
public enum Quality {
    GOOD,
    /** Low perfusion, motion or a weak signal: shown with a mark, alarmed on only where a rule accepts it. */
    QUESTIONABLE,
    /** Artefact, failed cuff reading, a sentinel or an implausible number: never shown as a value. */
    INVALID,
    SENSOR_OFF;

    /** {@code good}, {@code questionable}, {@code invalid}, {@code sensor_off}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Quality> ofWire(String wire) {
        for (Quality quality : values()) {
            if (quality.wire().equals(wire)) {
                return Optional.of(quality);
            }
        }
        return Optional.empty();
    }
}
