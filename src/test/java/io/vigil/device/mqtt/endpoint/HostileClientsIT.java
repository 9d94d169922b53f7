package io.vigil.device.mqtt.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.Bindings;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A client that floods or speaks nonsense ends its own connection and no other. */
class HostileClientsIT extends OpenEndpoint {
    @Test
    void aFloodIsCutOffAndTheOthersGoOn() throws Exception {
        try (RawMqtt flood = RawMqtt.connected(tcp, "flood");
                RawMqtt calm = RawMqtt.connected(tcp, "calm")) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            flood.publish(OX, Bindings.bytes("97"), 0, 0);
                        }
                        if (flood.isClosed()) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
            calm.publish(CUFF, Bindings.bytes("95"), 1, 1);
            assertThat(calm.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        assertThat(endpoint.counts().floods()).isEqualTo(1);
        assertThat(port.reports("ox-1"))
                .anyMatch(r -> r.state() == LinkState.FAULTY && r.reason().contains("more messages"));
        assertThat(port.frames().size()).isLessThan(1_000);
    }

    @Test
    void aFloodOverManyUnknownTopicsIsCutOffToo() throws Exception {
        try (RawMqtt flood = RawMqtt.connected(tcp, "flood")) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            flood.publish("t/" + i, Bindings.bytes("1"), 0, 0);
                        }
                        if (flood.isClosed()) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(endpoint.counts().floods()).isEqualTo(1);
    }

    @Test
    void tooLargeAPacketEndsItsConnectionOnly() throws Exception {
        try (RawMqtt big = RawMqtt.connected(tcp, "big");
                RawMqtt other = RawMqtt.connected(tcp, "other")) {
            big.publish(OX, new byte[60_000], 1, 1);
            assertThat(big.read().type()).isEqualTo(RawMqtt.PUBACK);
            big.publish(OX, new byte[70_000], 1, 2);
            assertThat(big.isClosed()).isTrue();
            other.publish(CUFF, Bindings.bytes("95"), 1, 1);
            assertThat(other.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        assertThat(endpoint.counts().malformed()).isEqualTo(1);
    }

    @Test
    void malformedConnectsAndStrayPacketsEndOnlyTheirConnection() throws Exception {
        byte[][] bad = {
            {0x10, 0x00},
            {0x10, 0x04, 0x00, 0x04, 'M', 'Q'},
            {0x10, 0x0C, 0, 4, 'M', 'Q', 'T', 'T', 9, 2, 0, 60, 0, 0},
            {0x10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F},
            {0x30, 0x05, 0, 1, 'a', 'x', 'y'},
            {(byte) 0xF0, 0x00},
            {0x00, 0x00},
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8),
        };
        try (RawMqtt good = RawMqtt.connected(tcp, "good")) {
            for (byte[] packet : bad) {
                try (RawMqtt raw = new RawMqtt(tcp)) {
                    raw.raw(packet);
                    // The first two announce more than they bring: the time limit for a CONNECT ends those.
                    if (packet[1] != 0 && packet[1] != 4 || packet[0] != 0x10) {
                        assertThat(raw.isClosed()).as("%02x", packet[0]).isTrue();
                    }
                }
                good.ping();
                assertThat(good.read().type()).isEqualTo(RawMqtt.PINGRESP);
            }
        }
    }

    @Test
    void randomBytesNeverStopTheOthers() throws Exception {
        long seed = 20_260_504L;
        Random random = new Random(seed);
        try (RawMqtt good = RawMqtt.connected(tcp, "good")) {
            for (int i = 1; i <= 300; i++) {
                try (RawMqtt noise = new RawMqtt(tcp)) {
                    if (i % 2 == 0) {
                        noise.connect("noise" + i, true);
                    }
                    byte[] bytes = new byte[1 + random.nextInt(400)];
                    random.nextBytes(bytes);
                    if (i % 3 == 0) {
                        bytes[0] = (byte) (random.nextInt(16) << 4 | random.nextInt(16));
                    }
                    noise.raw(bytes);
                } catch (IOException cutOff) {
                    // It may be quicker than we are.
                }
                if (i % 10 == 0) {
                    good.publish(OX, Bindings.bytes("97"), 1, i);
                    assertThat(good.read().type())
                            .as("seed %d round %d", seed, i)
                            .isEqualTo(RawMqtt.PUBACK);
                }
            }
        }
        assertThat(port.values()).hasSizeGreaterThanOrEqualTo(30);
        await().atMost(SOON).until(() -> endpoint.counts().clients() == 0);
    }
}
