package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.serial.SerialLink;
import io.vigil.device.sim.O2RingEncoder;
import io.vigil.device.sim.PseudoTerminal;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ring behind a serial Bluetooth bridge, described and not programmed: it answers only when it is asked, so what
 * arrives shows that the description's poll is said, with its checksum, over a real pseudo-terminal.
 */
class PolledLineIT {
    private static final byte[] READ_SENSORS = HexFormat.of().parseHex("aa17e8000000001b");
    private static final String RING = Invented.SERIAL + """
            framing: {start: '55', length: {at: 5, bytes: 2, endian: little, add: 8, lowest: 9}, longest: 64, checksum: {kind: crc8, poly: '07'}}
            talk:
              poll:
                - {hex: 'AA 17 E8 00 00 00 00 00', checksum: {kind: crc8, poly: '07'}, every_s: 1, why: read the sensors}
            records:
              - fields: {spo2: b7, pr: b8, charge: b14, worn: b18}
                size: 21
                readings: {spo2: {from: spo2, none: [0, 255], valid: {worn: '[1-9]\\d*'}}, pr: {from: pr, none: [0, 255], valid: {worn: '[1-9]\\d*'}}}
                battery: charge
            examples: []
            """;

    @TempDir
    private Path folder;

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final DevicePort ward = new DevicePort() {
        @Override
        public void frame(Frame frame, Consumer<Boolean> durable) {
            frames.add(frame);
        }

        @Override
        public void link(LinkReport report) {}
    };

    @Test
    void aRingThatIsAskedAnswersAndSaysItsBattery() throws IOException {
        byte[] answer = O2RingEncoder.sensors(97, 72, 45, true);
        DeviceType ring = new Invented(folder)
                .type(RING.replace(
                        "examples: []",
                        "examples: [{hex: '" + HexFormat.of().formatHex(answer)
                                + "', expect: [spo2 97, pr 72, battery 80]}]"));
        try (PseudoTerminal cable = PseudoTerminal.open();
                SerialLink link = SerialLink.start("ring", ring, cable.path(), ward, Clock.system())) {
            int[] asked = new int[1];
            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        if (Arrays.equals(cable.read(), READ_SENSORS)) {
                            asked[0]++;
                            cable.write(answer);
                        }
                        return asked[0] >= 2 && frames.size() >= 2;
                    });
            assertThat(frames.get(0).readings())
                    .containsExactly(
                            Reading.of(Metric.SPO2, 97, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD));
            assertThat(link.trace().battery()).hasValue(80);
            assertThat(link.badFrames()).isZero();
        }
    }
}
