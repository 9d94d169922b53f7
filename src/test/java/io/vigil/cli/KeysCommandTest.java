package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.config.ConfigReader;
import io.vigil.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aKeyIsMadeListedPublishedAndRetired() {
        String keys = folder.resolve("keys").toString();
        assertThat(keys("new", "--folder", keys)).isZero();
        String id = out.toString().strip();
        assertThat(keys("list", "--folder", keys)).isZero();
        assertThat(out.toString().strip()).startsWith(id + "\tES384\t").endsWith("\tsigns");
        assertThat(keys("publish", "--folder", keys)).isZero();
        assertThat(out.toString()).contains(id).doesNotContain("\"d\"");
        assertThat(keys("retire", id, "--folder", keys)).isZero();
        assertThat(keys("retire", id, "--folder", keys)).isEqualTo(1);
        assertThat(err.toString()).contains("`keys list` shows");
    }

    @Test
    void theFolderComesFromTheConfigurationWhenItIsNotNamed() throws IOException {
        Path file = folder.resolve("vigil.yaml");
        Files.writeString(file, """
                site: {id: north}
                ehr: {url: "https://ehr.example/fhir", auth: {type: smart, client_id: c, keys: ring}}
                """);
        assertThat(keys("new", "--alg", "RS384", "--config", file.toString())).isZero();
        assertThat(folder.resolve("ring").resolve(out.toString().strip() + ".jwk"))
                .exists();

        Files.writeString(file, "site: {id: north}\n");
        assertThat(keys("list", "--config", file.toString())).isEqualTo(1);
    }

    @Test
    void withoutAFolderOrWithAnotherAlgorithmTheMendIsSaid() {
        assertThat(keys("list")).isEqualTo(2);
        assertThat(err.toString()).contains("--folder or --config");
        assertThat(keys("new", "--alg", "HS256", "--folder", folder.toString())).isEqualTo(1);
    }

    private int keys(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = new CommandLine(new KeysCommand(new ConfigReader(Map.of(), Set.of()), Clock.system()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((fault, command, result) -> 1);
        return line.execute(args);
    }
}
