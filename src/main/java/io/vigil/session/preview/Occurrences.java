package io.vigil.session.preview;

import io.vigil.alarm.AlarmEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers occurrences from events in the order of their times. One thread. */
public final class Occurrences {
    private final List<Occurrence> all = new ArrayList<>();
    private final Map<String, Integer> standing = new HashMap<>();

    /** @param session empty where there is only one */
    public void hear(String session, AlarmEvent event) {
        String key = session + "/" + event.alarm();
        switch (event.kind()) {
            case RAISED -> {
                standing.put(key, all.size());
                all.add(new Occurrence(
                        session, event.alarm(), event.priority(), event.value(), event.atMillis(), Occurrence.STANDS));
            }
            // What latched has ended, though somebody must still see it; its acknowledgement later clears nothing.
            case LATCHED, CLEARED -> end(standing.remove(key), event.atMillis());
            default -> {}
        }
    }

    private void end(@Nullable Integer index, long atMillis) {
        if (index != null) {
            Occurrence begun = Objects.requireNonNull(all.get(index));
            all.set(
                    index,
                    new Occurrence(
                            begun.session(),
                            begun.alarm(),
                            begun.priority(),
                            begun.value(),
                            begun.raisedMillis(),
                            atMillis));
        }
    }

    /** In the order in which they were raised. */
    public List<Occurrence> list() {
        return List.copyOf(all);
    }
}
