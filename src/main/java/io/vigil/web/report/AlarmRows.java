package io.vigil.web.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.session.port.History.LogEntry;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each alarm from raised to over, out of the log. One thread. */
final class AlarmRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Times in epoch ms, 0 where it did not happen. @param worst NaN where the alarm has no figure */
    record Row(
            String alarm,
            String priority,
            long raisedMillis,
            long acknowledgedMillis,
            long overMillis,
            double worst,
            double limit,
            int level) {}

    private record Open(String priority, long raised, long acknowledged, double value, double limit, int level) {}

    private final Course course;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private AlarmRows(Course course) {
        this.course = course;
    }

    /** In order of raising. */
    static List<Row> of(Course course, List<LogEntry> events) {
        AlarmRows all = new AlarmRows(course);
        for (LogEntry entry : events) {
            if (entry.category().equals("alarm")) {
                all.take(entry);
            }
        }
        all.open.forEach((alarm, one) -> all.close(alarm, one, 0));
        all.rows.sort((a, b) -> Long.compare(a.raisedMillis(), b.raisedMillis()));
        return all.rows;
    }

    private void take(LogEntry entry) {
        int space = entry.what().lastIndexOf(' ');
        String alarm = space < 0 ? entry.what() : entry.what().substring(0, space);
        JsonNode detail = detail(entry);
        Open now = open.get(alarm);
        switch (entry.what().substring(space + 1)) {
            case "raised" -> {
                if (now != null) {
                    close(alarm, now, 0);
                }
                open.put(alarm, opened(entry, detail));
            }
            case "acknowledged" -> {
                if (now != null) {
                    open.put(
                            alarm,
                            new Open(now.priority, now.raised, entry.atMillis(), now.value, now.limit, now.level));
                }
            }
            case "escalated" -> {
                if (now != null) {
                    int level = Math.max(now.level, detail.path("level").asInt());
                    open.put(alarm, new Open(now.priority, now.raised, now.acknowledged, now.value, now.limit, level));
                }
            }
            case "cleared", "latched" -> {
                if (now != null) {
                    close(alarm, now, entry.atMillis());
                    open.remove(alarm);
                }
            }
            default -> {}
        }
    }

    private static Open opened(LogEntry entry, JsonNode detail) {
        return new Open(
                detail.path("priority").asText(""),
                entry.atMillis(),
                0,
                detail.path("value").asDouble(Double.NaN),
                detail.path("limit").asDouble(Double.NaN),
                0);
    }

    private static JsonNode detail(LogEntry entry) {
        try {
            return JSON.readTree(entry.detail());
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private void close(String alarm, Open one, long overMillis) {
        double worst = worst(alarm, one, overMillis == 0 ? course.untilMillis() : overMillis);
        rows.add(new Row(alarm, one.priority, one.raised, one.acknowledged, overMillis, worst, one.limit, one.level));
    }

    /** The farthest value while it stood; the one that raised it where nothing was measured since. */
    private double worst(String alarm, Open one, long until) {
        Optional<Rule> rule = course.opening.protocol().rules().stream()
                .filter(candidate -> candidate.id().equals(alarm))
                .findFirst();
        if (rule.isEmpty() || rule.get().metrics().size() != 1) {
            return one.value;
        }
        Metric metric = rule.get().metrics().iterator().next();
        RuleKind kind = rule.get().kind();
        boolean low = kind == RuleKind.LIMIT_LOW || kind == RuleKind.DELTA_LOW || kind == RuleKind.DELTA_PCT_LOW;
        var found = low
                ? course.measured.lowest(metric, one.raised, until)
                : course.measured.highest(metric, one.raised, until);
        double most = found.map(Measurements.Value::value).orElse(one.value);
        boolean beyond = Double.isNaN(one.value) || (low ? most < one.value : most > one.value);
        return Double.isNaN(one.value) ? Double.NaN : beyond ? most : one.value;
    }
}
