package io.vigil.alarm;

/** What a rule's condition is at an instant (alarms.md, "Rules"). */
enum Finding {
    VIOLATED,
    CLEAR,
    /** In the deadband between limit and hysteresis, or unknown. */
    NEITHER
}
