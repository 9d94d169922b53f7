package io.vigil.device.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.Bindings;
import org.junit.jupiter.api.Test;

/** One device has one client. */
class ClientsOfADeviceIT extends OpenEndpoint {
    @Test
    void aSecondClientForADeviceIsNotBelievedAndIsAFault() throws Exception {
        try (RawMqtt first = RawMqtt.connected(tcp, "one");
                RawMqtt second = RawMqtt.connected(tcp, "two")) {
            first.publish(OX, Bindings.bytes("97"), 1, 1);
            assertThat(first.read().type()).isEqualTo(RawMqtt.PUBACK);
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.LIVE);
            second.publish(OX, Bindings.bytes("60"), 1, 1);
            assertThat(second.isClosed()).isTrue();
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY);
            assertThat(port.last("ox-1").reason()).contains("second client");
            first.publish(OX, Bindings.bytes("96"), 1, 2);
            assertThat(first.read().type()).isEqualTo(RawMqtt.PUBACK);
            assertThat(port.values()).containsExactly(97.0, 96.0);
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY);
        }
    }

    @Test
    void aClientIdTakenOverEndsTheOldConnectionAndIsAFault() throws Exception {
        try (RawMqtt first = RawMqtt.connected(tcp, "one")) {
            first.publish(OX, Bindings.bytes("97"), 1, 1);
            first.read();
            try (RawMqtt second = RawMqtt.connected(tcp, "one")) {
                assertThat(first.isClosed()).isTrue();
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY));
                second.publish(OX, Bindings.bytes("96"), 1, 1);
                assertThat(second.read().type()).isEqualTo(RawMqtt.PUBACK);
            }
        }
        assertThat(endpoint.counts().secondClients()).isEqualTo(1);
    }

    @Test
    void aClientThatLeavesTakesItsDeviceWithIt() throws Exception {
        try (RawMqtt first = RawMqtt.connected(tcp, "one")) {
            first.publish(OX, Bindings.bytes("97"), 1, 1);
            first.read();
            first.publish("vigil/s1/cuff-1/lwt", Bindings.bytes("online"), 1, 2);
            first.read();
        }
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(port.last("ox-1").state()).isEqualTo(LinkState.GONE);
            assertThat(port.last("cuff-1").state()).isEqualTo(LinkState.GONE);
        });
    }
}
