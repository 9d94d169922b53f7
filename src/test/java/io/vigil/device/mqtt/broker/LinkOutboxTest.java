package io.vigil.device.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.message.Outbound;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LinkOutboxTest {
    private static Outbound event(String payload) {
        return new Outbound("alarm", Bindings.bytes(payload), false, 1);
    }

    private static Outbound state(String topic, String payload) {
        return new Outbound(topic, Bindings.bytes(payload), true, 1);
    }

    @Test
    void aBrokerIsToldAgainWhatItDidNotAcknowledgeAndAllStates() {
        LinkOutbox outbox = new LinkOutbox(10);
        outbox.offer(event("1"));
        outbox.offer(event("2"));
        outbox.offer(state("a", "old"));
        Outbound one = Objects.requireNonNull(outbox.next());
        outbox.next();
        Outbound state = Objects.requireNonNull(outbox.next());
        outbox.delivered(one);
        outbox.delivered(state);
        outbox.offer(event("3"));
        outbox.again();
        List<String> sent = new ArrayList<>();
        for (Outbound next = outbox.next(); next != null; next = outbox.next()) {
            sent.add(new String(next.payload(), StandardCharsets.UTF_8));
        }
        assertThat(sent).containsExactly("2", "3", "old");
    }

    @Test
    void aFullOutboxGivesUpTheOldestEventAndCountsIt() {
        LinkOutbox outbox = new LinkOutbox(2);
        outbox.offer(event("1"));
        outbox.offer(event("2"));
        outbox.offer(event("3"));
        assertThat(outbox.dropped()).isEqualTo(1);
        assertThat(Objects.requireNonNull(outbox.next()).payload()).isEqualTo(Bindings.bytes("2"));
    }
}
