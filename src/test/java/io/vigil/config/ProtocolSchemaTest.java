package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.alarm.Priority;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped JSON Schema knows the keys, words and needs the readers know, and no others. */
class ProtocolSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMA = schema();

    private static JsonNode schema() {
        try (var in = ProtocolSchemaTest.class.getResourceAsStream("/protocols/protocol.schema.json")) {
            return JSON.readTree(in);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode ofKind(RuleKind kind) {
        return SCHEMA.at("/$defs/rules/" + kind.wire());
    }

    private static List<String> problems(JsonNode rule) {
        var problems = new ArrayList<String>();
        RuleReader.read(rule, "", (at, what) -> problems.add(at + " " + what));
        return problems;
    }

    /** A rule with what the schema says is needed, and nothing else. */
    private static ObjectNode least(RuleKind kind) {
        ObjectNode rule = JSON.createObjectNode();
        for (JsonNode needed : ofKind(kind).path("required")) {
            rule.set(needed.asText(), sample(needed.asText(), kind));
        }
        if (kind == RuleKind.STALE) {
            rule.put("metric", "spo2");
        }
        if (kind == RuleKind.OVERDUE) {
            rule.put("interval_s", 60);
        }
        return rule;
    }

    private static JsonNode sample(String key, RuleKind kind) {
        return switch (key) {
            case "id" -> JSON.valueToTree("r");
            case "kind" -> JSON.valueToTree(kind.wire());
            case "priority" -> JSON.valueToTree("low");
            case "metric" -> JSON.valueToTree("sbp");
            case "metrics" -> JSON.valueToTree(List.of("hr", "pr"));
            case "of" ->
                JSON.createArrayNode()
                        .add(JSON.createObjectNode()
                                .put("metric", "pr")
                                .put("kind", "limit_low")
                                .put("limit", 40));
            case "accept" -> JSON.valueToTree(List.of("good"));
            case "phases", "inhibited_by" -> JSON.valueToTree(List.of("x"));
            case "latching", "inclusive" -> JSON.valueToTree(true);
            case "escalate_after_s" -> JSON.valueToTree(List.of(60));
            case "bounds" -> JSON.valueToTree(List.of(1, 99));
            case "limit_by_phase", "interval_by_phase" ->
                JSON.createObjectNode().put("dosing", 5);
            default -> JSON.valueToTree(5);
        };
    }

    @Test
    void itKnowsEachKindMetricPriorityAndNoOther() {
        assertThat(names(SCHEMA.at("/$defs/rules")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RuleKind.values()).map(RuleKind::wire).toList());
        assertThat(SCHEMA.at("/properties/rules/items/oneOf")).hasSize(RuleKind.values().length);
        assertThat(words(SCHEMA.at("/properties/required_metrics/items/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::wire).toList());
        assertThat(words(SCHEMA.at("/$defs/common/priority/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Priority.values()).map(Priority::wire).toList());
    }

    private static List<String> words(JsonNode list) {
        var words = new ArrayList<String>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    @ParameterizedTest
    @EnumSource
    void whatItNeedsIsEnoughAndNothingOfItIsTooMuch(RuleKind kind) {
        assertThat(problems(least(kind))).isEmpty();
        for (JsonNode needed : ofKind(kind).path("required")) {
            assertThat(problems(least(kind).without(List.of(needed.asText()))))
                    .as("without " + needed)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsKeysAreTheReaders(RuleKind kind) {
        var every = new TreeSet<String>();
        SCHEMA.at("/$defs/rules").forEach(rule -> every.addAll(names(rule.path("properties"))));
        Set<String> own = names(ofKind(kind).path("properties"));
        for (String key : every) {
            ObjectNode rule = least(kind);
            rule.set(key, sample(key, kind));
            boolean unknown =
                    problems(rule).stream().anyMatch(problem -> problem.contains("unknown key '" + key + "'"));
            assertThat(unknown).as(key).isEqualTo(!own.contains(key));
        }
    }

    @Test
    void theShippedProtocolsUseNoKeyItDoesNotKnow() throws Exception {
        for (String id : List.of("iv-40min", "im", "in-esketamine-rems", "oral-sl")) {
            JsonNode protocol = shipped(id);
            assertThat(names(SCHEMA.path("properties"))).containsAll(names(protocol));
            assertThat(names(protocol)).containsAll(words(SCHEMA.path("required")));
            assertThat(names(SCHEMA.at("/properties/discharge/properties")))
                    .containsAll(names(protocol.path("discharge")));
            for (JsonNode rule : protocol.path("rules")) {
                RuleKind kind = RuleKind.ofWire(rule.path("kind").asText()).orElseThrow();
                assertThat(names(ofKind(kind).path("properties")))
                        .as(rule.path("id").asText())
                        .containsAll(names(rule));
            }
        }
    }

    @Test
    void theReaderNeedsOfAProtocolWhatItNeeds() throws Exception {
        for (String key : words(SCHEMA.path("required"))) {
            ObjectNode less = shipped("iv-40min").deepCopy();
            less.remove(key);
            assertThat(ProtocolReader.read("own.yaml", JSON.writeValueAsString(less)))
                    .as("without " + key)
                    .isInstanceOf(Outcome.Refused.class);
        }
        ObjectNode more = shipped("iv-40min").deepCopy();
        more.put("recheck_after_s", 240);
        assertThat(ProtocolReader.read("own.yaml", JSON.writeValueAsString(more)))
                .isInstanceOf(Outcome.Read.class);
        more.put("nobody_knows", 1);
        assertThat(ProtocolReader.read("own.yaml", JSON.writeValueAsString(more)))
                .isInstanceOf(Outcome.Refused.class);
    }

    private static JsonNode shipped(String id) throws Exception {
        try (var in = ProtocolSchemaTest.class.getResourceAsStream("/protocols/" + id + ".yaml")) {
            return YamlParser.parse(id, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .json();
        }
    }
}
