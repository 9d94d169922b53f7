package io.vigil.cli.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A rule as scenario files write it (alarms.md, "Rules"): only what is not as it would be without. */
final class RuleJson {
    private final ObjectNode json = new ObjectMapper().createObjectNode();
    private final Rule rule;

    private RuleJson(Rule rule) {
        this.rule = rule;
    }

    static ObjectNode of(Rule rule) {
        var writer = new RuleJson(rule);
        writer.common();
        writer.ofKind();
        return writer.json;
    }

    private void common() {
        json.put("id", rule.id())
                .put("kind", rule.kind().wire())
                .put("priority", rule.priority().wire());
        seconds("delay_s", rule.delayMillis());
        seconds("clear_delay_s", rule.clearDelayMillis());
        seconds("grace_s", rule.graceMillis());
        seconds("reminder_s", rule.reminderMillis());
        if (rule.hysteresis() != 0) {
            number("hysteresis", rule.hysteresis());
        }
        if (rule.latching()) {
            json.put("latching", true);
        }
        if (rule.inclusive()) {
            json.put("inclusive", true);
        }
        if (rule.accept().contains(Quality.QUESTIONABLE)) {
            json.putArray("accept").add("good").add("questionable");
        }
        texts("phases", rule.phases().stream().sorted().toList());
        texts("inhibited_by", rule.inhibitedBy());
        if (!rule.escalateAfterMillis().isEmpty()) {
            ArrayNode levels = json.putArray("escalate_after_s");
            rule.escalateAfterMillis().forEach(level -> levels.add(BigDecimal.valueOf(level, 3)));
        }
        if (!Double.isNaN(rule.boundLow())) {
            json.putArray("bounds").add(rule.boundLow()).add(rule.boundHigh());
        }
    }

    private void ofKind() {
        switch (rule.kind()) {
            case LIMIT_HIGH, LIMIT_LOW -> {
                metric();
                number("limit", rule.limit());
                byName("limit_by_phase", rule.limitByPhase(), 1);
                counted();
            }
            case DELTA_HIGH, DELTA_LOW -> {
                metric();
                number("delta", rule.change());
                counted();
            }
            case DELTA_PCT_HIGH, DELTA_PCT_LOW -> {
                metric();
                number("pct", rule.change());
                counted();
            }
            case RATE_HIGH, RATE_LOW -> {
                metric();
                number("change", rule.change());
                needed("window_s", rule.windowMillis());
            }
            case INTEGRAL_LOW -> {
                metric();
                number("limit", rule.limit());
                number("threshold", rule.threshold());
            }
            case ALL_OF, ANY_OF -> parts();
            case STALE -> {
                texts("metrics", rule.metrics().stream().map(Metric::wire).toList());
                needed("timeout_s", rule.timeoutMillis());
            }
            case SENSOR_OFF, SIGNAL_QUALITY -> metric();
            case OVERDUE -> {
                metric();
                seconds("interval_s", rule.intervalMillis());
                byName("interval_by_phase", rule.intervalByPhase(), 1_000);
            }
            case CHECKPOINT -> {
                metric();
                needed("at_s", rule.atMillis());
                seconds("early_s", rule.earlyMillis());
                seconds("late_s", rule.lateMillis());
            }
            case DIFFER -> {
                texts("metrics", rule.metrics().stream().map(Metric::wire).toList());
                number("delta", rule.change());
            }
        }
    }

    private void metric() {
        json.put("metric", rule.metrics().get(0).wire());
    }

    private void counted() {
        if (rule.count() > 0) {
            json.put("count", rule.count());
            seconds("min_span_s", rule.minSpanMillis());
        }
    }

    private void parts() {
        ArrayNode of = json.putArray("of");
        for (Rule.Part part : rule.parts()) {
            ObjectNode one = of.addObject()
                    .put("metric", part.metric().wire())
                    .put("kind", part.kind() == RuleKind.LIMIT_HIGH ? "limit_high" : "limit_low")
                    .put("limit", part.limit());
            one.put("hysteresis", part.hysteresis()).put("inclusive", part.inclusive());
        }
    }

    private void byName(String key, Map<String, ? extends Number> values, int unit) {
        if (!values.isEmpty()) {
            ObjectNode object = json.putObject(key);
            values.forEach((name, value) -> object.put(name, value.doubleValue() / unit));
        }
    }

    private void texts(String key, List<String> all) {
        if (!all.isEmpty()) {
            ArrayNode list = json.putArray(key);
            all.forEach(list::add);
        }
    }

    private void number(String key, double value) {
        if (!Double.isNaN(value)) {
            json.put(key, value);
        }
    }

    private void needed(String key, long millis) {
        json.put(key, BigDecimal.valueOf(millis, 3));
    }

    private void seconds(String key, long millis) {
        if (millis != 0) {
            needed(key, millis);
        }
    }
}
