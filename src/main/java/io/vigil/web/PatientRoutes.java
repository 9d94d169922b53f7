package io.vigil.web;

import static io.vigil.web.Access.CARE;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.Course;
import io.vigil.session.Patient;
import io.vigil.session.port.EhrPatients;
import io.vigil.session.port.Patients;
import io.vigil.web.json.Json;
import io.vigil.web.json.PatientJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Who was here or is in the EHR, and a patient's course over many sessions. For those who care for patients. */
final class PatientRoutes {
    private static final int ROWS_DEFAULT = 50;
    private static final int ROWS_MOST = 500;
    private static final int LONGEST_TEXT = 120;

    /** One letter finds half of an EHR. */
    private static final int SHORTEST_ASKED = 2;

    private static final String EHR = "Vigil-Ehr";

    private final Patients patients;
    private final EhrPatients ehr;
    private final Requests requests;

    PatientRoutes(Patients patients, EhrPatients ehr, Requests requests) {
        this.patients = patients;
        this.ehr = ehr;
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
            requests.blocking(ctx, () -> found(text.strip(), limit.get()), found -> {
                ctx.response().putHeader(EHR, found.ehr());
                Reply.json(ctx, 200, found.json());
            });
        }
    }

    /** @param ehr what came of asking the EHR */
    private record Found(String json, String ehr) {}

    /** Those who were here first: whoever comes again keeps the id under which the earlier sessions stand. */
    private Found found(String text, int atMost) {
        List<Patients.Known> all = new ArrayList<>(patients.find(text, atMost));
        EhrPatients.Answer answer =
                text.length() < SHORTEST_ASKED ? EhrPatients.NONE.search(text, 0) : ehr.search(text, atMost);
        for (Patient one : answer.patients()) {
            boolean here = all.stream()
                    .anyMatch(known -> Objects.equals(known.patient().reference(), one.reference()));
            if (!here && all.size() < atMost) {
                all.add(new Patients.Known(one, 0, 0));
            }
        }
        return new Found(
                Json.array(all, PatientJson::known), answer.state().name().toLowerCase(Locale.ROOT));
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
