package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.intake.Stamps;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows redeliveries where the client library hides the DUP flag (Paho's MQTT 5 client drops it). A broker resends, under
 * the same packet id and only on a new connection of the same session, what it holds for unacknowledged: what we had not
 * acknowledged when the last connection ended, or so shortly before that the PUBACK may have been lost. One for each
 * link, over all its connections; any thread.
 */
final class Redeliveries {
    private static final long DOUBTFUL_NANOS = 10_000_000_000L;

    /** @param acknowledgedNanos Long.MIN_VALUE while it is not */
    private record Delivery(String mark, long acknowledgedNanos) {}

    private final Clock clock;
    private final Map<Integer, Delivery> present = new LinkedHashMap<>();
    private final Map<Integer, String> before = new HashMap<>();

    Redeliveries(Clock clock) {
        this.clock = clock;
    }

    synchronized void connecting() {
        forgetOld();
        present.forEach((id, delivery) -> before.put(id, delivery.mark()));
        present.clear();
    }

    /** The broker knows nothing of an earlier session: what comes is new. */
    synchronized void sessionLost() {
        before.clear();
    }

    /** @return true when it came before */
    synchronized boolean arrived(Incoming message) {
        if (message.qos() == 0) {
            return false;
        }
        String mark = Stamps.hash(message);
        String earlier = before.remove(message.packetId());
        present.put(message.packetId(), new Delivery(mark, Long.MIN_VALUE));
        return mark.equals(earlier);
    }

    synchronized void acknowledged(int packetId) {
        forgetOld();
        Delivery delivery = present.remove(packetId);
        if (delivery != null) {
            present.put(packetId, new Delivery(delivery.mark(), clock.nanos()));
        }
    }

    /** Acknowledged ones stand in the order of their acknowledgement: the first fresh one ends the search. */
    private void forgetOld() {
        long now = clock.nanos();
        Iterator<Delivery> each = present.values().iterator();
        while (each.hasNext()) {
            Delivery delivery = each.next();
            boolean acknowledged = delivery.acknowledgedNanos() != Long.MIN_VALUE;
            if (acknowledged && now - delivery.acknowledgedNanos() <= DOUBTFUL_NANOS) {
                return;
            }
            if (acknowledged) {
                each.remove();
            }
        }
    }
}
