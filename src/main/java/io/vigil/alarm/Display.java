package io.vigil.alarm;

import java.util.Locale;

/** How a metric's last value may be shown (alarms.md, "display"). Only LIVE and QUESTIONABLE may look current. */
public enum Display {
    /** Nothing since monitoring start. */
    NONE,
    LIVE,
    QUESTIONABLE,
    INVALID,
    /** Sensor off the patient. */
    OFF,
    /** Continuous: no message for {@code stale_s}. */
    STALE,
    /** Cuff: older than {@code aged_s}. */
    AGED,
    /** Cuff: older than {@code expire_s}; the number is gone. */
    EXPIRED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
