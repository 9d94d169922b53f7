package io.vigil.session.preview;

import io.vigil.alarm.Priority;

/**
 * One time an alarm condition stood, from {@code raised} until it ended ({@code cleared} or {@code latched}).
 *
 * @param session empty where there is only one
 * @param value what raised it, in its metric's unit; NaN for an alarm without a number
 * @param raisedMillis on the session's clock
 * @param endedMillis {@link #STANDS} when it stood to the end
 */
public record Occurrence(
        String session, String alarm, Priority priority, double value, long raisedMillis, long endedMillis) {
    public static final long STANDS = Long.MAX_VALUE;

    public boolean stands() {
        return endedMillis == STANDS;
    }

    boolean meets(Occurrence other) {
        return session.equals(other.session)
                && alarm.equals(other.alarm)
                && raisedMillis <= other.endedMillis
                && other.raisedMillis <= endedMillis;
    }
}
