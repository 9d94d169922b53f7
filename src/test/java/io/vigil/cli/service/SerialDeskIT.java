package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fazecast.jSerialComm.SerialPort;
import io.vigil.device.Catalogue;
import io.vigil.device.serial.ListedPort;
import io.vigil.device.serial.SerialProbe;
import io.vigil.device.sim.Metronome;
import io.vigil.device.sim.NoninDf8Simulator;
import io.vigil.device.sim.PseudoTerminal;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.session.port.PortDesk.Heard;
import io.vigil.session.port.PortDesk.Probe;
import io.vigil.session.port.PortDesk.State;
import io.vigil.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The desk over real bytes. */
class SerialDeskIT {
    private static SerialDesk desk(PseudoTerminal cable, long stepMillis) {
        SerialProbe probe = new SerialProbe(Catalogue.builtIn().all(), Clock.system(), stepMillis);
        return new SerialDesk(
                () -> List.of(ListedPort.of(cable.path())), port -> Optional.empty(), probe::probe, stepMillis);
    }

    private static Probe over(SerialDesk desk, String path) {
        desk.probe(path, "tess");
        await().atMost(Duration.ofSeconds(60)).until(() -> latest(desk).state() != State.LISTENING);
        return latest(desk);
    }

    private static Probe latest(SerialDesk desk) {
        return desk.latest().orElseThrow();
    }

    @Test
    void aSpeakingDeviceIsToldWithItsLinesForTheConfiguration() throws IOException {
        try (PseudoTerminal cable = PseudoTerminal.open();
                SerialDesk desk = desk(cable, 2_500);
                Metronome beat = Metronome.start(
                        Clock.system(), List.of(new NoninDf8Simulator(new ScriptedCourse(1), cable::write)))) {
            assertThat(beat).isNotNull();
            Probe probe = over(desk, cable.path());
            assertThat(probe.state()).isEqualTo(State.DONE);
            assertThat(probe.step()).isEqualTo(probe.steps()).isGreaterThan(2);
            assertThat(probe.bytes()).isPositive();
            Heard nonin = probe.heard().stream()
                    .filter(heard -> heard.type().equals("nonin-df8"))
                    .findFirst()
                    .orElseThrow();
            assertThat(nonin.good()).isGreaterThanOrEqualTo(2);
            assertThat(nonin.line()).isEqualTo("9600 8N1");
            assertThat(nonin.millis()).isBetween(2_400L, 10_000L);
            assertThat(nonin.entry())
                    .isEqualTo("devices:\n  - id: nonin-df8-1\n    type: nonin-df8\n    serial: {port: " + cable.path()
                            + "}\n");
        }
    }

    @Test
    void aSilentPortIsHeardOutAndAStoppedOneIsLeftAtOnce() throws IOException {
        try (PseudoTerminal cable = PseudoTerminal.open();
                SerialDesk quick = desk(cable, 60);
                SerialDesk slow = desk(cable, 60_000)) {
            Probe silent = over(quick, cable.path());
            assertThat(silent.state()).isEqualTo(State.DONE);
            assertThat(silent.heard()).isEmpty();
            assertThat(silent.bytes()).isZero();
            slow.probe(cable.path(), "tess");
            await().until(() -> latest(slow).step() == 1);
            slow.stop();
            await().atMost(Duration.ofSeconds(5)).until(() -> latest(slow).state() == State.STOPPED);
            // Given back: at once, and again, somebody else may have it.
            assertThat(over(quick, cable.path()).state()).isEqualTo(State.DONE);
            assertThat(over(quick, cable.path()).state()).isEqualTo(State.DONE);
        }
    }

    @Test
    void aPortThatAnotherProgramHasIsBusyAndOneThatIsGoneIsMissing() throws IOException {
        PseudoTerminal cable = PseudoTerminal.open();
        SerialDesk desk = desk(cable, 60);
        SerialPort other = SerialPort.getCommPort(cable.path());
        assertThat(other.openPort()).isTrue();
        assertThat(over(desk, cable.path()).state()).isEqualTo(State.BUSY);
        other.closePort();
        cable.close();
        assertThat(over(desk, cable.path()).state()).isEqualTo(State.MISSING);
    }
}
