package io.vigil.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.alarm.AlarmEvent;
import io.vigil.session.port.Notices;
import java.time.Instant;

/** The body of a notification: which alarm at which chair, never who sits there. The same at each attempt. */
final class NoticeJson {
    private NoticeJson() {}

    static String text(String site, Notices.Row row) {
        AlarmEvent event = row.event();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", row.id());
        node.put("site", site);
        node.put("session", row.session());
        node.put("chair", row.chair());
        node.put("alarm", event.alarm());
        node.put("event", event.kind().wire());
        node.put("level", row.level());
        node.put("priority", event.priority().wire());
        node.put("occurrence", event.occurrence());
        number(node, "value", event.value());
        number(node, "limit", event.limit());
        node.put("t", Instant.ofEpochMilli(event.atMillis()).toString());
        return node.toString();
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
