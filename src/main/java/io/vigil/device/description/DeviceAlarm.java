package io.vigil.device.description;

import java.util.Locale;

/**
 * An alarm of the device itself, as it tells it. Vigil's own rules do not depend on it.
 *
 * @param name the device's own, such as {@code spo2-low}
 */
public record DeviceAlarm(String name, Priority priority, State state) {
    /** IEC 60601-1-8. */
    public enum Priority {
        LOW,
        MEDIUM,
        HIGH;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** INACTIVE: the condition is told, but the device does not signal it now. */
    public enum State {
        ACTIVE,
        SILENCED,
        INACTIVE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
