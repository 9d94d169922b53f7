package io.vigil.ward;

import io.vigil.session.port.Audience;
import io.vigil.session.port.SiteCondition;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * No screen that can sound has been there for ten seconds of an open session. Until one has been, the service's own
 * beginning counts in its place, so that screens have time to come back after a restart. On the ward's loop.
 *
 * @param begunNanos when the service began, on the machine's monotonic clock
 */
record Unwatched(Audience audience, long begunNanos, LongUnaryOperator millisAt) implements SiteCondition {
    private static final long PATIENCE_MILLIS = 10_000;

    @Override
    public boolean holds(long nowMillis, long sinceMillis, boolean before) {
        OptionalLong heard = audience.lastAudibleNanos();
        if (heard.isEmpty() && before) {
            return true;
        }
        long last = millisAt.applyAsLong(heard.orElse(begunNanos));
        return nowMillis - Math.max(last, sinceMillis) >= PATIENCE_MILLIS;
    }
}
