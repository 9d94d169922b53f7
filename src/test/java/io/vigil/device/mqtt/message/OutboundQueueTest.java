package io.vigil.device.mqtt.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.mqtt.Bindings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private static Outbound event(String payload) {
        return new Outbound("alarm", Bindings.bytes(payload), false, 1);
    }

    private static Outbound state(String topic, String payload) {
        return new Outbound(topic, Bindings.bytes(payload), true, 1);
    }

    private static List<String> drain(OutboundQueue queue) {
        List<String> all = new ArrayList<>();
        for (Outbound next = queue.poll(); next != null; next = queue.poll()) {
            all.add(new String(next.payload(), StandardCharsets.UTF_8));
        }
        return all;
    }

    @Test
    void statesOfATopicAreOneAndEventsAreNot() {
        OutboundQueue queue = new OutboundQueue(10);
        for (int i = 1; i <= 3; i++) {
            queue.offer(state("a", "a" + i));
            queue.offer(state("b", "b" + i));
            queue.offer(event("e" + i));
        }
        assertThat(drain(queue)).containsExactly("e1", "e2", "e3", "a3", "b3");
    }

    @Test
    void anEventWithoutRoomIsRefusedAndAKnownStateIsNot() {
        OutboundQueue queue = new OutboundQueue(2);
        assertThat(queue.offer(event("1"))).isTrue();
        assertThat(queue.offer(event("2"))).isTrue();
        assertThat(queue.offer(event("3"))).isFalse();
        assertThat(queue.offer(state("a", "1"))).isTrue();
        assertThat(queue.offer(state("b", "1"))).isTrue();
        assertThat(queue.offer(state("c", "1"))).isFalse();
        assertThat(queue.offer(state("a", "2"))).isTrue();
    }

    @Test
    void whatCouldNotBeSentGoesToTheFrontButNeverOverANewerState() {
        OutboundQueue queue = new OutboundQueue(10);
        queue.offer(event("1"));
        queue.offer(event("2"));
        Outbound first = queue.poll();
        queue.putBack(Objects.requireNonNull(first));
        queue.offer(state("a", "new"));
        queue.putBack(state("a", "old"));
        assertThat(drain(queue)).containsExactly("1", "2", "new");
    }
}
