package io.vigil.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** What {@code replay FILE} prints, line by line; it ends well and complains of nothing. */
public final class Replayed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Replayed() {}

    public static List<JsonNode> lines(Path file) throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = new CommandLine(new ReplayCommand((named, config) -> Optional.empty()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(file.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        var lines = new ArrayList<JsonNode>();
        for (String line : out.toString().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
