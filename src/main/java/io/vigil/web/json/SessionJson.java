package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Rule;
import io.vigil.session.Patient;
import io.vigil.session.RoomCue;
import io.vigil.session.SessionView;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A session as screens and API clients see it; described by the schema {@code Session} of the served OpenAPI. */
public final class SessionJson {
    private SessionJson() {}

    public static String text(SessionView session) {
        return Json.text(out -> write(out, session));
    }

    public static void write(JsonGenerator out, SessionView s) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", s.id());
        out.writeNumberField("revision", s.revision());
        Json.instant(out, "at", s.atMillis());
        out.writeBooleanField("open", s.open());
        patient(out, s.patient());
        out.writeStringField("chair", s.chair());
        out.writeStringField("protocol", s.protocol());
        out.writeStringField("protocol_title", s.protocolTitle());
        out.writeStringField("phase", s.phase());
        Json.strings(out, "phases", s.phases());
        clocks(out, s);
        Json.number(out, "weight_kg", s.weightKg());
        baseline(out, s.baseline());
        readings(out, s);
        pulse(out, s);
        alarms(out, s);
        out.writeStringField("sounding", s.sounding().wire());
        room(out, RoomCue.of(s));
        Json.instant(out, "audio_paused_until", s.audioPausedUntilMillis());
        Json.instant(out, "standby_until", s.standbyUntilMillis());
        Json.strings(out, "devices", s.devices());
        out.writeBooleanField("simulated", s.simulated());
        LimitsJson.write(out, s.limits());
        LeavingJson.write(out, s.discharge());
        CareJson.write(out, s.care());
        out.writeEndObject();
    }

    private static void patient(JsonGenerator out, Patient patient) throws IOException {
        out.writeObjectFieldStart("patient");
        out.writeStringField("id", patient.id());
        out.writeStringField("display", patient.display());
        out.writeStringField("birthDate", patient.birthDate());
        out.writeStringField("reference", patient.reference());
        out.writeEndObject();
    }

    private static void clocks(JsonGenerator out, SessionView s) throws IOException {
        Json.instant(out, "started", s.startedMillis());
        Json.instant(out, "phase_since", s.phaseSinceMillis());
        Json.instant(out, "dose_at", s.doseMillis());
        Json.instant(out, "next_cuff_due", s.nextCuffMillis());
        Json.instant(out, "observation_until", s.observedUntilMillis());
    }

    private static void room(JsonGenerator out, RoomCue room) throws IOException {
        out.writeObjectFieldStart("room");
        out.writeBooleanField("cue", room.cue());
        out.writeBooleanField("sounds", room.sounds());
        out.writeNumberField("level", room.level());
        out.writeEndObject();
    }

    private static void baseline(JsonGenerator out, Map<Metric, Double> baseline) throws IOException {
        out.writeObjectFieldStart("baseline");
        for (Map.Entry<Metric, Double> value : new TreeMap<>(baseline).entrySet()) {
            Json.number(out, value.getKey().wire(), value.getValue());
        }
        out.writeEndObject();
    }

    private static void readings(JsonGenerator out, SessionView s) throws IOException {
        out.writeObjectFieldStart("readings");
        for (SessionView.Value v : s.values()) {
            out.writeObjectFieldStart(v.metric().wire());
            Json.number(out, "value", v.value());
            out.writeStringField("unit", v.metric().unit());
            out.writeStringField("display", v.display().wire());
            out.writeStringField(
                    "quality", v.quality() == null ? null : v.quality().wire());
            Json.instant(out, "t", v.measuredMillis());
            Json.number(
                    out, "age_s", v.measuredMillis() == 0 ? Double.NaN : (s.atMillis() - v.measuredMillis()) / 1000.0);
            Json.number(out, "limit_low", v.limitLow());
            Json.number(out, "limit_high", v.limitHigh());
            out.writeBooleanField("violated", v.violated());
            Json.number(out, "delta", v.delta());
            out.writeStringField("device", v.device());
            Json.strings(out, "flags", v.flags());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void pulse(JsonGenerator out, SessionView s) throws IOException {
        if (s.pulse().isEmpty()) {
            out.writeNullField("pulse");
            return;
        }
        SessionView.Value chosen = s.pulse().get();
        out.writeObjectFieldStart("pulse");
        out.writeStringField("source", chosen.metric().wire());
        Json.number(out, "value", chosen.value());
        out.writeStringField("display", chosen.display().wire());
        out.writeStringField("device", chosen.device());
        out.writeEndObject();
    }

    private static void alarms(JsonGenerator out, SessionView s) throws IOException {
        out.writeArrayFieldStart("alarms");
        for (AlarmView alarm : s.alarms()) {
            Rule rule = alarm.rule();
            out.writeStartObject();
            out.writeStringField("alarm", rule.id());
            out.writeStringField("kind", rule.kind().wire());
            Json.strings(out, "metrics", metrics(rule));
            out.writeStringField("priority", rule.priority().wire());
            out.writeStringField("state", alarm.condition().wire());
            out.writeNumberField("occurrence", alarm.occurrence());
            Json.instant(out, "since", alarm.sinceMillis());
            Json.instant(out, "changed", alarm.changedMillis());
            Json.number(out, "worst", alarm.worst());
            Json.number(out, "limit", alarm.limit());
            out.writeNumberField("level", alarm.level());
            out.writeBooleanField("latching", rule.latching());
            out.writeStringField("acknowledged_by", s.acknowledgedBy().get(rule.id()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** A combined rule names its metrics only in its parts. */
    static List<String> metrics(Rule rule) {
        var named = rule.metrics().isEmpty() ? rule.parts().stream().map(Rule.Part::metric) : rule.metrics().stream();
        return named.distinct().map(Metric::wire).toList();
    }

    public static void event(JsonGenerator out, String session, AlarmEvent event) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", event.id(session));
        out.writeStringField("alarm", event.alarm());
        out.writeStringField("event", event.kind().wire());
        out.writeStringField("priority", event.priority().wire());
        out.writeNumberField("occurrence", event.occurrence());
        out.writeNumberField("level", event.level());
        Json.instant(out, "at", event.atMillis());
        Json.number(out, "value", event.value());
        Json.number(out, "limit", event.limit());
        out.writeEndObject();
    }
}
