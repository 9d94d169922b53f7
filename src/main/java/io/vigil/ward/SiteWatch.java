package io.vigil.ward;

import io.vigil.session.Happening;
import io.vigil.session.port.SiteCondition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells each open session, as an input, when a condition of the site begins and when it ends. On the ward's loop. */
final class SiteWatch {
    private final Floor floor;
    private final Map<String, SiteCondition> conditions = new LinkedHashMap<>();

    SiteWatch(Floor floor) {
        this.floor = floor;
    }

    void add(String alarm, SiteCondition condition) {
        conditions.put(alarm, condition);
    }

    /** About once a second. */
    void look(LiveSession session, long nowMillis) {
        conditions.forEach((alarm, condition) -> {
            boolean before = session.fold.alarms().holds(alarm);
            boolean holds = condition.holds(nowMillis, session.fold.startMillis(), before);
            if (holds != before && session.fold.alarms().tells(alarm)) {
                floor.take(session, new Happening.Technical(alarm, holds), durable -> {});
            }
        });
    }
}
