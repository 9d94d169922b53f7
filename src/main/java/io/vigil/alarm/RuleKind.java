package io.vigil.alarm;

import java.util.Locale;
import java.util.Optional;

/** The kinds of rule of alarms.md, "Rules". */
public enum RuleKind {
    LIMIT_HIGH,
    LIMIT_LOW,
    DELTA_HIGH,
    DELTA_LOW,
    DELTA_PCT_HIGH,
    DELTA_PCT_LOW,
    RATE_HIGH,
    RATE_LOW,
    INTEGRAL_LOW,
    ALL_OF,
    ANY_OF,
    STALE,
    SENSOR_OFF,
    SIGNAL_QUALITY,
    OVERDUE,
    CHECKPOINT,
    /** Two metrics that should be alike are not; beyond alarms.md. */
    DIFFER;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RuleKind> ofWire(String wire) {
        for (RuleKind kind : values()) {
            if (kind.wire().equals(wire)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
