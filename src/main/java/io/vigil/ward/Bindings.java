package io.vigil.ward;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Who wore which device when. A reading is routed by its own time, so that a late one reaches the patient who wore the
 * device then and never the one who wears it now. One thread, the ward's loop.
 */
final class Bindings {
    /** A bound on memory: no device changes patients so often while anything of the first can still be on its way. */
    private static final int REMEMBERED = 256;

    private final Map<String, Deque<Worn>> byDevice = new HashMap<>();

    /** @param toMillis exclusive; Long.MAX_VALUE while it lasts */
    private record Worn(String session, long fromMillis, long toMillis) {
        boolean covers(long atMillis) {
            return fromMillis <= atMillis && atMillis < toMillis;
        }
    }

    void bind(String device, String session, long fromMillis) {
        Deque<Worn> worn = byDevice.computeIfAbsent(device, id -> new ArrayDeque<>());
        worn.addFirst(new Worn(session, fromMillis, Long.MAX_VALUE));
        if (worn.size() > REMEMBERED) {
            worn.removeLast();
        }
    }

    void unbind(String device, String session, long toMillis) {
        Deque<Worn> worn = byDevice.get(device);
        Worn last = worn == null ? null : worn.peekFirst();
        if (worn != null && last != null && last.session().equals(session) && last.toMillis() == Long.MAX_VALUE) {
            worn.removeFirst();
            worn.addFirst(new Worn(session, last.fromMillis(), toMillis));
        }
    }

    /** The session that wore the device at that time. */
    Optional<String> sessionAt(String device, long atMillis) {
        Deque<Worn> worn = byDevice.get(device);
        if (worn != null) {
            for (Iterator<Worn> each = worn.iterator(); each.hasNext(); ) {
                Worn binding = each.next();
                if (binding.covers(atMillis)) {
                    return Optional.of(binding.session());
                }
            }
        }
        return Optional.empty();
    }

    /** The session that wears it now; empty when nobody does. */
    Optional<String> wearer(String device) {
        return sessionAt(device, Long.MAX_VALUE - 1);
    }
}
