package io.vigil.cli.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.alarm.AlarmEvent;
import java.io.IOException;

/** What comes of a replay: printed, or counted. */
interface ReplayHeard {
    /** Part of a line. */
    @FunctionalInterface
    interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    /** What follows is of this scenario. @param startMillis of its monitoring, from which times count */
    void scenario(String id, long startMillis);

    /** @param session empty where there is only one */
    void event(AlarmEvent event, String session);

    ReplayHeard NOBODY = new ReplayHeard() {
        @Override
        public void scenario(String id, long startMillis) {}

        @Override
        public void event(AlarmEvent event, String session) {}
    };

    default void snapshot(long atMillis, String session, Part content) {}

    default void audit(long atMillis, String action, String by, Part rest) {}
}
