package io.vigil.alarm;

import java.util.Locale;

/** Where one rule's state machine stands (alarms.md, "State machine"). */
public enum Condition {
    /** Also while a delay runs. */
    NORMAL,
    ACTIVE,
    ACKED,
    /** Over, but of a latching rule and not yet acknowledged. */
    LATCHED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
