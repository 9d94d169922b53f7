package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.session.port.History;
import io.vigil.vital.Waveform;
import java.io.IOException;

/** What was measured and what happened, as the store remembers it. */
public final class HistoryJson {
    private HistoryJson() {}

    public static void sample(JsonGenerator out, History.Sample sample) throws IOException {
        out.writeStartObject();
        Json.instant(out, "t", sample.measuredMillis());
        Json.instant(out, "arrived", sample.arrivedMillis());
        Json.number(out, "value", sample.value());
        out.writeStringField("quality", sample.quality().wire());
        out.writeStringField("device", sample.device());
        out.writeEndObject();
    }

    public static void bucket(JsonGenerator out, History.Bucket bucket) throws IOException {
        out.writeStartObject();
        Json.instant(out, "t", bucket.fromMillis());
        Json.number(out, "min", bucket.min());
        Json.number(out, "max", bucket.max());
        Json.number(out, "mean", bucket.mean());
        out.writeNumberField("count", bucket.count());
        out.writeEndObject();
    }

    public static void head(JsonGenerator out, History.Head head) throws IOException {
        out.writeStartObject();
        out.writeStringField("session", head.session());
        out.writeStringField("patient", head.patient());
        out.writeStringField("display", head.display());
        out.writeStringField("chair", head.chair());
        out.writeStringField("protocol_title", head.protocolTitle());
        Json.instant(out, "started", head.startedMillis());
        Json.instant(out, "ended", head.endedMillis());
        out.writeEndObject();
    }

    public static void entry(JsonGenerator out, History.LogEntry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", entry.id());
        out.writeStringField("session", entry.session());
        Json.instant(out, "at", entry.atMillis());
        out.writeStringField("category", entry.category());
        out.writeStringField("what", entry.what());
        out.writeStringField("by", entry.by());
        out.writeStringField("detail", entry.detail());
        out.writeEndObject();
    }

    /** {@code {"session":…,"device":"ox-1","signal":"pleth","per_second":75,"t":…,"samples":[…]}}. */
    public static void wave(JsonGenerator out, String session, Waveform wave) throws IOException {
        out.writeStartObject();
        out.writeStringField("session", session);
        out.writeStringField("device", wave.device());
        out.writeStringField("signal", wave.signal());
        out.writeNumberField("per_second", wave.perSecond());
        Json.instant(out, "t", wave.firstMillis());
        out.writeArrayFieldStart("samples");
        for (int sample : wave.samples()) {
            out.writeNumber(sample);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
