package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.alarm.Priority;
import io.vigil.session.preview.Difference;
import io.vigil.session.preview.Occurrence;
import io.vigil.session.preview.Tally;
import java.io.IOException;
import java.util.List;

/** What another limit would have changed; described by the schema {@code LimitPreview} of the served OpenAPI. */
public final class PreviewJson {
    private static final double MILLIS = 1_000.0;
    private static final int MOST_GIVEN = 100;

    private PreviewJson() {}

    /** @param present the limit in force now; @param proposed the one asked about */
    public record Preview(
            String session,
            String alarm,
            double present,
            double proposed,
            long fromMillis,
            long toMillis,
            List<Occurrence> before,
            List<Occurrence> after) {}

    public static String text(Preview preview) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("session", preview.session());
            out.writeStringField("alarm", preview.alarm());
            Json.number(out, "present", preview.present());
            Json.number(out, "proposed", preview.proposed());
            Json.instant(out, "from", preview.fromMillis());
            Json.instant(out, "to", preview.toMillis());
            tallies(out, "before", preview.before(), preview);
            tallies(out, "after", preview.after(), preview);
            given(out, preview);
            difference(out, Difference.between(preview.before(), preview.after()));
            out.writeEndObject();
        });
    }

    private static void tallies(JsonGenerator out, String name, List<Occurrence> all, Preview preview)
            throws IOException {
        out.writeObjectFieldStart(name);
        for (Priority priority : List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW)) {
            Tally tally = Tally.of(all, priority, preview.fromMillis(), preview.toMillis(), 1);
            out.writeObjectFieldStart(priority.wire());
            out.writeNumberField("alarms", tally.alarms());
            Json.number(out, "per_hour", tally.perHour());
            Json.number(out, "in_alarm_s", tally.inAlarmMillis() / MILLIS);
            Json.number(out, "clear_median_s", tally.medianMillis() / MILLIS);
            Json.number(out, "clear_longest_s", tally.longestMillis() / MILLIS);
            out.writeNumberField("standing", tally.standing());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** What the alarm itself would have said, the last ones where there are many. */
    private static void given(JsonGenerator out, Preview preview) throws IOException {
        List<Occurrence> own = preview.after().stream()
                .filter(one -> one.alarm().equals(preview.alarm()))
                .toList();
        out.writeArrayFieldStart("alarms");
        for (Occurrence one : own.subList(Math.max(0, own.size() - MOST_GIVEN), own.size())) {
            occurrence(out, one);
        }
        out.writeEndArray();
    }

    private static void difference(JsonGenerator out, Difference difference) throws IOException {
        out.writeNumberField("same", difference.same());
        out.writeArrayFieldStart("gone");
        for (Occurrence one : difference.gone()) {
            occurrence(out, one);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("added");
        for (Occurrence one : difference.added()) {
            occurrence(out, one);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("moved");
        for (Difference.Moved pair : difference.moved()) {
            out.writeStartObject();
            out.writeFieldName("before");
            occurrence(out, pair.before());
            out.writeFieldName("after");
            occurrence(out, pair.after());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void occurrence(JsonGenerator out, Occurrence one) throws IOException {
        out.writeStartObject();
        out.writeStringField("alarm", one.alarm());
        out.writeStringField("priority", one.priority().wire());
        Json.number(out, "value", one.value());
        Json.instant(out, "raised", one.raisedMillis());
        Json.instant(out, "ended", one.stands() ? 0 : one.endedMillis());
        out.writeEndObject();
    }
}
