package io.vigil.device.mqtt.message;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Waiting messages: events in order and never merged, states only the newest of each topic. Bounded; any thread. */
public final class OutboundQueue {
    private final int capacity;
    private final ArrayDeque<Outbound> events = new ArrayDeque<>();
    private final Map<String, Outbound> states = new LinkedHashMap<>();

    public OutboundQueue(int capacity) {
        this.capacity = capacity;
    }

    /** @return false when there is no room: nothing was queued */
    public synchronized boolean offer(Outbound message) {
        if (message.retained()) {
            boolean known = states.containsKey(message.topic());
            if (!known && states.size() >= capacity) {
                return false;
            }
            states.put(message.topic(), message);
            return true;
        }
        return events.size() < capacity && events.add(message);
    }

    /** Back to the front: it was taken but could not be sent. Does not undo a newer state. */
    public synchronized void putBack(Outbound message) {
        if (message.retained()) {
            states.putIfAbsent(message.topic(), message);
        } else {
            events.addFirst(message);
        }
    }

    /** Events first: an alarm does not wait behind states. */
    public synchronized @Nullable Outbound poll() {
        Outbound event = events.poll();
        if (event != null) {
            return event;
        }
        Iterator<Outbound> oldest = states.values().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        Outbound state = oldest.next();
        oldest.remove();
        return state;
    }

    public synchronized boolean dropOldestEvent() {
        return events.poll() != null;
    }

    public synchronized int size() {
        return events.size() + states.size();
    }
}
