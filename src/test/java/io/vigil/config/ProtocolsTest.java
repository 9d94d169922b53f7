package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.session.Protocol;
import io.vigil.vital.Metric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolsTest {
    private static final Path DEFAULTS =
            Path.of(System.getProperty("user.dir"), "..", "shared", "conformance", "protocols.json");

    @TempDir
    Path folder;

    /** The published defaults, field by field against the bare YAML: what is shipped adds, and changes nothing. */
    @TestFactory
    List<DynamicTest> everyPublishedFieldIsShippedUnchanged() throws Exception {
        assumeTrue(
                Files.exists(DEFAULTS), "no published default protocols beside the project; nothing to compare with");
        List<DynamicTest> tests = new java.util.ArrayList<>();
        for (JsonNode published : new ObjectMapper().readTree(DEFAULTS.toFile()).get("protocols")) {
            JsonNode shipped = shipped(published.get("id").asText());
            published.fields().forEachRemaining(field -> {
                if (!field.getKey().equals("rules")) {
                    tests.add(DynamicTest.dynamicTest(
                            published.get("id").asText() + " " + field.getKey(),
                            () -> assertThat(shipped.get(field.getKey()).toString())
                                    .isEqualTo(field.getValue().toString())));
                }
            });
            published
                    .get("rules")
                    .forEach(rule -> tests.add(DynamicTest.dynamicTest(
                            published.get("id").asText() + " " + rule.get("id").asText(),
                            () -> assertThat(fields(
                                            ruleOf(shipped, rule.get("id").asText())))
                                    .containsAllEntriesOf(fields(rule)))));
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    @Test
    void allFourLoad() {
        assertThat(good(Optional.empty()))
                .extracting(Protocol::id)
                .containsExactly("iv-40min", "im", "in-esketamine-rems", "oral-sl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iv-40min", "im", "in-esketamine-rems", "oral-sl"})
    void aShippedProtocolHasWhatItMust(String id) {
        Protocol protocol = protocol(id);

        assertThat(protocol.requiredMetrics()).containsExactlyInAnyOrder(Metric.SPO2, Metric.SBP);
        assertThat(protocol.rules())
                .filteredOn(rule -> rule.priority() == Priority.HIGH)
                .allSatisfy(rule -> assertThat(rule.reminderMillis())
                        .as(rule.id())
                        .isEqualTo(rule.metrics().contains(Metric.SPO2) ? 120_000 : 180_000));
        assertThat(protocol.rules())
                .filteredOn(rule -> rule.priority() != Priority.LOW && !Double.isNaN(rule.limit()))
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        rule -> assertThat(rule.limit()).as(rule.id()).isBetween(rule.boundLow(), rule.boundHigh()));
        assertThat(rule(protocol, "tech.spo2.stale").escalateAfterMillis()).containsExactly(60_000L, 180_000L);
        assertThat(rule(protocol, "tech.spo2.sensor_off").escalateAfterMillis()).containsExactly(60_000L, 180_000L);
        assertThat(rule(protocol, "tech.pr.stale").metrics()).containsExactly(Metric.PR);
        assertThat(rule(protocol, "tech.hr.stale").metrics()).containsExactly(Metric.HR);
        assertThat(rule(protocol, "rr.low.warn"))
                .extracting(Rule::limit, Rule::delayMillis)
                .containsExactly(8.0, 30_000L);
        assertThat(rule(protocol, "rr.low.crit"))
                .extracting(Rule::limit, Rule::delayMillis)
                .containsExactly(6.0, 15_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iv-40min", "im", "in-esketamine-rems", "oral-sl"})
    void eachPulseRuleHasAHeartRateTwinThatYieldsToIt(String id) {
        Protocol protocol = protocol(id);
        Map<String, String> twins = Map.of("predose.pr.hold", "predose.hr.hold", "press.surge", "press.surge.hr");

        List<Rule> pulse = protocol.rules().stream()
                .filter(rule -> rule.id().startsWith("pr.") || twins.containsKey(rule.id()))
                .toList();

        assertThat(pulse).hasSize(7).allSatisfy(rule -> {
            Rule twin = rule(protocol, twins.getOrDefault(rule.id(), rule.id().replace("pr.", "hr.")));
            assertThat(twin.inhibitedBy()).containsExactly(rule.id());
            assertThat(List.of(
                            twin.kind(),
                            twin.priority(),
                            twin.limit(),
                            twin.change(),
                            twin.delayMillis(),
                            twin.phases()))
                    .isEqualTo(List.of(
                            rule.kind(),
                            rule.priority(),
                            rule.limit(),
                            rule.change(),
                            rule.delayMillis(),
                            rule.phases()));
        });
    }

    /** A line of the shipped text, what stands there instead, and what must be said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reminder_s: 120 | latching: true | stands here a second time",
                "     reminder_s: 120} | } | spo2.low.crit is of high priority and needs 'reminder_s'",
                "reminder_s: 120 | reminder_s: 121 | over 0 and at most 120",
                ", bounds: [88, 96] | '' | spo2.low.warn has a limit and needs 'bounds",
                "bounds: [88, 96] | bounds: [93, 96] | the limit of spo2.low.warn lies outside",
                "[tech.spo2.sensor_off], escalate_after_s: [60, 180] | [tech.spo2.sensor_off] | tech.spo2.stale tells of a required metric",
                "metric: sbp, grace_s | metric: dbp, grace_s | required metric sbp has no rule of kind overdue",
                "metric: spo2, timeout_s | metric: pr, timeout_s | required metric spo2 has no rule of kind stale",
                "required_metrics: [spo2, sbp] | required_metrics: [spo3, sbp] | no metric 'spo3'; did you mean 'spo2'?",
                "phases: [baseline], bounds: [130, 180] | phases: [basline], bounds: [130, 180] | no phase 'basline'; did you mean 'baseline'?",
                "inhibited_by: [pr.high.warn] | inhibited_by: [pr.high.wran] | names no rule",
                "kind: rate_high | kind: rate_hihg | did you mean 'rate_high'?",
                "delay_s: 15 | dely_s: 15 | did you mean 'delay_s'?",
                "metric: hr, limit: 120 | metric: hr, limit: 121 | pr.high.warn watches pr and has no twin on hr",
                "bounds: [100, 150], inhibited_by: [pr.high.warn] | bounds: [100, 150] | pr.high.warn watches pr and has no twin",
                "metric: hr, kind: limit_high, limit: 120 | metric: rr, kind: limit_high, limit: 120 | press.surge watches pr",
                "metric: hr, timeout_s | metric: pi, timeout_s | metric hr has no rule of kind stale",
                "recheck_after_s: 180 | recheck_after_s: 119 | must be at least 120",
                "metrics: [hr, pr] | metrics: [hr, hr] | must name the two metrics that should be alike",
                "title: | titel: | unknown key 'titel'; did you mean 'title'?",
                "no_active_or_latched: [high, medium] | no_active_or_latched: [high] | must be [high, medium]",
                "spo2_above: 92 | spo2_above: 920 | must be a number from 0 to 100, not '920'",
                "min_observation_from: last_dose_end | min_observation_from: dose_end | 'min_observation_from' cannot be 'dose_end'",
            })
    void aProtocolThatLacksWhatItMustHaveDoesNotLoad(String from, String to, String said) {
        String broken = text("iv-40min").replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThat(broken).isNotEqualTo(text("iv-40min"));

        List<Problem> problems = refused(ProtocolReader.read("own.yaml", broken));

        assertThat(problems).as("%s", problems).anySatisfy(problem -> {
            assertThat(problem.message()).contains(said);
            assertThat(problem.place().line()).isGreaterThan(1);
        });
    }

    @Test
    void aProblemInARuleStandsAtItsLine() {
        String text = text("iv-40min").replace("id: sbp.low.warn, kind: limit_low", "id: sbp.low.warn, kind: limit_lo");
        long line = text.substring(0, text.indexOf("limit_lo,")).lines().count();

        assertThat(refused(ProtocolReader.read("own.yaml", text)))
                .extracting(problem -> problem.place().line())
                .containsExactly((int) line);
    }

    @Test
    void aClinicsFolderAddsAndOverrides() throws Exception {
        Files.writeString(folder.resolve("im.yaml"), text("im").replace("limit: 92, h", "limit: 93, h"));
        Files.writeString(folder.resolve("own.yml"), text("im").replace("id: im\n", "id: im-clinic\n"));
        Files.writeString(folder.resolve("README.txt"), "not a protocol");

        List<Protocol> protocols = good(Optional.of(folder));

        assertThat(protocols).hasSize(5);
        assertThat(protocols)
                .filteredOn(protocol -> protocol.id().equals("im"))
                .singleElement()
                .satisfies(protocol ->
                        assertThat(rule(protocol, "spo2.low.warn").limit()).isEqualTo(93));
    }

    @Test
    void theObservationOfTheRemsCannotBeLowered() throws Exception {
        Files.writeString(
                folder.resolve("rems.yaml"),
                text("in-esketamine-rems").replace("min_observation_min: 120", "min_observation_min: 119"));

        assertThat(refused(Protocols.read(Optional.of(folder))))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("rems.yaml") + ":17:")
                .contains("cannot be lowered below 120");
    }

    @Test
    void twoFilesOfOneIdAreAProblem() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), text("im"));
        Files.writeString(folder.resolve("b.yaml"), text("im"));

        assertThat(refused(Protocols.read(Optional.of(folder))))
                .singleElement()
                .asString()
                .contains("remove one");
    }

    private static List<Protocol> good(Optional<Path> folder) {
        var outcome = Protocols.read(folder);
        assertThat(outcome).isInstanceOf(Outcome.Read.class);
        return ((Outcome.Read<List<Protocol>>) outcome).value();
    }

    private static <T> List<Problem> refused(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<T>) outcome).problems();
    }

    private static Protocol protocol(String id) {
        return good(Optional.empty()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Rule rule(Protocol protocol, String id) {
        return protocol.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode shipped(String id) throws Exception {
        return YamlParser.parse(id, text(id)).json();
    }

    private static JsonNode ruleOf(JsonNode protocol, String id) {
        for (JsonNode rule : protocol.get("rules")) {
            if (rule.get("id").asText().equals(id)) {
                return rule;
            }
        }
        throw new AssertionError("no rule " + id);
    }

    private static Map<String, String> fields(JsonNode rule) {
        var fields = new TreeMap<String, String>();
        rule.fields()
                .forEachRemaining(
                        field -> fields.put(field.getKey(), field.getValue().toString()));
        return fields;
    }

    private static String text(String id) {
        try (var in = ProtocolsTest.class.getResourceAsStream("/protocols/" + id + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
