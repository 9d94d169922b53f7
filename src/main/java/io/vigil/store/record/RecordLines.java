package io.vigil.store.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.Input;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.History.LogEntry;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A record as one JSON object a line: every input as it was journaled, each action and alarm, each chart entry. */
public final class RecordLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordLines() {}

    public static void write(SessionRecord record, Writer out) throws IOException {
        for (Input input : record.inputs()) {
            ObjectNode line = line(input.session(), input.atMillis());
            line.put("seq", input.seq());
            line.set("input", JSON.readTree(Json.text(input.what())));
            out.write(JSON.writeValueAsString(line) + "\n");
        }
        for (LogEntry entry : record.events()) {
            ObjectNode line = line(entry.session(), entry.atMillis());
            line.put("id", entry.id()).put("category", entry.category()).put("what", entry.what());
            line.put("by", entry.by()).put("detail", entry.detail());
            out.write(JSON.writeValueAsString(line) + "\n");
        }
        for (ChartOutbox.Row row : record.charted()) {
            ObjectNode line = line(row.entry().session(), row.queuedMillis());
            line.put("row", row.id()).put("state", row.state().name());
            line.put("attempts", row.attempts()).put("next", row.nextMillis());
            line.put("location", row.location()).put("reason", row.reason());
            line.set("chart", JSON.readTree(Json.text(row.entry())));
            out.write(JSON.writeValueAsString(line) + "\n");
        }
    }

    private static ObjectNode line(String session, long atMillis) {
        return JSON.createObjectNode()
                .put("session", session)
                .put("t", Instant.ofEpochMilli(atMillis).toString());
    }

    /** @param name of the file; @throws IOException with file, line and how to mend it */
    public static SessionRecord read(String name, BufferedReader lines) throws IOException {
        List<Input> inputs = new ArrayList<>();
        List<LogEntry> events = new ArrayList<>();
        List<ChartOutbox.Row> charted = new ArrayList<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                JsonNode node = JSON.readTree(line);
                if (node.has("input")) {
                    inputs.add(input(node));
                } else if (node.has("chart")) {
                    charted.add(chart(node));
                } else {
                    events.add(event(node));
                }
            } catch (JsonProcessingException | Garbled | DateTimeException | IllegalArgumentException malformed) {
                throw new IOException(name + ":" + number + ": is no line of an exported session; export it again");
            }
        }
        return new SessionRecord(inputs, events, charted);
    }

    private static Input input(JsonNode node) {
        return new Input(
                node.path("session").asText(),
                node.path("seq").asLong(),
                millis(node),
                Json.happening(node.get("input").toString()));
    }

    private static LogEntry event(JsonNode node) {
        return new LogEntry(
                node.path("id").asText(),
                node.path("session").asText(),
                millis(node),
                node.path("category").asText(),
                node.path("what").asText(),
                node.path("by").asText(),
                node.path("detail").asText());
    }

    private static ChartOutbox.Row chart(JsonNode node) {
        return new ChartOutbox.Row(
                node.path("row").asLong(),
                ChartOutbox.State.valueOf(node.path("state").asText()),
                Json.chartEntry(node.get("chart").toString()),
                millis(node),
                node.path("attempts").asInt(),
                node.path("next").asLong(),
                node.path("location").asText(),
                node.path("reason").asText());
    }

    private static long millis(JsonNode node) {
        return Instant.parse(node.path("t").asText()).toEpochMilli();
    }
}
