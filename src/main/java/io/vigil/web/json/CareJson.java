package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.session.Action;
import io.vigil.session.Care;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was done and what is to be done next; schema {@code Care} of the served OpenAPI. */
final class CareJson {
    private CareJson() {}

    static void write(JsonGenerator out, Care care) throws IOException {
        out.writeObjectFieldStart("care");
        out.writeNumberField("subject_revision", care.subjectRevision());
        proposal(out, care.proposal());
        cuff(out, care.cuff());
        given(out, care.doses(), care.adverse());
        out.writeArrayFieldStart("checkpoints");
        for (Care.Checkpoint point : care.checkpoints()) {
            checkpoint(out, point);
        }
        out.writeEndArray();
        undoable(out, care.undoable());
        out.writeEndObject();
    }

    /** Also of a session that is over. */
    static void given(JsonGenerator out, List<Care.Dose> doses, List<Care.Adverse> events) throws IOException {
        out.writeArrayFieldStart("doses");
        for (Care.Dose dose : doses) {
            dose(out, dose);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("adverse_events");
        for (Care.Adverse event : events) {
            adverse(out, event);
        }
        out.writeEndArray();
    }

    private static void proposal(JsonGenerator out, Map<Metric, Care.Proposed> proposal) throws IOException {
        out.writeObjectFieldStart("baseline_proposed");
        for (Map.Entry<Metric, Care.Proposed> each : new TreeMap<>(proposal).entrySet()) {
            out.writeObjectFieldStart(each.getKey().wire());
            Json.number(out, "value", each.getValue().value());
            out.writeNumberField("count", each.getValue().count());
            Json.instant(out, "from", each.getValue().fromMillis());
            Json.instant(out, "to", each.getValue().toMillis());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void cuff(JsonGenerator out, Care.CuffStatus cuff) throws IOException {
        out.writeObjectFieldStart("cuff");
        out.writeStringField("device", cuff.device());
        out.writeBooleanField("automatic", cuff.automatic());
        out.writeStringField("not_automatic_because", cuff.notAutomatic());
        Json.instant(out, "measuring_since", cuff.measuringSinceMillis());
        Json.instant(out, "started", cuff.startedMillis());
        out.writeStringField("started_because", cuff.startedWhy());
        out.writeStringField("started_by", cuff.startedBy());
        Json.instant(out, "startable_from", cuff.startableMillis());
        out.writeStringField("due_because", cuff.dueWhy());
        out.writeStringField("trouble", cuff.trouble());
        out.writeEndObject();
    }

    private static void dose(JsonGenerator out, Care.Dose given) throws IOException {
        Action.Dose dose = given.dose();
        out.writeStartObject();
        Json.instant(out, "t", given.atMillis());
        out.writeStringField("by", given.by());
        out.writeStringField("event", dose.event());
        out.writeStringField("drug", dose.drug());
        out.writeStringField("route", dose.route());
        Json.number(out, "amount", dose.amount());
        out.writeStringField("unit", dose.unit());
        out.writeStringField("rate", dose.rate());
        out.writeStringField("lot", dose.lot());
        out.writeStringField("override_reason", dose.overrideReason());
        out.writeEndObject();
    }

    private static void adverse(JsonGenerator out, Care.Adverse event) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", event.kind());
        Json.instant(out, "onset", event.onsetMillis());
        Json.instant(out, "resolved", event.resolvedMillis());
        out.writeStringField("text", event.text());
        Integer moaas = event.moaas();
        Json.number(out, "moaas", moaas == null ? Double.NaN : moaas);
        out.writeStringField("by", event.by());
        out.writeEndObject();
    }

    private static void checkpoint(JsonGenerator out, Care.Checkpoint point) throws IOException {
        out.writeStartObject();
        out.writeStringField("alarm", point.alarm());
        out.writeStringField("metric", point.metric().wire());
        Json.instant(out, "due", point.dueMillis());
        Json.instant(out, "from", point.fromMillis());
        Json.instant(out, "until", point.untilMillis());
        out.writeBooleanField("met", point.met());
        out.writeEndObject();
    }

    private static void undoable(JsonGenerator out, Care.@Nullable Undoable undoable) throws IOException {
        if (undoable == null) {
            out.writeNullField("undoable");
            return;
        }
        out.writeObjectFieldStart("undoable");
        out.writeStringField("action", undoable.action());
        Json.instant(out, "t", undoable.atMillis());
        out.writeStringField("by", undoable.by());
        Json.instant(out, "until", undoable.untilMillis());
        out.writeEndObject();
    }
}
