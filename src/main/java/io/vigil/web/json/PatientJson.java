package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.session.Course;
import io.vigil.session.Patient;
import io.vigil.session.port.Patients;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who was here and how it went; schemas {@code KnownPatient} and {@code Course} of the served OpenAPI. */
public final class PatientJson {
    private PatientJson() {}

    public static void known(JsonGenerator out, Patients.Known known) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", known.patient().id());
        out.writeStringField("display", known.patient().display());
        out.writeStringField("birthDate", known.patient().birthDate());
        identifier(out, known.patient().identifier());
        out.writeStringField("reference", known.patient().reference());
        out.writeNumberField("sessions", known.sessions());
        Json.instant(out, "last", known.lastMillis());
        out.writeEndObject();
    }

    private static void identifier(JsonGenerator out, Patient.@Nullable Identifier known) throws IOException {
        if (known == null) {
            out.writeNullField("identifier");
        } else {
            out.writeObjectFieldStart("identifier");
            out.writeStringField("system", known.system());
            out.writeStringField("value", known.value());
            out.writeEndObject();
        }
    }

    public static void course(JsonGenerator out, Course course) throws IOException {
        out.writeStartObject();
        out.writeStringField("session", course.session());
        out.writeStringField("protocol", course.protocol());
        out.writeStringField("protocol_title", course.protocolTitle());
        Json.instant(out, "started", course.startedMillis());
        Json.instant(out, "ended", course.endedMillis());
        Json.number(out, "baseline_sbp", course.baselineSbp());
        Json.number(out, "peak_sbp", course.peakSbp());
        Json.instant(out, "peak_sbp_at", course.peakSbpMillis());
        Json.number(out, "delta_sbp", course.deltaSbp());
        Json.number(out, "nadir_spo2", course.nadirSpo2());
        Json.instant(out, "nadir_spo2_at", course.nadirSpo2Millis());
        long recovery = course.recoveryMillis();
        Json.number(out, "recovery_s", recovery == Course.UNKNOWN ? Double.NaN : recovery / 1000.0);
        CareJson.given(out, course.doses(), course.adverse());
        out.writeEndObject();
    }
}
