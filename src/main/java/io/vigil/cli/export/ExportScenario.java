package io.vigil.cli.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.alarm.Rule;
import io.vigil.config.scenario.ScenarioFile;
import io.vigil.session.Action;
import io.vigil.session.CuffFrame;
import io.vigil.session.CuffOrder;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.MeanPressure;
import io.vigil.session.Session;
import io.vigil.session.SessionView;
import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A session as a scenario that {@code replay} reads: its own rules, what arrived when, what was done. A scenario knows
 * no devices: rules about missing data of metrics that no device ever gave and the protocol does not require are left
 * out. What only a session has stands in keys of its own, which another reader of scenarios may ignore: which metrics
 * the worn devices offered when, the session's own alarms, and the instants of inputs that measured and did nothing. A gap in which the service was down is a restart that says how far time had been evaluated.
 */
public final class ExportScenario {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final ArrayNode readings = JSON.createArrayNode();
    private final ArrayNode actions = JSON.createArrayNode();
    private final ArrayNode offers = JSON.createArrayNode();
    private final ArrayNode switches = JSON.createArrayNode();
    private final ArrayNode marks = JSON.createArrayNode();
    private final Set<String> offered = new HashSet<>();
    private final Effects effects = new Effects();
    private Set<String> worn = Set.of();
    private final Set<String> running = new HashSet<>();
    private long cuffStarted;
    private long start;

    public ExportScenario(PrintWriter out) {
        this.out = out;
    }

    /** @throws IOException when the first input, which holds the rules, is lost */
    public void write(List<Input> inputs) throws IOException {
        if (!(inputs.get(0).what() instanceof Happening.Started started)) {
            throw new IOException("the first input of the session is lost and its rules with it; use --format jsonl");
        }
        start = inputs.get(0).atMillis();
        Session fold = new Session(inputs.get(0));
        before(fold, inputs.get(0));
        for (Input input : inputs.subList(1, inputs.size())) {
            one(fold, input);
        }
        ObjectNode scenario = JSON.createObjectNode();
        scenario.put("id", started.session());
        scenario.put("phase", started.protocol().first().id());
        scenario.put("end_s", seconds(fold.lastInstantMillis()));
        scenario.put("closed", !fold.isOpen());
        ArrayNode rules = scenario.putArray("rules");
        started.protocol().rules().stream()
                .filter(rule -> watched(rule, started))
                .forEach(rule -> rules.add(RuleJson.of(rule)));
        scenario.set("actions", actions);
        scenario.set("readings", readings);
        ArrayNode required = scenario.putArray("required_metrics");
        started.protocol().requiredMetrics().stream().map(Metric::wire).sorted().forEach(required::add);
        scenario.set("offers", offers);
        ArrayNode own = scenario.putArray("own_rules");
        fold.alarms().ownRules().forEach(rule -> own.add(own(rule)));
        scenario.set("switches", switches);
        scenario.set("marks", marks);
        ObjectNode file = JSON.createObjectNode().put("format", ScenarioFile.FORMAT);
        file.putArray("scenarios").add(scenario);
        out.print(JSON.writeValueAsString(file) + "\n");
    }

    private boolean watched(Rule rule, Happening.Started started) {
        return switch (rule.kind()) {
            case STALE, OVERDUE, CHECKPOINT ->
                rule.metrics().stream()
                        .anyMatch(metric -> started.protocol().requiredMetrics().contains(metric)
                                || offered.contains(metric.wire()));
            default -> true;
        };
    }

    /** What counts from the start: nothing is worn, and no cuff reading is to be repeated. */
    private void before(Session fold, Input first) {
        offers.add(at(first).set("metrics", JSON.createArrayNode()));
        fold.alarms().ownRules().forEach(rule -> turn(first, rule, false));
    }

    private void one(Session fold, Input input) {
        if (!fold.isOpen()) {
            return;
        }
        boolean again =
                input.what() instanceof Happening.Acted acted && !acted.key().isEmpty() && fold.knowsKey(acted.key());
        boolean failed = input.what() instanceof Happening.CuffTold told
                && !told.outcome().equals("accepted")
                && !told.outcome().equals("not aborted")
                && fold.cuff().wanted(new CuffOrder(told.device(), true, told.startMillis()));
        Optional<Happening.Acted> lastDeed = fold.undo().last();
        fold.apply(input, effects);
        effects.clear();
        int written = actions.size() + readings.size();
        if (failed) {
            action(input, "nibp_end", "");
        } else if (input.what() instanceof Happening.Acted acted && acted.action() instanceof Action.Undo) {
            if (acted.refused() == null && !again) {
                lastDeed.ifPresent(deed -> undone(fold, input, acted.by(), deed));
            }
        } else if (!again) {
            take(input);
        }
        watched(fold, input);
        // The input that ends a session ends it before anything is evaluated.
        if (written == actions.size() + readings.size() && fold.isOpen()) {
            marks.add(at(input));
        }
    }

    /** What the alarms go by without the deed that was taken back. */
    private void undone(Session fold, Input input, String by, Happening.Acted deed) {
        SessionView now = fold.view(input.atMillis());
        if (deed.action() instanceof Action.MovePhase) {
            action(input, "phase", by).put("phase", now.phase()).put("since_s", seconds(now.phaseSinceMillis()));
        } else if (deed.action() instanceof Action.ConfirmBaseline confirmed) {
            ObjectNode values = action(input, "baseline", by).putObject("values");
            confirmed
                    .values()
                    .keySet()
                    .forEach(metric -> values.put(metric.wire(), now.baseline().get(metric)));
        } else if (deed.action() instanceof Action.Dose) {
            ObjectNode undone = action(input, "undo_dose", by);
            if (now.doseMillis() != 0) {
                undone.put("first_s", seconds(now.doseMillis()));
            }
        } else if (deed.action() instanceof Action.SetLimit set && !Double.isNaN(deed.from())) {
            action(input, "set_limit", by).put("alarm", set.alarm()).put("limit", deed.from());
        }
    }

