package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.alarm.Rule;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import io.vigil.session.Phase;
import io.vigil.session.Protocol;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.DeviceBoard;
import io.vigil.session.port.DeviceBoard.DeviceView;
import io.vigil.session.port.DeviceBoard.Evidence;
import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What belongs to the site and not to one session: devices, protocols, the queue to the EHR. */
public final class SiteJson {
    private SiteJson() {}

    public static void device(JsonGenerator out, DeviceView device) throws IOException {
        out.writeStartObject();
        view(out, device);
        out.writeEndObject();
    }

    /** The device with what its line shows: errors by reason, its clock, the bytes of the last minute. */
    public static void device(JsonGenerator out, DeviceView device, Evidence evidence) throws IOException {
        out.writeStartObject();
        view(out, device);
        counts(out, "errors", evidence.refused());
        if (evidence.clockOffsetMillis().isPresent()) {
            out.writeNumberField("clock_offset_ms", evidence.clockOffsetMillis().getAsLong());
        } else {
            out.writeNullField("clock_offset_ms");
        }
        out.writeNumberField("clock_steps", evidence.clockSteps());
        counts(out, "line_errors", evidence.line());
        out.writeArrayFieldStart("raw");
        for (DeviceBoard.Piece piece : evidence.pieces()) {
            out.writeStartObject();
            Json.instant(out, "at", piece.atMillis());
            out.writeStringField("topic", piece.source());
            out.writeNumberField("bytes", piece.length());
            out.writeStringField("hex", piece.hex());
            out.writeStringField("text", piece.text());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, String name, Map<String, Long> counts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> each : new TreeMap<>(counts).entrySet()) {
            out.writeNumberField(each.getKey(), each.getValue());
        }
        out.writeEndObject();
    }

    public static void stranger(JsonGenerator out, DeviceBoard.Stranger stranger) throws IOException {
        out.writeStartObject();
        out.writeStringField("topic", stranger.topic());
        out.writeStringField("client", stranger.client());
        out.writeStringField("sample", stranger.sample());
        out.writeNumberField("messages", stranger.messages());
        Json.instant(out, "last", stranger.lastMillis());
        out.writeStringField("suggestion", stranger.suggestion());
        out.writeStringField("why", stranger.why());
        out.writeEndObject();
    }

    private static void view(JsonGenerator out, DeviceView device) throws IOException {
        out.writeStringField("id", device.id());
        out.writeStringField("type", device.type());
        out.writeStringField("link", device.link());
        out.writeStringField("chair", device.chair());
        out.writeStringField("session", device.session());
        out.writeStringField("state", device.state().wire());
        out.writeStringField("reason", device.reason());
        Json.instant(out, "last_frame", device.lastFrameMillis());
        out.writeNumberField("good_frames", device.goodFrames());
        out.writeNumberField("bad_frames", device.badFrames());
        DeviceBoard.Says says = device.says();
        if (says.signal().isPresent()) {
            out.writeStringField("signal", says.signal().get().wire());
        } else {
            out.writeNullField("signal");
        }
        Json.strings(out, "flags", says.flags());
        out.writeBooleanField("low_battery", says.lowBattery());
        if (says.battery().isPresent()) {
            out.writeNumberField("battery", says.battery().getAsInt());
        } else {
            out.writeNullField("battery");
        }
        readings(out, says.readings());
        Json.strings(out, "offers", device.offers());
    }

