package io.vigil.cli.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vigil.alarm.AlarmEvent;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;

/** What {@code replay} prints: one JSON object a line. Whole numbers are written without a point. */
final class ReplayLines implements ReplayHeard {
    private static final double MILLIS = 1_000.0;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator out;
    private String scenario = "";
    private long startMillis;

    ReplayLines(Writer writer) {
        try {
            out = JSON.createGenerator(writer);
            out.setPrettyPrinter(new MinimalPrettyPrinter(""));
            out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void scenario(String id, long start) {
        scenario = id;
        startMillis = start;
    }

    @Override
    public void event(AlarmEvent event, String session) {
        line(json -> {
            seconds(json, "t_s", event.atMillis() - startMillis);
            json.writeStringField("alarm", event.alarm());
            json.writeStringField("event", event.kind().wire());
            if (event.kind() == AlarmEvent.Kind.RAISED) {
                json.writeStringField("priority", event.priority().wire());
            }
            if (event.kind() == AlarmEvent.Kind.ESCALATED) {
                json.writeNumberField("level", event.level());
            }
            named(json, session);
        });
    }

    @Override
    public void snapshot(long atMillis, String session, Part content) {
        line(json -> {
            seconds(json, "t_s", atMillis);
            json.writeObjectFieldStart("snapshot");
            content.write(json);
            json.writeEndObject();
            named(json, session);
        });
    }

    @Override
    public void audit(long atMillis, String action, String by, Part rest) {
        line(json -> {
            json.writeObjectFieldStart("audit");
            seconds(json, "t_s", atMillis);
            json.writeStringField("action", action);
            json.writeStringField("by", by);
            rest.write(json);
            json.writeEndObject();
        });
    }

    static void values(JsonGenerator json, Map<Metric, Double> values) throws IOException {
        json.writeObjectFieldStart("values");
        for (Metric metric : Metric.values()) {
            Double value = values.get(metric);
            if (value != null) {
                number(json, metric.wire(), value);
            }
        }
        json.writeEndObject();
    }

    static void number(JsonGenerator json, String key, double value) throws IOException {
        if (value == Math.rint(value)) {
            json.writeNumberField(key, (long) value);
        } else {
            json.writeNumberField(key, value);
        }
    }

    static void seconds(JsonGenerator json, String key, long millis) throws IOException {
        number(json, key, millis / MILLIS);
    }

    private static void named(JsonGenerator json, String session) throws IOException {
        if (!session.isEmpty()) {
            json.writeStringField("session", session);
        }
    }

    void line(Part content) {
        try {
            out.writeStartObject();
            out.writeStringField("scenario", scenario);
            content.write(out);
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
