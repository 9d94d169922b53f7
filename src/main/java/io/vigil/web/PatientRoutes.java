package io.vigil.web;

import static io.vigil.web.Access.CARE;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.Course;
import io.vigil.session.port.Patients;
import io.vigil.web.json.Json;
import io.vigil.web.json.PatientJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who was here, and a patient's course over many sessions. For those who care for patients. */
final class PatientRoutes {
    private static final int ROWS_DEFAULT = 50;
    private static final int ROWS_MOST = 500;
    private static final int LONGEST_TEXT = 120;

    private final Patients patients;
    private final Requests requests;

    PatientRoutes(Patients patients, Requests requests) {
        this.patients = patients;
        this.requests = requests;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(Endpoint.API + "/patients", CARE, this::find),
                Endpoint.get(Endpoint.API + "/patients/{id}/sessions", CARE, this::sessions));
    }

    private void find(RoutingContext ctx) {
        if (!Requests.queryOf(ctx, Set.of("q", "limit"))) {
            return;
        }
        Optional<Integer> limit = ReadingsQuery.whole(ctx.queryParams().get("limit"), ROWS_DEFAULT, ROWS_MOST);
        String text = Optional.ofNullable(ctx.queryParams().get("q")).orElse("");
        if (limit.isEmpty()) {
            Reply.problem(ctx, Problem.invalid("limit", "must be a whole number from 1 to " + ROWS_MOST));
        } else if (text.length() > LONGEST_TEXT) {
            Reply.problem(ctx, Problem.invalid("q", "must have at most " + LONGEST_TEXT + " characters"));
        } else {
            requests.blocking(
                    ctx,
                    () -> Json.array(patients.find(text.strip(), limit.get()), PatientJson::known),
                    json -> Reply.json(ctx, 200, json));
        }
    }

    private void sessions(RoutingContext ctx) {
        String patient = ctx.pathParam("id");
        requests.blocking(ctx, () -> patients.sessions(patient), courses -> tell(ctx, courses));
    }

    private static void tell(RoutingContext ctx, List<Course> courses) {
        if (courses.isEmpty()) {
            Reply.problem(ctx, Problem.notFound("There is no such patient."));
        } else {
            Reply.json(ctx, 200, Json.array(courses, PatientJson::course));
        }
    }
}
