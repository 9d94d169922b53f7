package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.message.Outbound;
import io.vigil.device.mqtt.message.OutboundQueue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a broker has yet to be told. An event leaves it when the broker has acknowledged it; after a reconnect the
 * unacknowledged go again and so does the newest of each state, since the broker may have lost what it retained.
 * Bounded: the oldest waiting event makes room, counted. Any thread.
 */
final class LinkOutbox {
    private final int capacity;
    private final OutboundQueue queue;
    private final Set<Outbound> underWay = new LinkedHashSet<>();
    private final Map<String, Outbound> states = new LinkedHashMap<>();
    private final AtomicLong dropped = new AtomicLong();

    public LinkOutbox(int capacity) {
        this.capacity = capacity;
        this.queue = new OutboundQueue(capacity);
    }

    public synchronized void offer(Outbound message) {
        if (message.retained()) {
            if (states.size() >= capacity && !states.containsKey(message.topic())) {
                dropped.incrementAndGet();
                return;
            }
            states.put(message.topic(), message);
        }
        if (!queue.offer(message)) {
            dropped.incrementAndGet();
            if (queue.dropOldestEvent()) {
                queue.offer(message);
            }
        }
    }

    public synchronized @Nullable Outbound next() {
        Outbound message = queue.poll();
        if (message != null && message.qos() > 0) {
            underWay.add(message);
        }
        return message;
    }

    synchronized void putBack(Outbound message) {
        underWay.remove(message);
        queue.putBack(message);
    }

    public synchronized void delivered(Outbound message) {
        underWay.remove(message);
        // An empty retained payload is how a topic is cleared: nothing to repeat.
        if (message.retained() && message.payload().length == 0) {
            states.remove(message.topic(), message);
        }
    }

    /** A new connection: everything the last one did not prove delivered goes again, oldest first. */
    public synchronized void again() {
        Outbound[] open = underWay.toArray(new Outbound[0]);
        underWay.clear();
        for (int i = open.length - 1; i >= 0; i--) {
            if (!open[i].retained()) {
                queue.putBack(open[i]);
            }
        }
        states.values().forEach(queue::offer);
    }

    synchronized int waiting() {
        return queue.size() + underWay.size();
    }

    public long dropped() {
        return dropped.get();
    }
}
