package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's exit codes: 3 for a configuration that is not valid, from whichever command it was given to. */
class InvalidConfigurationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"backup x", "export s1 --format csv", "audit verify", "keys list", "user list", "check"})
    void isThree(String command) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "dat: /var/lib/vigil\n");
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of("--config", bad.toString()));

        assertThat(Commands.run(args.toArray(String[]::new))).isEqualTo(3);
    }
}
