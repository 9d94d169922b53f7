package io.vigil.alarm;

import java.util.Locale;

/** What the station sounds now; low priority is visual and never here. */
public enum Sound {
    NONE,
    MEDIUM,
    HIGH;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
