package io.vigil.ward;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmView;
import io.vigil.session.SessionView;
import io.vigil.session.port.Outlet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes each alarm event at QoS 1 and keeps the present alarm state of every open session retained, without a
 * patient's name. One thread, the ward's loop.
 */
public final class AlarmTopics implements Outlet {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String prefix;
    private final TopicSink sink;
    private final Map<String, String> stateBySession = new HashMap<>();

    /** @param site the id that stands in {@code vigil/<site>/…} */
    public AlarmTopics(String site, TopicSink sink) {
        this.prefix = "vigil/" + site;
        this.sink = sink;
    }

    @Override
    public void changed(SessionView session, List<AlarmEvent> events) {
        for (AlarmEvent event : events) {
            publish("/alarm/", session.id(), event(session, event), false);
        }
        ObjectNode state = state(session);
        String said = state.toString();
        boolean news = !said.equals(stateBySession.put(session.id(), said));
        if (news) {
            state.put("t", Instant.ofEpochMilli(session.atMillis()).toString());
            publish("/state/", session.id(), state, session.open());
        }
        if (!session.open()) {
            stateBySession.remove(session.id());
            over(session.id());
        }
    }

    /** A session that is over has no present state: whoever asks its topic from now on finds it empty. */
    public void over(String session) {
        sink.publish(prefix + "/state/" + session, new byte[0], true, 1);
    }

    private void publish(String kind, String session, ObjectNode payload, boolean retained) {
        sink.publish(prefix + kind + session, payload.toString().getBytes(StandardCharsets.UTF_8), retained, 1);
    }

    private static ObjectNode event(SessionView session, AlarmEvent event) {
        ObjectNode node = JSON.objectNode();
        node.put("id", event.id(session.id()));
        node.put("session", session.id());
        node.put("chair", session.chair());
        node.put("alarm", event.alarm());
        node.put("event", event.kind().wire());
        node.put("priority", event.priority().wire());
        node.put("occurrence", event.occurrence());
        if (event.level() > 0) {
            node.put("level", event.level());
        }
        number(node, "value", event.value());
        number(node, "limit", event.limit());
        node.put("t", Instant.ofEpochMilli(event.atMillis()).toString());
        return node;
    }

    private static ObjectNode state(SessionView session) {
        ObjectNode node = JSON.objectNode();
        node.put("session", session.id());
        node.put("chair", session.chair());
        node.put("open", session.open());
        node.put("phase", session.phase());
        node.put("sounding", session.sounding().wire());
        ArrayNode alarms = node.putArray("alarms");
        for (AlarmView view : session.alarms()) {
            ObjectNode alarm = alarms.addObject();
            alarm.put("alarm", view.rule().id());
            alarm.put("state", view.condition().wire());
            alarm.put("priority", view.rule().priority().wire());
            alarm.put("occurrence", view.occurrence());
            alarm.put("since", Instant.ofEpochMilli(view.sinceMillis()).toString());
        }
        return node;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (!Double.isNaN(value)) {
            node.put(name, value);
        }
    }
}
