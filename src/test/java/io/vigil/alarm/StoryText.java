package io.vigil.alarm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;

/** Stories as one scenario of a scenario file, a session each (alarms.md, "Scenario file"); written by hand. */
final class StoryText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Story> stories;
    private final ObjectNode scenario = JSON.createObjectNode();

    private StoryText(List<Story> stories) {
        this.stories = stories;
    }

    /** @param snapshots at which seconds everything there is to see is asked for, of each session */
    static ObjectNode of(String id, List<Story> stories, List<Integer> snapshots) {
        var text = new StoryText(stories);
        text.head(id);
        for (int index = 0; index < stories.size(); index++) {
            text.session(stories.get(index), name(index));
        }
        snapshots.forEach(text::snapshot);
        return text.scenario;
    }

    static String name(int session) {
        return "p" + session;
    }

    private void head(String id) {
        Story first = stories.get(0);
        scenario.put("id", id).put("end_s", first.end());
        ArrayNode rules = scenario.putArray("rules");
        first.rules().forEach(rule -> rules.add(rule(rule)));
        scenario.putArray("actions");
        scenario.putArray("readings");
        scenario.putArray("snapshots");
        ObjectNode display = scenario.putObject("display");
        first.ages()
                .forEach((metric, ages) -> display.putObject(metric.wire())
                        .put("stale_s", ages.staleMillis() / 1_000)
                        .put("aged_s", ages.agedMillis() / 1_000)
                        .put("expire_s", ages.expireMillis() / 1_000));
        if (stories.size() == 1) {
            scenario.put("phase", first.phase());
            scenario.set("baseline", values(first.baseline()));
            first.dosed().ifPresent(at -> scenario.put("dose_t", at));
            return;
        }
        ArrayNode sessions = scenario.putArray("sessions");
        ObjectNode phase = scenario.putObject("phase");
        ObjectNode baseline = scenario.putObject("baseline");
        ObjectNode dose = scenario.putObject("dose_t");
        for (int index = 0; index < stories.size(); index++) {
            sessions.add(name(index));
            phase.put(name(index), stories.get(index).phase());
            baseline.set(name(index), values(stories.get(index).baseline()));
            String name = name(index);
            stories.get(index).dosed().ifPresent(at -> dose.put(name, at));
        }
    }

    private static ObjectNode values(Map<Metric, Double> values) {
        ObjectNode node = JSON.createObjectNode();
        values.forEach((metric, value) -> node.put(metric.wire(), value));
        return node;
    }

    private void session(Story story, String name) {
        ArrayNode actions = (ArrayNode) scenario.get("actions");
        for (Story.Act act : story.acts()) {
            ObjectNode node = actions.addObject().put("t_s", act.at());
            if (stories.size() > 1) {
                node.put("session", name);
            }
            act(act, node);
        }
        ArrayNode readings = (ArrayNode) scenario.get("readings");
        for (Story.Told told : story.told()) {
            ObjectNode node = readings.addObject()
                    .put("t_s", told.measured())
                    .put("metric", told.metric().wire())
                    .put("quality", told.quality().wire());
            if (told.arrived() != told.measured()) {
                node.put("arrive_s", told.arrived());
            }
            if (Double.isNaN(told.value())) {
                node.putNull("value");
            } else {
                node.put("value", told.value());
            }
            if (stories.size() > 1) {
                node.put("session", name);
            }
        }
    }

    private static void act(Story.Act act, ObjectNode node) {
        if (!act.by().equals("op")) {
            node.put("by", act.by());
        }
        switch (act.what()) {
            case "ack" -> node.put("action", "ack").put("alarm", act.alarm());
            case "ack*" -> node.put("action", "ack").put("alarm", "*");
            case "phase" -> node.put("action", "phase").put("phase", act.alarm());
            case "baseline" -> node.put("action", "baseline").set("values", values(act.values()));
            case "set_limit" ->
                node.put("action", "set_limit").put("alarm", act.alarm()).put("limit", act.number());
            case "audio_pause", "standby" -> node.put("action", act.what()).put("duration_s", (int) act.number());
            case "nibp_start" -> node.put("action", "nibp_start").put("same_limb", act.number() > 0);
            default -> node.put("action", act.what());
        }
    }

    private void snapshot(int at) {
        for (int index = 0; index < stories.size(); index++) {
            ObjectNode node =
                    ((ArrayNode) scenario.get("snapshots")).addObject().put("t_s", at);
            if (stories.size() > 1) {
                node.put("session", name(index));
            }
            node.put("sounding", "?");
            ObjectNode states = node.putObject("states");
            stories.get(0).rules().forEach(rule -> states.put(rule.id(), "?"));
            ObjectNode display = node.putObject("display");
            stories.get(0).ages().keySet().forEach(metric -> display.put(metric.wire(), "?"));
        }
    }

    private static ObjectNode rule(Rule rule) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", rule.id())
                .put("kind", rule.kind().wire())
                .put("priority", rule.priority().wire())
                .put("hysteresis", rule.hysteresis())
                .put("delay_s", rule.delayMillis() / 1_000)
                .put("clear_delay_s", rule.clearDelayMillis() / 1_000)
                .put("grace_s", rule.graceMillis() / 1_000)
                .put("reminder_s", rule.reminderMillis() / 1_000)
                .put("latching", rule.latching())
                .put("inclusive", rule.inclusive());
        rule.accept().stream().map(Quality::wire).sorted().forEach(node.putArray("accept")::add);
        if (!rule.phases().isEmpty()) {
            rule.phases().forEach(node.putArray("phases")::add);
        }
        ArrayNode levels = node.putArray("escalate_after_s");
        rule.escalateAfterMillis().forEach(millis -> levels.add(millis / 1_000));
        rule.inhibitedBy().forEach(node.putArray("inhibited_by")::add);
        if (!Double.isNaN(rule.boundLow())) {
            node.putArray("bounds").add(rule.boundLow()).add(rule.boundHigh());
        }
        ofKind(rule, node);
        return node;
    }

    private static void ofKind(Rule rule, ObjectNode node) {
        switch (rule.kind()) {
            case STALE, DIFFER -> rule.metrics().stream().map(Metric::wire).forEach(node.putArray("metrics")::add);
            case ALL_OF, ANY_OF -> {
                ArrayNode of = node.putArray("of");
                rule.parts()
                        .forEach(part -> of.addObject()
                                .put("metric", part.metric().wire())
                                .put("kind", part.kind().wire())
                                .put("limit", part.limit())
                                .put("hysteresis", part.hysteresis())
                                .put("inclusive", part.inclusive()));
            }
            default -> node.put("metric", rule.metrics().get(0).wire());
        }
        switch (rule.kind()) {
            case LIMIT_HIGH, LIMIT_LOW -> {
                node.put("limit", rule.limit());
                ObjectNode byPhase = node.putObject("limit_by_phase");
                rule.limitByPhase().forEach(byPhase::put);
            }
            case DELTA_HIGH, DELTA_LOW, DIFFER -> node.put("delta", rule.change());
            case DELTA_PCT_HIGH, DELTA_PCT_LOW -> node.put("pct", rule.change());
            case RATE_HIGH, RATE_LOW -> node.put("change", rule.change()).put("window_s", rule.windowMillis() / 1_000);
            case INTEGRAL_LOW -> node.put("limit", rule.limit()).put("threshold", rule.threshold());
            case STALE -> node.put("timeout_s", rule.timeoutMillis() / 1_000);
            case CHECKPOINT ->
                node.put("at_s", rule.atMillis() / 1_000)
                        .put("early_s", rule.earlyMillis() / 1_000)
                        .put("late_s", rule.lateMillis() / 1_000);
            case OVERDUE -> {
                if (rule.intervalByPhase().isEmpty()) {
                    node.put("interval_s", rule.intervalMillis() / 1_000);
                } else {
                    ObjectNode byPhase = node.putObject("interval_by_phase");
                    rule.intervalByPhase().forEach((phase, millis) -> byPhase.put(phase, millis / 1_000));
                }
            }
            default -> {}
        }
        if (rule.count() > 0) {
            node.put("count", rule.count()).put("min_span_s", rule.minSpanMillis() / 1_000);
        }
    }
}
