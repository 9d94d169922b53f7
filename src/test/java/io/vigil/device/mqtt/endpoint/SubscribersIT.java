package io.vigil.device.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.OutboundTopics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who listens gets the present state and every alarm after it. */
class SubscribersIT extends OpenEndpoint {
    @Test
    void aSubscriberGetsThePresentStateAndThenWhatHappens() throws Exception {
        OutboundTopics out = new OutboundTopics(List.of(endpoint), List.of());
        out.publish("vigil/s1/state/7", Bindings.bytes("old"), true, 1);
        out.publish("vigil/s1/state/7", Bindings.bytes("new"), true, 1);
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        var listener = v3("l");
        listener.subscribe("vigil/s1/alarm/#", 1, (t, m) -> got.add(m.isRetained() + " " + text(m.getPayload())))
                .waitForCompletion(5_000);
        listener.subscribe("vigil/s1/state/#", 1, (t, m) -> got.add(m.isRetained() + " " + text(m.getPayload())))
                .waitForCompletion(5_000);
        await().atMost(SOON).untilAsserted(() -> assertThat(got).containsExactly("true new"));
        out.publish("vigil/s1/alarm/7", Bindings.bytes("raised"), false, 1);
        out.publish("vigil/s1/state/7", Bindings.bytes("newer"), true, 1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(got).containsExactlyInAnyOrder("true new", "false raised", "false newer"));
        listener.disconnect().waitForCompletion(5_000);
    }

    @Test
    void aListenerThatReturnsGetsWhatItMissedAndWhatItDidNotAcknowledge() throws Exception {
        OutboundTopics out = new OutboundTopics(List.of(endpoint), List.of());
        try (RawMqtt listener = RawMqtt.connected(tcp, "l", false)) {
            listener.subscribe("vigil/s1/alarm/#", 1);
            listener.read();
            out.publish("vigil/s1/alarm/7", Bindings.bytes("1"), false, 1);
            assertThat(listener.read().type()).isEqualTo(RawMqtt.PUBLISH);
        }
        await().atMost(SOON).until(() -> endpoint.counts().clients() == 0);
        out.publish("vigil/s1/alarm/7", Bindings.bytes("2"), false, 1);
        try (RawMqtt listener = new RawMqtt(tcp)) {
            listener.connect("l", false);
            assertThat(listener.read().body()).containsExactly(1, 0);
            RawMqtt.Packet again = listener.read();
            assertThat(again.flags() & 0x08).as("DUP").isEqualTo(8);
            assertThat(text(again.body())).endsWith("1");
            RawMqtt.Packet missed = listener.read();
            assertThat(missed.flags() & 0x08).isZero();
            assertThat(text(missed.body())).endsWith("2");
        }
    }

    @Test
    void aSubscriberThatAcknowledgesNothingIsLetGoBeforeAnAlarmIsLeftOut() throws Exception {
        OutboundTopics out = new OutboundTopics(List.of(endpoint), List.of());
        try (RawMqtt slow = RawMqtt.connected(tcp, "slow");
                RawMqtt good = RawMqtt.connected(tcp, "good")) {
            slow.subscribe("vigil/s1/alarm/#", 1);
            slow.read();
            good.subscribe("vigil/s1/alarm/#", 0);
            good.read();
            for (int i = 0; i < 1_100; i++) {
                out.publish("vigil/s1/alarm/7", Bindings.bytes("event " + i), false, 1);
            }
            assertThat(slow.isClosed()).isTrue();
            for (int i = 0; i < 1_100; i++) {
                assertThat(text(good.read().body())).endsWith("event " + i);
            }
        }
        assertThat(endpoint.counts().slowSubscribers()).isEqualTo(1);
    }
}
