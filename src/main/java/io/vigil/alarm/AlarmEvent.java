package io.vigil.alarm;

import java.util.Locale;

/**
 * A transition of one alarm, as it is announced.
 *
 * @param alarm the rule's id
 * @param occurrence from 1, rises with each {@code raised} of this alarm in this session
 * @param level 1 or 2 for ESCALATED, otherwise 0
 * @param repeat from 1; rises when the same kind (and level) comes again within one occurrence, as after a reminder
 * @param atMillis the instant, epoch ms on the session's clock
 * @param value the offending value in the metric's unit; NaN where the rule has none
 * @param limit the limit in force; NaN where the rule has none
 */
public record AlarmEvent(
        String alarm,
        Kind kind,
        Priority priority,
        int occurrence,
        int level,
        int repeat,
        long atMillis,
        double value,
        double limit) {

    /** What happened. */
    public enum Kind {
        RAISED,
        ACKNOWLEDGED,
        ESCALATED,
        REANNOUNCED,
        LATCHED,
        CLEARED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Deterministic: the same event after a crash has the same id, so that outlets can ignore what they have seen. */
    public String id(String session) {
        String event = kind.wire() + (level > 0 ? "-" + level : "") + (repeat > 1 ? "." + repeat : "");
        return session + "/" + alarm + "/" + occurrence + "/" + event;
    }
}
