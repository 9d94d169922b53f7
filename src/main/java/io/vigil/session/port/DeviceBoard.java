package io.vigil.session.port;

import java.util.List;
import java.util.Locale;

/** The devices as a person wants to see them. Any thread. */
public interface DeviceBoard {
    enum State {
        CONNECTING,
        LIVE,
        SILENT,
        FAULTY,
        GONE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param link {@code serial /dev/…} or {@code mqtt topic}
     * @param reason why it is not LIVE, in a nurse's words; empty when it is
     * @param lastFrameMillis epoch ms, 0 when never
     */
    record DeviceView(
            String id,
            String type,
            String link,
            String chair,
            String session,
            State state,
            String reason,
            long lastFrameMillis,
            long goodFrames,
            long badFrames) {}

    List<DeviceView> devices();
}
