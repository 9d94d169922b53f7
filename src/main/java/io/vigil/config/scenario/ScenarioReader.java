package io.vigil.config.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.alarm.Rule;
import io.vigil.config.Fields;
import io.vigil.config.Nearest;
import io.vigil.config.Problems;
import io.vigil.config.RuleReader;
import io.vigil.config.scenario.Scenario.Act;
import io.vigil.config.scenario.Scenario.Sample;
import io.vigil.config.scenario.Scenario.Session;
import io.vigil.config.scenario.Scenario.Snapshot;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scenario, gathered key by key from a parser in any order; the readings as a stream, the rest as a tree. */
final class ScenarioReader {
    private static final double LONGEST_SECONDS = 31 * 86_400.0;
    private static final double LARGEST_VALUE = 9_000;

    /** Read by people and checks, not by a run. */
    private static final List<String> REMARKS = List.of("name", "why", "expected", "audit", "format", "session");

    private final ObjectNode tree = JsonNodeFactory.instance.objectNode();
    private final List<String> found = new ArrayList<>();
    private final Problems problems =
            (pointer, message) -> found.add(pointer.isEmpty() ? message : pointer + ": " + message);
    private final SampleReader samples = new SampleReader(problems);
    private List<String> names = List.of("");

    /** The parser stands on the value of {@code key}. */
    void take(String key, JsonParser parser) throws IOException {
        if (key.equals("readings")) {
            samples.read(parser);
            tree.putNull(key);
        } else if (REMARKS.contains(key)) {
            parser.skipChildren();
        } else {
            JsonNode value = parser.readValueAsTree();
            tree.set(key, value);
        }
    }

    /** Where something is amiss; empty when nothing is. Known after {@link #scenario}. */
    List<String> problems() {
        return found;
    }

    String id(int position) {
        return tree.path("id").asText("#" + position);
    }

    /** Everything there is to read; of use only when {@link #problems} then is empty. */
    Scenario scenario(int position) {
        var fields = new Fields(tree, "", problems);
        fields.has("id");
        fields.has("readings");
        var sessions = sessions(fields);
        fields.require("end_s");
        var scenario = new Scenario(
                id(position),
                fields.text("protocol", ""),
                rules(fields),
                sessions,
                acts(fields),
                resolved(),
                snapshots(fields),
                display(fields),
                new LivedReader(problems).read(fields),
                millis(fields, "end_s", 0));
        fields.closeNear();
        return scenario;
    }

    private List<Rule> rules(Fields fields) {
        if (!fields.has("rules")) {
            if (fields.text("protocol", "").isEmpty()) {
                problems.at("", "needs 'rules' or 'protocol'");
            }
            return List.of();
        }
        return RuleReader.readAll(fields.raw("rules"), "/rules", problems);
    }

    private List<Session> sessions(Fields fields) {
        fields.has("sessions");
        if (tree.path("sessions").isArray() && !tree.path("sessions").isEmpty()) {
            names = new ArrayList<>();
            tree.path("sessions").forEach(entry -> names.add(entry.path("id").asText(entry.asText(""))));
        } else if (tree.hasNonNull("sessions")) {
            fields.reject("sessions", "must be a list of names");
        }
        fields.has("phase");
        fields.has("baseline");
        fields.has("dose_t");
        return names.stream().map(this::session).toList();
    }

    /** A session's own value, where the scenario states it by session, or the one of all. */
    private JsonNode own(String key, String session) {
        JsonNode value = tree.path(key);
        return value.path(session).isMissingNode() || session.isEmpty() ? value : value.path(session);
    }

    private Session session(String name) {
        JsonNode dose = own("dose_t", name);
        JsonNode phase = own("phase", name);
        if (!phase.isTextual()) {
            problems.at("/phase", "'phase' must be a text");
        }
        long doseMillis = dose.isNumber() ? Math.round(dose.doubleValue() * 1_000) : Session.NO_DOSE;
        return new Session(name, phase.asText(), values(own("baseline", name), "/baseline"), doseMillis);
    }

