package io.vigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.Input;
import io.vigil.session.port.History.LogEntry;
import io.vigil.store.block.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** A session as one JSON object a line: every input as it was journaled, then each action and alarm. */
final class ExportLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;

    ExportLines(PrintWriter out) {
        this.out = out;
    }

    void write(List<Input> inputs, List<LogEntry> events) throws IOException {
        for (Input input : inputs) {
            ObjectNode line = line(input.session(), input.atMillis());
            line.put("seq", input.seq());
            line.set("input", JSON.readTree(Json.text(input.what())));
            out.print(JSON.writeValueAsString(line) + "\n");
        }
        for (LogEntry entry : events) {
            ObjectNode line = line(entry.session(), entry.atMillis());
            line.put("id", entry.id()).put("category", entry.category()).put("what", entry.what());
            line.put("by", entry.by()).put("detail", entry.detail());
            out.print(JSON.writeValueAsString(line) + "\n");
        }
    }

    private static ObjectNode line(String session, long atMillis) {
        return JSON.createObjectNode()
                .put("session", session)
                .put("t", Instant.ofEpochMilli(atMillis).toString());
    }
}
