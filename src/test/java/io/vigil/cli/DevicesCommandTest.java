package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DevicesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theProjectsOwnDescriptionsAreRight() {
        assertThat(run(
                        "check",
                        Path.of(System.getProperty("user.dir"), "devices").toString()))
                .isZero();
        assertThat(out.toString()).contains("nellcor-ascii: right").contains("qube-vital: right");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFolderWithoutDescriptionsIsNotRight(@TempDir Path empty) {
        assertThat(run("check", empty.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no device.yaml");
        assertThat(run("check", empty.resolve("none").toString())).isEqualTo(1);
    }

    @Test
    void everyTypeIsListed() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("nonin-ascii")
                .contains("datascope-accutorr")
                .contains("mqtt, CM4_BLE_GW_TX");
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new DevicesCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
