package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Catalogue;
import io.vigil.device.sim.MasimoAscii1Simulator;
import io.vigil.device.sim.Metronome;
import io.vigil.device.sim.NoninDf8Simulator;
import io.vigil.device.sim.PseudoTerminal;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.device.sim.SimulatedDevice;
import io.vigil.time.Clock;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialProbeIT {
    private static final SerialProbe PROBE = new SerialProbe(Catalogue.builtIn().all(), Clock.system(), 2_500);

    private static SerialProbe.Outcome probe(PseudoTerminal cable, SimulatedDevice device) {
        try (Metronome beat = Metronome.start(Clock.system(), List.of(device))) {
            assertThat(beat).isNotNull();
            return PROBE.probe(cable.path());
        }
    }

    @Test
    void aNoninIsRecognised() throws IOException {
        try (PseudoTerminal cable = PseudoTerminal.open()) {
            SerialProbe.Outcome outcome = probe(cable, new NoninDf8Simulator(new ScriptedCourse(1), cable::write));
            assertThat(outcome.answers())
                    .extracting(answer -> answer.type().id())
                    .contains("nonin-df8");
            SerialProbe.Answer first = outcome.answers().stream()
                    .filter(answer -> answer.type().id().equals("nonin-df8"))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.bad()).isZero();
            assertThat(first.says()).contains("spo2");
            assertThat(first.line().inWords()).isEqualTo("9600 8N1");
        }
    }

    @Test
    void aMasimoIsRecognisedBeforeAllOthers() throws IOException {
        try (PseudoTerminal cable = PseudoTerminal.open()) {
            SerialProbe.Outcome outcome = probe(
                    cable,
                    new MasimoAscii1Simulator(
                            new ScriptedCourse(3), cable::write, LocalDateTime.of(2026, 5, 4, 10, 0), 7));
            assertThat(outcome.answers().get(0).type().id()).isEqualTo("masimo-ascii1");
        }
    }

    @Test
    void nobodyAndNoPortAreTold() throws IOException {
        try (PseudoTerminal cable = PseudoTerminal.open()) {
            SerialProbe quick = new SerialProbe(Catalogue.builtIn().all(), Clock.system(), 50);
            assertThat(quick.probe(cable.path()).answers()).isEmpty();
            SerialProbe.Outcome none = quick.probe("/dev/no-such-port");
            assertThat(none.trouble()).isEqualTo(PortTrouble.MISSING);
            assertThat(none.reason()).contains("plugged in");
        }
    }
}
