package io.vigil.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.alarm.AlarmEvent;
import io.vigil.session.SessionView;
import io.vigil.session.Site;
import io.vigil.session.port.DeviceBoard.DeviceView;
import io.vigil.web.json.HistoryJson;
import io.vigil.web.json.Json;
import io.vigil.web.json.SessionJson;
import io.vigil.web.json.SiteJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The text of every kind of frame; each is made once and shared by all screens it goes to. */
final class LiveFrames {
    /**
     * The station's screens; a room's is none.
     *
     * @param audible of these, that would sound an alarm
     * @param hidden of these, that have said that nobody can see them: a tab behind another, a minimised window
     */
    record Watch(int screens, int audible, int hidden) {}

    private final Site site;
    private final List<String> chairs;
    private final String epoch;

    LiveFrames(Site site, List<String> chairs, String epoch) {
        this.site = site;
        this.chairs = List.copyOf(chairs);
        this.epoch = epoch;
    }

    String snapshot(
            long seq,
            long nowMillis,
            Viewer viewer,
            Watch watch,
            List<SessionView> sessions,
            List<DeviceView> devices) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "snapshot");
            out.writeStringField("epoch", epoch);
            head(out, seq, nowMillis);
            out.writeObjectFieldStart("site");
            out.writeStringField("id", site.id());
            out.writeBooleanField("simulated", site.simulated());
            if (!chairs.isEmpty()) {
                Json.strings(out, "chairs", chairs);
            }
            out.writeEndObject();
            out.writeObjectFieldStart("user");
            out.writeStringField("name", viewer.user());
            out.writeStringField("role", viewer.role());
            out.writeEndObject();
            watch(out, watch);
            sessions(out, sessions);
            devices(out, devices);
            out.writeEndObject();
        });
    }

    String delta(long seq, long nowMillis, List<SessionView> sessions) {
        return frame("delta", seq, nowMillis, out -> sessions(out, sessions));
    }

    String alarm(long seq, long nowMillis, SessionView view, List<AlarmEvent> events) {
        return frame("alarm", seq, nowMillis, out -> {
            out.writeStringField("session", view.id());
            out.writeArrayFieldStart("events");
            for (AlarmEvent event : events) {
                SessionJson.event(out, view.id(), event);
            }
            out.writeEndArray();
            out.writeFieldName("view");
            SessionJson.write(out, view);
        });
    }

    /** @param devices all of them where one has changed since the last tick, otherwise none */
    String tick(long seq, long nowMillis, Watch watch, Optional<List<DeviceView>> devices) {
        return frame("tick", seq, nowMillis, out -> {
            watch(out, watch);
            if (devices.isPresent()) {
                devices(out, devices.get());
            }
        });
    }

    /** Only the number: something happened that this screen does not see. */
    static String quiet(long seq, long nowMillis) {
        return frame("delta", seq, nowMillis, out -> sessions(out, List.of()));
    }

    String behind(long seq, long nowMillis) {
        return frame("behind", seq, nowMillis, out -> {});
    }

    /** Without a number of its own: it is no change of what a screen holds, and may be skipped. */
    static String waves(long nowMillis, List<LiveWaves.Part> parts) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "wave");
            Json.instant(out, "now", nowMillis);
            out.writeArrayFieldStart("waves");
            for (LiveWaves.Part part : parts) {
                HistoryJson.wave(out, part.session(), part.wave());
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static String frame(String type, long seq, long nowMillis, Json.Part rest) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", type);
            head(out, seq, nowMillis);
            rest.write(out);
            out.writeEndObject();
        });
    }

    private static void head(JsonGenerator out, long seq, long nowMillis) throws IOException {
        out.writeNumberField("seq", seq);
        Json.instant(out, "now", nowMillis);
    }

    private static void sessions(JsonGenerator out, List<SessionView> sessions) throws IOException {
        out.writeArrayFieldStart("sessions");
        for (SessionView session : sessions) {
            SessionJson.write(out, session);
        }
        out.writeEndArray();
    }

    private static void devices(JsonGenerator out, List<DeviceView> devices) throws IOException {
        out.writeArrayFieldStart("devices");
        for (DeviceView device : devices) {
            SiteJson.device(out, device);
        }
        out.writeEndArray();
    }

    private static void watch(JsonGenerator out, Watch watch) throws IOException {
        out.writeObjectFieldStart("watch");
        out.writeNumberField("screens", watch.screens());
        out.writeNumberField("audible", watch.audible());
        out.writeNumberField("hidden", watch.hidden());
        out.writeEndObject();
    }
}
