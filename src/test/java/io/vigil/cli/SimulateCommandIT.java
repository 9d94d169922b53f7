package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.sim.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real seconds: a recording of three of them is played to its end. */
class SimulateCommandIT {
    @TempDir
    private Path folder;

    private final List<String> published = new CopyOnWriteArrayList<>();
    private final StringWriter err = new StringWriter();

    @Test
    void aRecordingIsPublishedToItsEnd() throws IOException {
        assertThat(simulate(
                        "--device",
                        "vigil-json",
                        "--mqtt",
                        "tcp://127.0.0.1:1",
                        "--topic",
                        "t",
                        "--recording",
                        recording()))
                .isZero();
        assertThat(published)
                .filteredOn(message -> message.contains("\"spo2\":97"))
                .hasSize(1)
                .allMatch(message -> message.startsWith("tcp://127.0.0.1:1 t {"));
    }

    @Test
    void aPortThatIsNotThereIsMadeAndTakenAwayAgain() throws IOException {
        Path port = folder.resolve("port");
        assertThat(simulate("--device", "nonin-df8", "--serial", port.toString(), "--recording", recording()))
                .isZero();
        assertThat(Files.exists(port, java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void theHelpNamesEveryFault() {
        String help = new CommandLine(new SimulateCommand(url -> (topic, payload) -> {})).getUsageMessage();
        String flat = help.replaceAll("\\s+", " ");
        for (Fault fault : Fault.values()) {
            assertThat(flat).contains(fault.wire() + ": " + fault.says());
        }
    }

    @Test
    void anUnknownFaultIsWrongUsage() {
        assertThat(simulate(
                        "--device", "nonin-df8", "--serial", folder.resolve("p").toString(), "--fault", "rain"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("rain").contains("finger-out");
    }

    @Test
    void aSerialDeviceIsNotReachedByMqtt() {
        assertThat(simulate("--device", "nonin-df8", "--mqtt", "tcp://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--serial");
        assertThat(simulate("--device", "nonin-df8")).isEqualTo(2);
    }

    private String recording() throws IOException {
        return Files.writeString(folder.resolve("r.csv"), "Time [s], PULSE, SpO2\n0,70,96\n1,71,97\n2,72,98\n")
                .toString();
    }

    private int simulate(String... arguments) {
        CommandLine line = new CommandLine(new SimulateCommand(url -> (topic, payload) ->
                published.add(url + ' ' + topic + ' ' + new String(payload, StandardCharsets.UTF_8))));
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(new StringWriter()));
        return line.execute(arguments);
    }
}
