package io.vigil.device.mqtt.endpoint;

import io.vigil.device.mqtt.message.Outbound;
import io.vigil.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions of clients that are away and asked to be remembered: bounded in number and time. One thread. */
final class ClientSessions {
    static final long KEPT_SECONDS = 3_600;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private record Away(ClientSession session, long untilNanos) {}

    private final Map<String, Away> away = new LinkedHashMap<>();
    private final Clock clock;
    private final int atMost;

    ClientSessions(Clock clock, int atMost) {
        this.clock = clock;
        this.atMost = atMost;
    }

    /** @param seconds how long at most; 0 forgets it at once */
    void leave(String clientId, ClientSession session, long seconds) {
        away.remove(clientId);
        if (seconds > 0) {
            long kept = Math.min(seconds, KEPT_SECONDS);
            away.put(clientId, new Away(session, clock.nanos() + kept * NANOS_PER_SECOND));
        }
        if (away.size() > atMost) {
            forget(away.keySet().iterator().next());
        }
    }

    @Nullable
    ClientSession returned(String clientId) {
        Away found = away.remove(clientId);
        return found == null || clock.nanos() - found.untilNanos() > 0 ? null : found.session();
    }

    void forget(String clientId) {
        away.remove(clientId);
    }

    /** To those away as well; one whose queue is full is forgotten and will see at its return that it was. */
    void offer(Outbound message) {
        Iterator<Away> each = away.values().iterator();
        while (each.hasNext()) {
            Away one = each.next();
            if (clock.nanos() - one.untilNanos() > 0 || !one.session().offer(message)) {
                each.remove();
            }
        }
    }
}
