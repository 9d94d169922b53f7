package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortEvent;
import io.vigil.device.Catalogue;
import io.vigil.device.LineError;
import io.vigil.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What hardware would notice, through the seam behind which the hardware is: a pseudo-terminal notices nothing. */
class LineErrorsTest {
    @Test
    void eachEventOfThePortIsCountedAsItsKind() {
        List<LineError> heard = new ArrayList<>();
        LineErrors errors = new LineErrors(heard::add);
        SerialPort port = SerialPort.getCommPort("/dev/null");
        for (int event : List.of(
                SerialPort.LISTENING_EVENT_BREAK_INTERRUPT,
                SerialPort.LISTENING_EVENT_FRAMING_ERROR,
                SerialPort.LISTENING_EVENT_PARITY_ERROR,
                SerialPort.LISTENING_EVENT_FIRMWARE_OVERRUN_ERROR,
                SerialPort.LISTENING_EVENT_SOFTWARE_OVERRUN_ERROR,
                SerialPort.LISTENING_EVENT_DATA_AVAILABLE)) {
            assertThat(event == SerialPort.LISTENING_EVENT_DATA_AVAILABLE || (errors.getListeningEvents() & event) != 0)
                    .isTrue();
            errors.serialEvent(new SerialPortEvent(port, event));
        }
        assertThat(heard)
                .containsExactly(
                        LineError.BREAK, LineError.FRAMING, LineError.PARITY, LineError.OVERRUN, LineError.OVERRUN);
        assertThat(errors.getListeningEvents() & SerialPort.LISTENING_EVENT_PORT_DISCONNECTED)
                .as("repeats in a tight loop")
                .isZero();
    }

    @Test
    void theLinkShowsThemWithTheDevicesEvidence() {
        ByteLine line = new ByteLine() {
            @Override
            public int read(byte[] into) {
                LockSupport.parkNanos(1_000_000);
                return 0;
            }

            @Override
            public int write(byte[] bytes) {
                return bytes.length;
            }

            @Override
            public void watch(Consumer<LineError> amiss) {
                amiss.accept(LineError.PARITY);
                amiss.accept(LineError.PARITY);
                amiss.accept(LineError.BREAK);
            }

            @Override
            public void close() {}
        };
        Clock clock = Clock.system();
        try (SerialLink link = new SerialLink(
                "ox-1",
                Catalogue.builtIn().type("nonin-df8").orElseThrow(),
                () -> new LineOpener.Opened(line),
                new RecordingWard(),
                clock)) {
            link.start();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> link.trace().view(clock.wallMillis()).line().size() == 2);
            assertThat(link.trace().view(clock.wallMillis()).line())
                    .isEqualTo(Map.of(LineError.PARITY, 2L, LineError.BREAK, 1L));
        }
    }
}
