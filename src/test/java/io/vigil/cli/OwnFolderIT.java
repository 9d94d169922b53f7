package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.cli.decode.DecodeCommand;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A clinic's folder of descriptions through the commands: the device is the one of "add your device in twenty minutes". */
class OwnFolderIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path site;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void follow() throws IOException {
        Matcher guide = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("devices", "README.md")).replaceAll("(?m)^   ", ""));
        assertThat(guide.find()).isTrue();
        write("own/acme-one/device.yaml", guide.group(1));
        write("vigil.yaml", """
                devices_folder: own
                devices:
                  - {id: ox-1, type: acme-one, chair: "1", serial: {port: /dev/ttyNone}}
                """);
    }

    @Test
    void theDeviceOfTheGuideIsRight() {
        assertThat(run(new DevicesCommand(), "check", site.resolve("own").toString()))
                .isZero();
        assertThat(out.toString()).contains("acme-one: right");
    }

    @Test
    void decodeReadsItThroughTheConfiguration() throws IOException {
        byte[] recording = "ACME ONE V2\r\nSAT 097 PULSE 072 LP\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(run(
                        new DecodeCommand(new ByteArrayInputStream(recording)),
                        "--device",
                        "acme-one",
                        "--config",
                        site.resolve("vigil.yaml").toString()))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"offset\":0,\"bytes\":11,\"ignored\":\"header\"}",
                        "{\"frame\":1,\"offset\":13,\"metric\":\"spo2\",\"value\":97,\"unit\":\"%\",\"quality\":\"questionable\",\"flags\":[\"low-perfusion\"]}",
                        "{\"frame\":1,\"offset\":13,\"metric\":\"pr\",\"value\":72,\"unit\":\"/min\",\"quality\":\"questionable\",\"flags\":[\"low-perfusion\"]}");
    }

    @Test
    void devicesListsIt() {
        assertThat(run(new DevicesCommand(), "--devices", site.resolve("own").toString()))
                .isZero();
        assertThat(out.toString()).contains("acme-one").contains("nonin-df8");
    }

    @Test
    void aConfiguredDeviceMayBeOfItsType() {
        Outcome<VigilConfig> outcome = reader().read(site.resolve("vigil.yaml"));
        assertThat(outcome).isInstanceOf(Outcome.Read.class);
        VigilConfig config = ((Outcome.Read<VigilConfig>) outcome).value();
        assertThat(config.catalogue().type("acme-one")).isPresent();
        assertThat(run(
                        new CheckCommand(reader(), List.of()),
                        "--config",
                        site.resolve("vigil.yaml").toString()))
                .isZero();
    }

    @Test
    void aWrongDescriptionIsToldAndTheOthersGoOn() throws IOException {
        write("own/acme-two/device.yaml", "id: acme-two\nvendro: Acme\n");
        assertThat(run(
                        new CheckCommand(reader(), List.of()),
                        "--config",
                        site.resolve("vigil.yaml").toString()))
                .isEqualTo(3);
        assertThat(out.toString())
                .contains(Path.of("own", "acme-two", "device.yaml")
                        + ":2:1: 'vendro' is not known here; did you mean 'vendor'?");
        assertThat(run(
                        new DecodeCommand(new ByteArrayInputStream(new byte[0])),
                        "--device",
                        "acme-one",
                        "--devices",
                        site.resolve("own").toString()))
                .isZero();
        assertThat(err.toString()).contains("'vendro' is not known here");
    }

    @Test
    void aFolderThatIsNotThereIsTold() throws IOException {
        write("none.yaml", "devices_folder: nowhere\n");
        assertThat(run(
                        new CheckCommand(reader(), List.of()),
                        "--config",
                        site.resolve("none.yaml").toString()))
                .isEqualTo(3);
        assertThat(out.toString()).contains("nowhere:1:1: no such folder; make it");
        assertThat(run(
                        new DevicesCommand(),
                        "--devices",
                        site.resolve("nowhere").toString()))
                .isEqualTo(1);
    }

    private static ConfigReader reader() {
        return new ConfigReader(
                Map.of(), Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet()));
    }

    private int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void write(String name, String text) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
