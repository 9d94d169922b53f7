package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.alarm.AlarmEvent;
import io.vigil.session.port.Notices;
import java.io.IOException;

/** Notifications to people away from the screens. */
public final class NoticeJson {
    private NoticeJson() {}

    public static void backlog(JsonGenerator out, Notices.Backlog backlog) throws IOException {
        out.writeStartObject();
        out.writeNumberField("pending", backlog.pending());
        out.writeNumberField("expired", backlog.expired());
        Json.instant(out, "oldest_pending", backlog.oldestMillis());
        out.writeEndObject();
    }

    public static void row(JsonGenerator out, Notices.Row row) throws IOException {
        AlarmEvent event = row.event();
        out.writeStartObject();
        out.writeNumberField("number", row.number());
        out.writeStringField("id", row.id());
        out.writeStringField("session", row.session());
        out.writeStringField("chair", row.chair());
        out.writeStringField("alarm", event.alarm());
        out.writeStringField("event", event.kind().wire());
        out.writeStringField("priority", event.priority().wire());
        out.writeNumberField("level", row.level());
        Json.instant(out, "at", event.atMillis());
        out.writeStringField("state", row.state().wire());
        out.writeNumberField("attempts", row.attempts());
        Json.instant(out, "next", row.nextMillis());
        Json.instant(out, "delivered", row.deliveredMillis());
        out.writeStringField("reason", row.reason());
        out.writeEndObject();
    }
}
