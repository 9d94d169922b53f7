package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.session.SessionView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The discharge gate; schema {@code Discharge} of the served OpenAPI. */
final class LeavingJson {
    private LeavingJson() {}

    static void write(JsonGenerator out, SessionView.Leaving leaving) throws IOException {
        out.writeObjectFieldStart("discharge");
        out.writeBooleanField("ready", leaving.ready());
        Json.strings(
                out,
                "missing",
                leaving.checks().stream()
                        .filter(check -> !check.met())
                        .map(SessionView.Check::missing)
                        .toList());
        out.writeArrayFieldStart("checks");
        for (SessionView.Check check : leaving.checks()) {
            out.writeStartObject();
            out.writeStringField("check", check.name());
            out.writeBooleanField("met", check.met());
            Double corrected = check.corrected();
            if (corrected != null) {
                // Null, where it was taken back and no figure stands.
                Json.number(out, "corrected", corrected);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        assessment(out, leaving.assessment());
        out.writeEndObject();
    }

    private static void assessment(JsonGenerator out, SessionView.Assessment found) throws IOException {
        out.writeObjectFieldStart("assessment");
        whole(out, "aldrete", found.aldrete());
        whole(out, "moaas", found.moaas());
        out.writeBooleanField("ride_confirmed", found.rideConfirmed());
        Json.strings(out, "resolved", found.resolved());
        out.writeEndObject();
    }

    private static void whole(JsonGenerator out, String name, @Nullable Integer value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
