package io.vigil.session.port;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.SessionView;
import java.util.List;

/**
 * Whoever shows or forwards what a session decided: screens, alarm topics. Called on the session's loop at the decision,
 * before durability; must hand over and return. An event seen before (same id) is to be ignored.
 */
public interface Outlet {
    /** @param events empty when only values changed; with events at once, otherwise at most each 250 ms */
    void changed(SessionView session, List<AlarmEvent> events);
}