    private void watched(Session fold, Input input) {
        if (!fold.offered().equals(worn)) {
            worn = fold.offered();
            ArrayNode metrics = JSON.createArrayNode();
            worn.forEach(metrics::add);
            offers.add(at(input).set("metrics", metrics));
        }
        boolean anew = fold.cuff().recheckSinceMillis() == input.atMillis();
        for (Rule rule : fold.alarms().ownRules()) {
            boolean on = fold.alarms().runs(rule.id());
            boolean ran = on ? !running.add(rule.id()) : running.remove(rule.id());
            // A repetition that is itself to be repeated ends the alarm of the one before.
            boolean restarts = on && ran && anew && !rule.metrics().isEmpty();
            if (restarts) {
                turn(input, rule, false);
            }
            if (restarts || on != ran) {
                turn(input, rule, on);
            }
        }
    }

    private void turn(Input input, Rule rule, boolean on) {
        switches.add(at(input).put("alarm", rule.id()).put("on", on));
    }

    /** A rule of no metric has no kind that another reader would know: it holds for as long as it is switched on. */
    private static ObjectNode own(Rule rule) {
        return rule.metrics().isEmpty()
                ? JSON.createObjectNode()
                        .put("id", rule.id())
                        .put("priority", rule.priority().wire())
                : RuleJson.of(rule);
    }

    private void started(Input input, String by, boolean sameLimb) {
        cuffStarted = input.atMillis();
        action(input, "nibp_start", by).put("same_limb", sameLimb);
    }

    private ObjectNode at(Input input) {
        return JSON.createObjectNode().put("t_s", seconds(input.atMillis())).put("seq", input.seq());
    }

    private void take(Input input) {
        if (input.what() instanceof Happening.Measured measured) {
            boolean cuff = CuffFrame.is(measured.readings());
            for (Reading reading : MeanPressure.completed(measured.readings())) {
                if (!CuffFrame.ownPulse(reading, cuff)) {
                    reading(input, measured, reading);
                }
            }
            if (cuff && measured.measuredMillis() > cuffStarted) {
                action(input, "nibp_end", "");
            }
        } else if (input.what() instanceof Happening.Bound bound) {
            offered.addAll(bound.offers());
        } else if (input.what() instanceof Happening.CuffStarted started) {
            started(input, "", started.sameLimb());
        } else if (input.what() instanceof Happening.Restarted gap) {
            action(input, "restart", "").put("through_s", seconds(gap.throughMillis()));
        } else if (input.what() instanceof Happening.Acted acted && acted.refused() == null) {
            acted(input, acted.by(), acted.action());
        }
    }

    private void reading(Input input, Happening.Measured measured, Reading reading) {
        offered.add(reading.metric().wire());
        ObjectNode one = readings.addObject();
        one.put("t_s", seconds(measured.measuredMillis()));
        one.put("arrive_s", seconds(input.atMillis()));
        one.put("seq", input.seq());
        one.put("metric", reading.metric().wire());
        if (Double.isNaN(reading.value())) {
            one.putNull("value");
        } else {
            one.put("value", reading.value());
        }
        one.put("quality", reading.quality().wire());
    }

    private void acted(Input input, String by, Action action) {
        if (action instanceof Action.Acknowledge ack) {
            action(input, "ack", by).put("alarm", ack.alarm());
        } else if (action instanceof Action.MovePhase move) {
            action(input, "phase", by).put("phase", move.phase());
        } else if (action instanceof Action.ConfirmBaseline confirmed) {
            ObjectNode values = action(input, "baseline", by).putObject("values");
            for (Metric metric : Metric.values()) {
                Double value = confirmed.values().get(metric);
                if (value != null) {
                    values.put(metric.wire(), value);
                }
            }
        } else if (action instanceof Action.Dose dose) {
            if (!dose.event().equals("stop")) {
                action(input, "dose", by);
            }
        } else if (action instanceof Action.SetLimit set) {
            action(input, "set_limit", by).put("alarm", set.alarm()).put("limit", set.limit());
        } else if (action instanceof Action.PauseAudio pause) {
            action(input, "audio_pause", by).put("duration_s", BigDecimal.valueOf(pause.durationMillis(), 3));
        } else if (action instanceof Action.Standby standby) {
            action(input, "standby", by).put("duration_s", BigDecimal.valueOf(standby.durationMillis(), 3));
        } else if (action instanceof Action.Resume) {
            action(input, "resume", by);
        } else if (action instanceof Action.Cuff cuff && cuff.action().equals("start")) {
            started(input, by, cuff.sameLimb());
        } else if (action instanceof Action.Cuff cuff && cuff.action().equals("abort")) {
            action(input, "nibp_end", by);
        }
    }

    private ObjectNode action(Input input, String name, String by) {
        ObjectNode one = actions.addObject()
                .put("t_s", seconds(input.atMillis()))
                .put("seq", input.seq())
                .put("action", name);
        return by.isEmpty() ? one : one.put("by", by);
    }

    private BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis - start, 3);
    }
}
