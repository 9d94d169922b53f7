package io.vigil.session.port;

import java.util.OptionalLong;

/** Whether a screen that can sound an alarm is there. Any thread. */
@FunctionalInterface
public interface Audience {
    /**
     * The last moment at which such a screen is known to have been there, on the machine's monotonic clock: its last
     * report, or the moment it left or was muted. Empty before any, since this service began to serve.
     */
    OptionalLong lastAudibleNanos();
}