    private Map<Metric, Double> values(JsonNode node, String pointer) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        if (!node.isObject()) {
            return values;
        }
        var fields = new Fields(node, pointer, problems);
        for (Metric metric : Metric.values()) {
            double value = fields.number(metric.wire(), Double.NaN, -LARGEST_VALUE, LARGEST_VALUE);
            if (!Double.isNaN(value)) {
                values.put(metric, value);
            }
        }
        fields.close();
        return values;
    }

    private List<Act> acts(Fields fields) {
        var acts = new ArrayList<Act>();
        int index = 0;
        for (JsonNode entry : fields.list("actions")) {
            String pointer = "/actions/" + index++;
            var act = new Fields(entry, pointer, problems);
            act.require("t_s");
            var deed = new DeedReader(act, values -> values(values, pointer + "/values")).read();
            long at = millis(act, "t_s", 0);
            int session = session(act.text("session", ""), pointer);
            long seq = LivedReader.seq(act);
            act.closeNear();
            deed.ifPresent(found -> acts.add(new Act(at, seq, session, found)));
        }
        acts.sort(Comparator.comparingLong(Act::atMillis));
        return acts;
    }

    private List<Sample> resolved() {
        var all = new ArrayList<Sample>(samples.samples().size());
        for (SampleReader.Raw raw : samples.samples()) {
            int session = session(raw.session(), "/readings");
            all.add(new Sample(
                    raw.measured(), raw.arrived(), raw.seq(), session, raw.metric(), raw.value(), raw.quality()));
        }
        all.sort(Comparator.comparingLong(Sample::arrivedMillis));
        return all;
    }

    private List<Snapshot> snapshots(Fields fields) {
        var all = new ArrayList<Snapshot>();
        int index = 0;
        for (JsonNode entry : fields.list("snapshots")) {
            String pointer = "/snapshots/" + index++;
            var asked = new Fields(entry, pointer, problems);
            asked.require("t_s");
            int session = session(asked.text("session", ""), pointer);
            var states = new ArrayList<String>();
            asked.raw("states").fieldNames().forEachRemaining(states::add);
            var metrics = new ArrayList<Metric>();
            asked.raw("display")
                    .fieldNames()
                    .forEachRemaining(wire -> metric(wire, pointer + "/display").ifPresent(metrics::add));
            all.add(new Snapshot(millis(asked, "t_s", 0), session, asked.has("sounding"), states, metrics));
            asked.closeNear();
        }
        all.sort(Comparator.comparingLong(Snapshot::atMillis));
        return all;
    }

    private Map<Metric, DisplayTimes> display(Fields fields) {
        var all = new EnumMap<Metric, DisplayTimes>(Metric.class);
        JsonNode stated = fields.raw("display");
        stated.properties()
                .forEach(entry -> metric(entry.getKey(), "/display").ifPresent(metric -> {
                    var ages = new Fields(entry.getValue(), "/display/" + entry.getKey(), problems);
                    var otherwise = DisplayTimes.DEFAULT;
                    all.put(
                            metric,
                            new DisplayTimes(
                                    millis(ages, "stale_s", otherwise.staleMillis()),
                                    millis(ages, "aged_s", otherwise.agedMillis()),
                                    millis(ages, "expire_s", otherwise.expireMillis())));
                    ages.close();
                }));
        return all;
    }

    private Optional<Metric> metric(String wire, String pointer) {
        var metric = Metric.ofWire(wire);
        if (metric.isEmpty()) {
            var known = Arrays.stream(Metric.values()).map(Metric::wire).toList();
            problems.at(pointer, "no metric '" + wire + "'" + Nearest.hint(wire, known));
        }
        return metric;
    }

    private int session(String name, String pointer) {
        int index = name.isEmpty() ? 0 : names.indexOf(name);
        if (index < 0) {
            problems.at(pointer, "session '" + name + "' is not in 'sessions'");
        }
        return Math.max(index, 0);
    }

    private static long millis(Fields fields, String key, long otherwise) {
        double seconds = fields.number(key, otherwise / 1_000.0, -LONGEST_SECONDS, LONGEST_SECONDS);
        return Math.round(seconds * 1_000);
    }
}
