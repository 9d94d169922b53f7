package io.vigil.ward;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.session.Action;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What subscribers hear of a session's alarms, and what a broker remembers of it. */
class AlarmTopicsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Sent(String topic, String payload, boolean retained) {}

    private final List<Sent> sent = new ArrayList<>();
    /** As any broker does it: an empty payload removes. */
    private final Map<String, String> remembered = new HashMap<>();

    private final AlarmTopics topics = new AlarmTopics("clinic", (topic, payload, retained, qos) -> {
        assertThat(qos).isEqualTo(1);
        sent.add(new Sent(topic, new String(payload), retained));
        if (retained && payload.length == 0) {
            remembered.remove(topic);
        } else if (retained) {
            remembered.put(topic, new String(payload));
        }
    });
    private final Session session = new Session(Sessions.started("s1"));

    private void second(long second, Happening what) {
        var effects = new Effects();
        long at = T0 + second * 1_000;
        session.advance(at - 1, effects);
        session.apply(new Input("s1", session.seq() + 1, at, what), effects);
        topics.changed(session.view(at), effects.events());
    }

    private JsonNode state() throws IOException {
        return JSON.readTree(remembered.getOrDefault("vigil/clinic/state/s1", "{}"));
    }

    @Test
    void anEventIsSaidOnceAndTheStateStaysToBeAsked() throws IOException {
        second(1, Sessions.oximeter(T0 + 1_000, 80, 70));
        assertThat(state().path("sounding").asText()).isEqualTo("none");
        second(6, Sessions.oximeter(T0 + 6_000, 80, 70));

        Sent event = sent.stream()
                .filter(one -> one.topic().equals("vigil/clinic/alarm/s1"))
                .findFirst()
                .orElseThrow();
        assertThat(event.retained()).isFalse();
        assertThat(JSON.readTree(event.payload()).path("id").asText()).isEqualTo("s1/spo2.low.crit/1/raised");
        assertThat(state().path("open").asBoolean()).isTrue();
        assertThat(state().path("sounding").asText()).isEqualTo("high");
        assertThat(state().at("/alarms/0/alarm").asText()).isEqualTo("spo2.low.crit");
        assertThat(state().at("/alarms/0/state").asText()).isEqualTo("active");
    }

    @Test
    void whatDidNotChangeIsNotSaidAgain() {
        second(1, Sessions.oximeter(T0 + 1_000, 97, 70));
        int before = sent.size();
        second(2, Sessions.oximeter(T0 + 2_000, 97, 70));
        assertThat(sent).hasSize(before);
    }

    @Test
    void noPatientIsNamed() {
        second(1, Sessions.oximeter(T0 + 1_000, 80, 70));
        second(6, Sessions.oximeter(T0 + 6_000, 80, 70));
        assertThat(sent)
                .isNotEmpty()
                .noneMatch(one ->
                        one.payload().contains("Test p1") || one.payload().contains("Patient/p1"));
    }

    @Test
    void aSessionThatIsOverSaysSoAndIsRememberedNoLonger() throws IOException {
        second(1, Sessions.oximeter(T0 + 1_000, 97, 70));
        assertThat(remembered).containsOnlyKeys("vigil/clinic/state/s1");
        second(2, new Happening.Acted("nurse", "k", new Action.Abort("by mistake")));

        assertThat(remembered).isEmpty();
        Sent last = sent.get(sent.size() - 2);
        assertThat(last.retained()).isFalse();
        assertThat(JSON.readTree(last.payload()).path("open").asBoolean(true)).isFalse();
    }
}
