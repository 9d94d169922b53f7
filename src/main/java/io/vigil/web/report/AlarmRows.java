package io.vigil.web.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.session.port.History.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each alarm from raised to over and to its acknowledgement, which for a latched one comes later. One thread. */
final class AlarmRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Times in epoch ms.
     *
     * @param acknowledgedMillis each time it was acknowledged: one that is announced again is acknowledged again, and a
     *     latched one after it is over
     * @param overMillis 0 where it was not over
     * @param worst NaN where the alarm has no figure
     */
    record Row(
            String alarm,
            String priority,
            long raisedMillis,
            List<Long> acknowledgedMillis,
            long overMillis,
            double worst,
            double limit,
            int level) {}

    /** One occurrence while its log is read. */
    private static final class Told {
        final String alarm;
        final String priority;
        final long raised;
        final double value;
        final double limit;
        final List<Long> acknowledged = new ArrayList<>();
        long over;
        int level;

        Told(String alarm, LogEntry entry, JsonNode detail) {
            this.alarm = alarm;
            this.priority = detail.path("priority").asText("");
            this.raised = entry.atMillis();
            this.value = detail.path("value").asDouble(Double.NaN);
            this.limit = detail.path("limit").asDouble(Double.NaN);
        }
    }

    private final Map<String, Told> latest = new HashMap<>();
    private final List<Told> all = new ArrayList<>();

    private AlarmRows() {}

    /** In order of raising. */
    static List<Row> of(Course course, List<LogEntry> events) {
        AlarmRows read = new AlarmRows();
        for (LogEntry entry : events) {
            if (entry.category().equals("alarm")) {
                read.take(entry);
            }
        }
        Worst worst = new Worst(course);
        return read.all.stream()
                .sorted(Comparator.comparingLong(one -> one.raised))
                .map(one -> new Row(
                        one.alarm,
                        one.priority,
                        one.raised,
                        List.copyOf(one.acknowledged),
                        one.over,
                        worst.of(one.alarm, one.value, one.raised, one.over == 0 ? course.untilMillis() : one.over),
                        one.limit,
                        one.level))
                .toList();
    }

    private void take(LogEntry entry) {
        int space = entry.what().lastIndexOf(' ');
        String alarm = space < 0 ? entry.what() : entry.what().substring(0, space);
        String event = entry.what().substring(space + 1);
        JsonNode detail = detail(entry);
        if (event.equals("raised")) {
            Told raised = new Told(alarm, entry, detail);
            latest.put(alarm, raised);
            all.add(raised);
            return;
        }
        Told now = latest.get(alarm);
        if (now == null) {
            return;
        }
        switch (event) {
            case "acknowledged" -> now.acknowledged.add(entry.atMillis());
            case "escalated" ->
                now.level = Math.max(now.level, detail.path("level").asInt());
            // One that latched was over then; what ends with its acknowledgement is only its mark.
            case "cleared", "latched" -> now.over = now.over == 0 ? entry.atMillis() : now.over;
            default -> {}
        }
    }

    private static JsonNode detail(LogEntry entry) {
        try {
            return JSON.readTree(entry.detail());
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