    /** What it gives at this moment, to be seen before it is put on anybody. */
    private static void readings(JsonGenerator out, List<Reading> readings) throws IOException {
        out.writeObjectFieldStart("readings");
        for (Reading reading : readings) {
            out.writeObjectFieldStart(reading.metric().wire());
            Json.number(out, "value", reading.value());
            out.writeStringField("quality", reading.quality().wire());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    public static void protocol(JsonGenerator out, Protocol protocol) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", protocol.id());
        out.writeStringField("title", protocol.title());
        out.writeArrayFieldStart("phases");
        for (Phase phase : protocol.phases()) {
            out.writeStartObject();
            out.writeStringField("id", phase.id());
            out.writeNumberField("nominal_min", phase.nominalMinutes());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("min_observation_min", protocol.minObservationMinutes());
        out.writeStringField("min_observation_from", protocol.minObservationFrom());
        Json.strings(
                out,
                "required_metrics",
                protocol.requiredMetrics().stream().sorted().map(Metric::wire).toList());
        out.writeArrayFieldStart("rules");
        for (Rule rule : protocol.rules()) {
            rule(out, rule);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void rule(JsonGenerator out, Rule rule) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", rule.id());
        out.writeStringField("kind", rule.kind().wire());
        out.writeStringField("priority", rule.priority().wire());
        Json.strings(out, "metrics", SessionJson.metrics(rule));
        Json.number(out, "limit", rule.limit());
        Json.number(out, "bound_low", rule.boundLow());
        Json.number(out, "bound_high", rule.boundHigh());
        Json.number(out, "delay_s", rule.delayMillis() / 1000.0);
        out.writeNumberField("count", Math.max(1, rule.count()));
        out.writeBooleanField("latching", rule.latching());
        out.writeEndObject();
    }

    public static void backlog(JsonGenerator out, ChartOutbox.Backlog backlog) throws IOException {
        out.writeStartObject();
        out.writeNumberField("waiting", backlog.waiting());
        out.writeNumberField("pending", backlog.pending());
        out.writeNumberField("delivered", backlog.delivered());
        out.writeNumberField("quarantined", backlog.quarantined());
        Json.instant(out, "oldest_pending", backlog.oldestPendingMillis());
        out.writeEndObject();
    }

    /** That nothing goes to the EHR at present; not there while it flows. */
    public static void held(JsonGenerator out, Optional<ChartDesk.Held> held) throws IOException {
        if (held.isPresent()) {
            out.writeObjectFieldStart("held");
            out.writeBooleanField("stopped", held.get().stopped());
            Json.number(out, "wait_s", held.get().waitMillis() / 1000.0);
            out.writeEndObject();
        }
    }

    /** What is charted where it is no measured value; not there of a measured one. */
    private static void fact(JsonGenerator out, @Nullable ChartFact fact) throws IOException {
        if (fact == null) {
            return;
        }
        out.writeObjectFieldStart("fact");
        if (fact instanceof ChartFact.Given given) {
            out.writeStringField("drug", given.drug());
            out.writeStringField("route", given.route());
            Json.number(out, "amount", given.amount());
            out.writeStringField("unit", given.unit());
        } else if (fact instanceof ChartFact.Stay stay) {
            out.writeStringField("protocol", stay.protocol());
            out.writeBooleanField("stopped", stay.stopped());
        } else if (fact instanceof ChartFact.Alarmed alarmed) {
            out.writeStringField("alarm", alarmed.alarm());
        } else if (fact instanceof ChartFact.Summary summary) {
            out.writeNumberField("members", summary.members().size());
        }
        out.writeEndObject();
    }

    /** Names the patient by the clinic's id only. */
    public static void row(JsonGenerator out, ChartOutbox.Row row) throws IOException {
        ChartEntry entry = row.entry();
        out.writeStartObject();
        out.writeNumberField("id", row.id());
        out.writeStringField("state", row.state().name().toLowerCase(java.util.Locale.ROOT));
        out.writeStringField("key", entry.key());
        out.writeStringField("resource", entry.resource());
        ChartEntry.Correction correction = entry.correction();
        if (correction != null) {
            out.writeStringField("change", correction.change().name().toLowerCase(java.util.Locale.ROOT));
        }
        fact(out, entry.fact());
        out.writeStringField("session", entry.session());
        out.writeStringField("patient", entry.patient().id());
        out.writeStringField("kind", entry.kind().wire());
        Json.instant(out, "at", entry.atMillis());
        out.writeObjectFieldStart("values");
        for (ChartEntry.Value value : entry.values()) {
            Json.number(out, value.metric().wire(), value.value());
        }
        out.writeEndObject();
        Json.instant(out, "queued", row.queuedMillis());
        out.writeNumberField("attempts", row.attempts());
        Json.instant(out, "next", row.nextMillis());
        out.writeStringField("location", row.location());
        out.writeStringField("reason", row.reason());
        out.writeEndObject();
    }
}
