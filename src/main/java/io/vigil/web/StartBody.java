package io.vigil.web;

import io.vigil.session.Patient;
import io.vigil.session.port.Inputs;
import io.vigil.web.json.Body;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body that starts a session. */
final class StartBody {
    private static final Pattern REFERENCE = Pattern.compile("Patient/[A-Za-z0-9.-]{1,64}");
    private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);
    private static final int MOST_DEVICES = 16;

    private StartBody() {}

    static Inputs.Start read(Body body, String by, String key, long nowMillis) {
        Patient patient = patient(body.object("patient"), nowMillis);
        String protocol = body.text("protocol", 64);
        String chair = body.text("chair", 32);
        List<String> devices = body.words("devices", MOST_DEVICES, 64);
        double weight = body.numberOr("weight_kg", 1, 500, Double.NaN);
        return new Inputs.Start(patient, protocol, chair, devices, weight, by, key);
    }

    static Patient patient(Body body, long nowMillis) {
        String id = body.text("id", 64);
        String display = body.text("display", 120);
        String birthDate = birthDate(body, nowMillis);
        Patient.@Nullable Identifier identifier = null;
        if (body.has("identifier")) {
            Body part = body.object("identifier");
            identifier = new Patient.Identifier(part.text("system", 256), part.text("value", 128));
            part.end();
        }
        @Nullable String reference = body.textOrNull("reference", 80);
        if (reference != null && !REFERENCE.matcher(reference).matches()) {
            body.fault("reference", "must be of the form Patient/123");
        }
        body.end();
        return new Patient(id, display, birthDate, identifier, reference);
    }

    private static String birthDate(Body body, long nowMillis) {
        String text = body.text("birthDate", 10);
        // A day ahead: somewhere it is tomorrow already.
        LocalDate latest = LocalDate.ofInstant(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC)
                .plusDays(1);
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.isBefore(OLDEST) || date.isAfter(latest)) {
                body.fault("birthDate", "must be a date of birth from 1900 to today");
            }
        } catch (DateTimeException e) {
            if (!text.isEmpty()) {
                body.fault("birthDate", "must be a date such as 1980-02-03");
            }
        }
        return text;
    }
}
