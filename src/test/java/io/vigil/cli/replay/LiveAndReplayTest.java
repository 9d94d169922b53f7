package io.vigil.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.cli.export.ExportScenario;
import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.SiteAlarms;
import io.vigil.store.record.RecordLines;
import io.vigil.store.record.SessionRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was live and what {@code replay} makes of the export are the same events at the same millisecond. */
class LiveAndReplayTest {
    private static final int SESSIONS = 16;
    private static final int SECONDS = 1_200;

    @TempDir
    Path folder;

    private interface Export {
        void to(PrintWriter out, LivedSession lived) throws IOException;
    }

    @Test
    void anExportedScenarioReplaysToTheMillisecond() throws IOException {
        compare("scenario.json", (out, lived) -> new ExportScenario(out).write(lived.inputs));
    }

    @Test
    void exportedLinesReplayToTheMillisecond() throws IOException {
        compare(
                "session.jsonl",
                (out, lived) -> RecordLines.write(new SessionRecord(lived.inputs, List.of(), List.of()), out));
    }

    /** Every kind of input the stories tell; what is not among them is not compared here. */
    @Test
    void theStoriesTellOfEverything() {
        Set<String> told = new TreeSet<>();
        Set<String> raised = new TreeSet<>();
        for (int seed = 1; seed <= SESSIONS; seed++) {
            var lived = new LivedSession(seed, LivedSession.protocol(seed / 2 % 4), SECONDS);
            for (Input input : lived.inputs) {
                told.add(input.what().getClass().getSimpleName());
                if (input.what() instanceof Happening.Acted acted) {
                    told.add(acted.action().getClass().getSimpleName());
                }
            }
            lived.events.stream()
                    .filter(line -> line.endsWith(" raised 0"))
                    .forEach(line -> raised.add(line.split(" ")[1]));
        }
        Stream.of(Happening.class, Action.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .forEach(kind -> assertThat(told).contains(kind.getSimpleName()));
        assertThat(raised)
                .contains("tech.clock.step", "tech.device.second_client", "tech.nibp.recheck")
                .contains(SiteAlarms.UNWATCHED, SiteAlarms.UNDELIVERED);
    }

    private void compare(String name, Export export) throws IOException {
        int heard = 0;
        int rechecked = 0;
        for (int seed = 1; seed <= SESSIONS; seed++) {
            var lived = new LivedSession(seed, LivedSession.protocol(seed / 2 % 4), SECONDS);
            Path file = folder.resolve(seed + name);
            try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
                export.to(out, lived);
            }
            long end = lived.inputs.get(lived.inputs.size() - 1).atMillis() - LivedSession.T0;
            var expected = lived.events.stream()
                    .filter(line -> Long.parseLong(line.substring(0, line.indexOf(' '))) <= end)
                    .toList();
            assertThat(replayed(file)).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
            heard += expected.size();
            rechecked += (int) expected.stream()
                    .filter(line -> line.contains("tech.nibp.recheck raised"))
                    .count();
        }
        assertThat(heard).isGreaterThan(SESSIONS * 20);
        assertThat(rechecked).isPositive();
    }

    private static List<String> replayed(Path file) throws IOException {
        var lines = new ArrayList<String>();
        for (JsonNode node : Replayed.lines(file)) {
            if (node.has("event")) {
                lines.add(Math.round(node.path("t_s").asDouble() * 1_000) + " "
                        + node.path("alarm").asText() + " " + node.path("event").asText() + " "
                        + node.path("level").asInt());
            }
        }
        return lines;
    }
}
