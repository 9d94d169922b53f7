package io.vigil.ward;

import io.vigil.session.port.Audience;
import io.vigil.session.port.SiteCondition;
import java.util.function.LongUnaryOperator;

/** No screen that can sound has been there for ten seconds of an open session. On the ward's loop. */
record Unwatched(Audience audience, LongUnaryOperator millisAt) implements SiteCondition {
    private static final long PATIENCE_MILLIS = 10_000;

    @Override
    public boolean holds(long nowMillis, long sinceMillis) {
        long last = millisAt.applyAsLong(audience.lastAudibleNanos());
        return nowMillis - Math.max(last, sinceMillis) >= PATIENCE_MILLIS;
    }
}
