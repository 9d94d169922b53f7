package io.vigil.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.cli.replay.Replayed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Made-up scenario files through {@code replay}, against {@link NaiveModel}: events, snapshots with states, sound and
 * display, and audit, of one session or two. The dose is that of {@link AgreementTest}.
 */
class ReplayAgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IN_A_FILE = 500;

    @TempDir
    Path folder;

    private record Case(ObjectNode scenario, List<String> expected) {}

    @Test
    void replayPrintsWhatAPlainReadingOfTheSpecificationSays() throws IOException {
        for (long seed = AgreementTest.firstSeed();
                seed < AgreementTest.firstSeed() + AgreementTest.stories();
                seed += IN_A_FILE) {
            Map<String, List<String>> expected = new HashMap<>();
            ObjectNode file = JSON.createObjectNode().put("format", "ketamine-alarm-scenarios/1");
            ArrayNode scenarios = file.putArray("scenarios");
            long end = Math.min(seed + IN_A_FILE, AgreementTest.firstSeed() + AgreementTest.stories());
            for (long each = seed; each < end; each++) {
                Case made = made(each);
                scenarios.add(made.scenario());
                expected.put("R" + each, made.expected());
            }
            Map<String, List<String>> printed = replay(JSON.writeValueAsString(file));
            expected.forEach((id, lines) ->
                    assertThat(printed.getOrDefault(id, List.of())).as(id).containsExactlyInAnyOrderElementsOf(lines));
        }
    }

    private static Case made(long seed) {
        Story one = Story.of(seed);
        var random = new Random(seed);
        List<Story> stories = random.nextInt(4) == 0 ? List.of(one, one.another(seed + 1_000_000_007L)) : List.of(one);
        List<Integer> snapshots = new ArrayList<>();
        for (int t = random.nextInt(20); t <= one.end(); t += 1 + random.nextInt(40)) {
            snapshots.add(t);
        }
        return new Case(StoryText.of("R" + seed, stories, snapshots), NaiveReplay.of(stories, snapshots));
    }

    private Map<String, List<String>> replay(String text) throws IOException {
        Path file = folder.resolve("made-up.json");
        Files.writeString(file, text);
        Map<String, List<String>> lines = new HashMap<>();
        for (JsonNode node : Replayed.lines(file)) {
            lines.computeIfAbsent(node.path("scenario").asText(), id -> new ArrayList<>())
                    .add(plain(node));
        }
        return lines;
    }

    private static String plain(JsonNode line) {
        String name = line.path("session").asText("");
        if (line.has("audit")) {
            return audit(line.get("audit"));
        }
        if (line.has("snapshot")) {
            JsonNode shot = line.get("snapshot");
            return line.path("t_s").asInt() + " snapshot "
                    + shot.path("sounding").asText() + " " + texts(shot.path("states")) + " "
                    + texts(shot.path("display")) + " " + name;
        }
        String more = line.has("priority")
                ? " " + line.get("priority").asText()
                : line.has("level") ? " " + line.get("level").asInt() : "";
        return line.path("t_s").asInt() + " " + line.path("event").asText() + " "
                + line.path("alarm").asText() + more + " " + name;
    }

    private static String audit(JsonNode audit) {
        String head = "audit " + audit.path("t_s").asInt() + " "
                + audit.path("action").asText() + " " + audit.path("by").asText() + " ";
        return switch (audit.path("action").asText()) {
            case "set_limit" ->
                head + audit.path("alarm").asText() + " "
                        + NaiveReplay.rounded(audit.path("from").asDouble()) + " "
                        + NaiveReplay.rounded(audit.path("to").asDouble()) + " "
                        + audit.path("result").asText();
            case "standby" -> head + audit.path("result").asText();
            default -> {
                var values = new TreeMap<String, Long>();
                audit.path("values")
                        .fields()
                        .forEachRemaining(entry -> values.put(
                                entry.getKey(),
                                NaiveReplay.rounded(entry.getValue().asDouble())));
                yield head + values;
            }
        };
    }

    private static Map<String, String> texts(JsonNode object) {
        var all = new TreeMap<String, String>();
        object.fields()
                .forEachRemaining(
                        entry -> all.put(entry.getKey(), entry.getValue().asText()));
        return all;
    }
}
