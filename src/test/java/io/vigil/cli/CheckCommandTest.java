package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.config.ConfigReader;
import io.vigil.config.Place;
import io.vigil.config.Probe;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aGoodFileExitsWithZero() throws Exception {
        Path file = write("v.yaml", "site: {id: s}\n");

        assertThat(check(List.of(), file)).isZero();
        assertThat(out.toString().strip()).isEqualTo(file + ": no problems");
    }

    @Test
    void eachProblemIsALineAndTheExitCodeIsThree() throws Exception {
        Path file = write("v.yaml", "sit: {}\nhttp: {listen: nowhere}\n");

        assertThat(check(List.of(), file)).isEqualTo(3);
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ":1:1: unknown key 'sit'; did you mean 'site'?",
                        file + ":2:16: 'listen' must be HOST:PORT such as 127.0.0.1:8080, not 'nowhere'");
        assertThat(err.toString().strip()).isEqualTo(file + ": 2 problems");
    }

    @Test
    void theClinicsProtocolsAreCheckedToo() throws Exception {
        Path file = write("v.yaml", "protocols: own\n");
        Files.createDirectory(folder.resolve("own"));
        Path protocol = write("own/a.yaml", "id: a\ntitel: b\n");

        assertThat(check(List.of(), file)).isEqualTo(3);
        assertThat(out.toString()).contains(protocol + ":2:1: unknown key 'titel'; did you mean 'title'?");
    }

    @Test
    void probesAreAskedOnlyAboutAFileThatReadsWell() throws Exception {
        Probe down = config -> List.of(config.http().place().problem("port 1 is in use; choose another"));

        assertThat(check(List.of(down), write("bad.yaml", "http: {listen: x}\n")))
                .isEqualTo(3);
        assertThat(out.toString()).doesNotContain("in use");
        assertThat(check(List.of(down), write("good.yaml", "\nhttp: {}\n"))).isEqualTo(3);
        assertThat(out.toString()).contains("good.yaml:2:7: port 1 is in use");
    }

    @Test
    void withoutAFileTheUsageIsWrong() {
        assertThat(new CommandLine(new CheckCommand(reader(), List.of()))
                        .setErr(new PrintWriter(err))
                        .execute())
                .isEqualTo(2);
        assertThat(new Place("f", 1, 2).problem("m")).hasToString("f:1:2: m");
    }

    private int check(List<Probe> probes, Path file) {
        return new CommandLine(new CheckCommand(reader(), probes))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--config", file.toString());
    }

    private static ConfigReader reader() {
        return new ConfigReader(Map.of(), Set.of("nonin-df8"));
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
