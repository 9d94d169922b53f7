package io.vigil.web.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.Happening;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.History.LogEntry;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person said of a charted value, as the audit keeps it: that is there also where the row was put right in place,
 * and after the session is over. Immutable.
 *
 * @param measuredMillis the moment that was charted, epoch ms; @param saidMillis epoch ms
 * @param charted as it was charted first, NaN where nothing tells that any more
 * @param values what holds since, NaN where nothing does any more
 * @param takenBack it should never have been charted
 */
public record Correction(
        String device,
        Kind kind,
        long measuredMillis,
        List<Value> charted,
        Map<Metric, Double> values,
        boolean takenBack,
        String by,
        long saidMillis,
        String reason) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Correction {
        charted = List.copyOf(charted);
        values = Map.copyOf(values);
    }

    /**
     * In the order they were said.
     *
     * @param events of one session; @param rows of the same session's outbox
     */
    public static List<Correction> of(List<LogEntry> events, List<Row> rows) {
        List<Correction> all = new ArrayList<>();
        for (LogEntry event : events) {
            boolean takenBack = event.what().equals("entered-in-error");
            if (event.category().equals("chart") && (takenBack || event.what().equals("amend"))) {
                read(event, takenBack, rows).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<Correction> read(LogEntry event, boolean takenBack, List<Row> rows) {
        JsonNode detail = detail(event);
        long id = detail.path("row").asLong();
        Optional<ChartEntry> named =
                rows.stream().filter(row -> row.id() == id).map(Row::entry).findFirst();
        return named.map(entry -> new Correction(
                entry.device(),
                entry.kind(),
                entry.atMillis(),
                charted(entry, rows),
                takenBack ? none(entry) : right(entry, detail.path("values")),
                takenBack,
                event.by(),
                event.atMillis(),
                detail.path("reason").asText()));
    }

    /** As it was charted first; NaN where that was put right in place, so that nothing tells any more what it was. */
    private static List<Value> charted(ChartEntry entry, List<Row> rows) {
        ChartEntry first = rows.stream()
                .map(Row::entry)
                .filter(each -> each.resource().equals(entry.resource()))
                .findFirst()
                .orElse(entry);
        return first.signed() == null
                ? first.values()
                : first.values().stream()
                        .map(value -> new Value(value.metric(), Double.NaN))
                        .toList();
    }

    private static Map<Metric, Double> none(ChartEntry entry) {
        Map<Metric, Double> none = new EnumMap<>(Metric.class);
        entry.values().forEach(value -> none.put(value.metric(), Double.NaN));
        return none;
    }

    /** With what falls with them: {@link ChartEntry#corrected}. */
    private static Map<Metric, Double> right(ChartEntry entry, JsonNode said) {
        Map<Metric, Double> named = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            if (said.has(metric.wire())) {
                named.put(metric, said.path(metric.wire()).asDouble());
            }
        }
        Map<Metric, Double> right = new EnumMap<>(named);
        ChartEntry.corrected(entry.values(), named).stream()
                .filter(value -> value.metric() == Metric.MAP && Double.isNaN(value.value()))
                .forEach(value -> right.put(Metric.MAP, Double.NaN));
        return right;
    }

    private static JsonNode detail(LogEntry entry) {
        try {
            return JSON.readTree(entry.detail());
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** A median is of no single reading. */
    boolean ofReading() {
        return kind != Kind.MEDIAN;
    }

    /** For the session it was measured in; empty where it is about no cuff's reading. */
    public Optional<Happening.Corrected> input() {
        return ofReading() && values.containsKey(Metric.SBP) || ofReading() && values.containsKey(Metric.DBP)
                ? Optional.of(new Happening.Corrected(device, measuredMillis, values, by, saidMillis))
                : Optional.empty();
    }
}
