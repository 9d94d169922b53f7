package io.vigil.alarm;

import java.util.Locale;

/** IEC 60601-1-8 alarm priority, least urgent first so that {@code compareTo} orders by urgency. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
