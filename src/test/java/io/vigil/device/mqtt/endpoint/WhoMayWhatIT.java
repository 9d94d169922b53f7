package io.vigil.device.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.device.mqtt.Bindings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.Test;

/** Who may publish and subscribe to what, and who may come in. */
class WhoMayWhatIT extends OpenEndpoint {
    @Test
    void nobodyButVigilPublishesAlarmsStatesAndStatus() throws Exception {
        for (String own : List.of("vigil/s1/alarm/7", "vigil/s1/state/7", "vigil/s1/status")) {
            try (RawMqtt forger = RawMqtt.connected(tcp, "forger")) {
                forger.publish(own, Bindings.bytes("online"), 1, 1);
                assertThat(forger.isClosed()).isTrue();
            }
        }
        var five = v5("five");
        IMqttToken sent = five.publish("vigil/s1/alarm/7", Bindings.bytes("x"), 1, false);
        sent.waitForCompletion(5_000);
        assertThat(sent.getReasonCodes()).containsExactly(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
        assertThat(endpoint.counts().forbidden()).isEqualTo(4);
        five.disconnect().waitForCompletion(5_000);
    }

    @Test
    void aForgedLastWillIsRefusedAtTheDoor() throws Exception {
        var client = new org.eclipse.paho.mqttv5.client.MqttAsyncClient(url(), "forger", null);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setWill("vigil/s1/status", new MqttMessage(Bindings.bytes("offline"), 1, true, new MqttProperties()));
        assertThatThrownBy(() -> client.connect(options).waitForCompletion(5_000))
                .isInstanceOf(MqttException.class);
        assertThat(endpoint.counts().refusedConnects()).isEqualTo(1);
    }

    @Test
    void onlyVigilsOwnTopicsMayBeSubscribedTo() throws Exception {
        try (RawMqtt listener = RawMqtt.connected(tcp, "l")) {
            for (String filter : List.of("#", "vigil/s1/#", OX, "vigil/+/alarm/#", "$SYS/#")) {
                listener.subscribe(filter, 1);
                RawMqtt.Packet answer = listener.read();
                assertThat(answer.type()).isEqualTo(RawMqtt.SUBACK);
                assertThat(answer.body()[2] & 0xFF).as(filter).isEqualTo(0x80);
            }
            listener.subscribe("vigil/s1/alarm/#", 2);
            assertThat(listener.read().body()[2]).isEqualTo((byte) 1);
        }
    }

    @Test
    void beyondLoopbackEachDeviceNeedsItsOwnPassword() throws Exception {
        assertThatThrownBy(() -> endpoint(EndpointSettings.of("s1", "0.0.0.0", 0, null), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        restart(
                EndpointSettings.of("s1", "0.0.0.0", 0, null),
                Optional.of((user, password) -> user.equals("ox-1") && password.equals("right")
                        ? Optional.of(Set.of("ox-1"))
                        : Optional.empty()));
        assertThatThrownBy(() -> v5("anonymous")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> login("wrong")).isInstanceOf(MqttException.class);
        var client = login("right");
        client.publish(OX, Bindings.bytes("97"), 1, false).waitForCompletion(5_000);
        IMqttToken other = client.publish(CUFF, Bindings.bytes("120"), 1, false);
        other.waitForCompletion(5_000);
        assertThat(other.getReasonCodes()).containsExactly(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
        assertThat(port.values()).containsExactly(97.0);
        client.disconnect().waitForCompletion(5_000);
    }

    @Test
    void noMoreClientsThanAllowed() throws Exception {
        restart(new EndpointSettings("s1", "127.0.0.1", 0, null, null, 2, 200, 100), Optional.empty());
        try (RawMqtt one = RawMqtt.connected(tcp, "1");
                RawMqtt two = RawMqtt.connected(tcp, "2");
                RawMqtt three = new RawMqtt(tcp)) {
            three.connect("3", true);
            assertThat(three.read().body()).containsExactly(0, 3);
            assertThat(three.isClosed()).isTrue();
            one.ping();
            two.ping();
            assertThat(one.read().type()).isEqualTo(RawMqtt.PINGRESP);
            assertThat(two.read().type()).isEqualTo(RawMqtt.PINGRESP);
        }
    }
}
