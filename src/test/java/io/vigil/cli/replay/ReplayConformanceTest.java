package io.vigil.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published scenarios, through the command a technician types: all events, snapshots and audit records. */
class ReplayConformanceTest {
    private static final Path SCENARIOS =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared/conformance/scenarios.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void thePublishedScenariosAreThere() {
        assumeTrue(Files.exists(SCENARIOS), "conformance scenarios are not there: " + SCENARIOS);
        assertThat(SCENARIOS).isReadable();
    }

    @TestFactory
    Stream<DynamicTest> everyScenario() throws IOException {
        assumeTrue(Files.exists(SCENARIOS), "conformance scenarios are not there: " + SCENARIOS);
        var lines = Replayed.lines(SCENARIOS);
        return elements(JSON.readTree(SCENARIOS.toFile()).path("scenarios"))
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.path("id").asText() + " "
                                + scenario.path("name").asText(),
                        () -> check(scenario, lines)));
    }

    private static void check(JsonNode scenario, List<JsonNode> lines) {
        var own = lines.stream()
                .filter(line -> line.path("scenario").equals(scenario.path("id")))
                .toList();
        assertThat(own.stream().filter(line -> line.has("event")).map(line -> event(line, false)))
                .as("events")
                .containsExactlyInAnyOrderElementsOf(elements(scenario.path("expected"))
                        .map(expected -> event(expected, false))
                        .toList());
        assertThat(own.stream().filter(line -> line.has("event")).map(line -> event(line, true)))
                .as("priorities")
                .containsAll(elements(scenario.path("expected"))
                        .filter(expected -> expected.has("priority"))
                        .map(expected -> event(expected, true))
                        .toList());
        assertThat(own.stream()
                        .filter(line -> line.has("snapshot"))
                        .map(line -> line.path("t_s") + " " + line.path("session") + " " + line.path("snapshot")))
                .as("snapshots")
                .containsExactlyInAnyOrderElementsOf(elements(scenario.path("snapshots"))
                        .map(asked -> asked.path("t_s") + " " + asked.path("session") + " "
                                + ((ObjectNode) asked.deepCopy()).without(List.of("t_s", "session")))
                        .toList());
        assertThat(own.stream().filter(line -> line.has("audit")).map(line -> line.path("audit")))
                .as("audit")
                .containsExactlyInAnyOrderElementsOf(
                        elements(scenario.path("audit")).toList());
    }

    private static String event(JsonNode line, boolean withPriority) {
        return line.path("t_s") + " " + line.path("alarm") + " " + line.path("event") + " " + line.path("level") + " "
                + line.path("session") + (withPriority ? " " + line.path("priority") : "");
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
