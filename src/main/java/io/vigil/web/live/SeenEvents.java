package io.vigil.web.live;

import io.vigil.alarm.AlarmEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last event ids, so that one sent twice around a crash is announced once. One thread. */
final class SeenEvents {
    private static final int MOST = 20_000;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    List<AlarmEvent> unseen(String session, List<AlarmEvent> events) {
        return events.stream()
                .filter(event -> ids.put(event.id(session), true) == null)
                .toList();
    }
}
