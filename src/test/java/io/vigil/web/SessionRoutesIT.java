package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.session.Action;
import io.vigil.session.Patient;
import io.vigil.session.port.EhrPatients;
import io.vigil.session.port.Inputs;
import io.vigil.vital.Metric;
import io.vigil.web.signin.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRoutesIT extends AtTheStation {
    private static final String S1 = "/api/v1/sessions/s1";
    private static final String START = """
            {"patient":{"id":"p1","display":"A. B.","birthDate":"1980-02-03","reference":"Patient/123",
             "identifier":{"system":"urn:x","value":"1"}},
             "protocol":"iv-40min","chair":"2","devices":["ox-1","cuff-1"],"weight_kg":70}""";

    @Test
    void aStartIsPassedOnWholeAndAnsweredWithItsPlace() {
        HttpResponse<String> answer = station.send(TestStation.json(
                station.as(Role.NURSE, "/api/v1/sessions").header("Idempotency-Key", "k-1"), "POST", START));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue(S1);
        assertThat(station.fakes.starts)
                .containsExactly(new Inputs.Start(
                        new Patient("p1", "A. B.", "1980-02-03", new Patient.Identifier("urn:x", "1"), "Patient/123"),
                        "iv-40min",
                        "2",
                        List.of("ox-1", "cuff-1"),
                        70,
                        "nurse",
                        "k-1"));
    }

    @Test
    void eachActionArrivesAsItself() {
        station.post(Role.NURSE, S1 + "/baseline", "{\"sbp\":118,\"dbp\":74,\"pr\":70,\"spo2\":98}");
        station.post(Role.NURSE, S1 + "/phase", "{\"phase\":\"dosing\"}");
        station.post(Role.NURSE, S1 + "/phase", "{\"phase\":\"recovery\",\"from\":\"dosing\"}");
        station.post(Role.NURSE, S1 + "/dose", DOSE);
        station.post(Role.NURSE, S1 + "/dose", "{\"drug\":\"ketamine\",\"route\":\"iv\",\"event\":\"stop\"}");
        station.post(Role.NURSE, S1 + "/adverse-event", "{\"kind\":\"nausea\",\"resolved\":null}");
        station.post(Role.NURSE, S1 + "/nibp", "{\"action\":\"start\",\"same_limb\":true}");
        station.post(Role.NURSE, S1 + "/standby", "{\"duration_s\":60}");
        station.post(Role.NURSE, S1 + "/resume", "");
        station.post(Role.NURSE, S1 + "/audio-pause", "{\"duration_s\":1.5}");
        station.post(Role.NURSE, S1 + "/assessment", "{\"aldrete\":9,\"resolved\":[\"sedation\"]}");
        station.post(Role.NURSE, S1 + "/assessment", "{\"ride_confirmed\":false}");
        station.post(Role.NURSE, S1 + "/discharge", "{\"override_reason\":\"r\"}");
        station.post(Role.NURSE, S1 + "/nibp", "{\"action\":\"allow\"}");
        station.post(Role.NURSE, S1 + "/abort", "{\"reason\":\"transferred\"}");
        station.post(
                Role.NURSE,
                S1 + "/reassign",
                "{\"patient\":{\"id\":\"p2\",\"display\":\"C\",\"birthDate\":\"1975-06-07\"},\"reason\":\"mixed up\"}");
        station.post(
                Role.NURSE,
                S1 + "/undo",
                "{\"action\":\"dose\",\"reason\":\"slip\",\"at\":\"2026-01-02T03:04:05.678Z\"}");
        station.post(Role.NURSE, S1 + "/undo", "");
        station.post(Role.NURSE, S1 + "/ack", "{}");
        station.post(Role.NURSE, S1 + "/alarms/spo2.low.crit/ack", "{\"occurrence\":3}");
        station.post(Role.NURSE, S1 + "/alarms/spo2.low.crit/ack", "");
        station.send(TestStation.json(
                station.as(Role.NURSE, S1 + "/limits/pr.high"), "PUT", "{\"limit\":42,\"reason\":\"athlete\"}"));
        assertThat(station.fakes.acted.stream().map(FakePorts.Acted::action))
                .containsExactly(
                        new Action.ConfirmBaseline(
                                Map.of(Metric.SBP, 118.0, Metric.DBP, 74.0, Metric.PR, 70.0, Metric.SPO2, 98.0)),
                        new Action.MovePhase("dosing"),
                        new Action.MovePhase("recovery", "dosing"),
                        new Action.Dose("ketamine", "iv", 35, "mg", "start", "1 mg/min", "L1", null),
                        new Action.Dose("ketamine", "iv", 0, "", "stop", null, null, null),
                        new Action.AdverseEvent("nausea", FakeClock.START_MILLIS, 0, ""),
                        new Action.Cuff("start", true),
                        new Action.Standby(60_000),
                        new Action.Resume(),
                        new Action.PauseAudio(1_500),
                        new Action.Assess(9, null, null, List.of("sedation")),
                        new Action.Assess(null, null, false, null),
                        new Action.Discharge("r"),
                        new Action.Cuff("allow", false),
                        new Action.Abort("transferred"),
                        new Action.Reassign(new Patient("p2", "C", "1975-06-07", null, null), "mixed up"),
                        new Action.Undo(
                                "dose",
                                "slip",
                                Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli()),
                        new Action.Undo("", ""),
                        new Action.Acknowledge("*", 0),
                        new Action.Acknowledge("spo2.low.crit", 3),
                        new Action.Acknowledge("spo2.low.crit", 0),
                        new Action.SetLimit("pr.high", 42, "athlete"));
        assertThat(station.fakes.acted).allSatisfy(acted -> {
            assertThat(acted.session()).isEqualTo("s1");
            assertThat(acted.by()).isEqualTo("nurse");
            assertThat(acted.key()).hasSizeGreaterThan(20);
        });
        assertThat(station.fakes.acted.stream().map(FakePorts.Acted::key)).doesNotHaveDuplicates();
    }

    private static final String DOSE = """
            {"drug":"ketamine","route":"iv","amount":35,"unit":"mg","event":"start","rate":"1 mg/min","lot":"L1"}""";

    @Test
    void devicesAreRebound() {
        station.post(Role.TECHNICIAN, S1 + "/devices", "{\"bind\":[\"ox-2\"],\"unbind\":[\"ox-1\"]}");
        assertThat(station.fakes.rebound).singleElement().satisfies(it -> {
            assertThat(it.bind()).containsExactly("ox-2");
            assertThat(it.unbind()).containsExactly("ox-1");
            assertThat(it.by()).isEqualTo("technician");
        });
    }

    @Test
    void aDeviceIsHandedOverOnlyWhenThatIsSaid() {
        station.post(Role.NURSE, S1 + "/devices", "{\"bind\":[\"ox-2\"],\"hand_over\":true}");
        station.post(Role.NURSE, S1 + "/devices", "{\"bind\":[\"ox-2\"]}");
        assertThat(station.fakes.rebound)
                .extracting(FakePorts.Rebound::handOver)
                .containsExactly(true, false);
    }

    @Test
    void whoIsInTheEhrAloneIsFoundBehindThoseWhoWereHere() {
        Patient.Identifier number = new Patient.Identifier("urn:oid:2.999.1", "M1");
        Patient there = new Patient("M1", "C. D.", "1971-05-06", number, "Patient/9");
        station.fakes.ehr = (text, atMost) -> new EhrPatients.Answer(EhrPatients.State.ANSWERED, List.of(there));

        HttpResponse<String> found = station.get(Role.NURSE, "/api/v1/patients?q=cd");

        assertThat(found.headers().firstValue("Vigil-Ehr")).contains("answered");
        assertThat(found.body())
                .contains("\"id\":\"p1\"", "\"sessions\":6")
                .endsWith("{\"id\":\"M1\",\"display\":\"C. D.\",\"birthDate\":\"1971-05-06\","
                        + "\"identifier\":{\"system\":\"urn:oid:2.999.1\",\"value\":\"M1\"},"
                        + "\"reference\":\"Patient/9\",\"sessions\":0,\"last\":null}]");
        assertThat(station.get(Role.NURSE, "/api/v1/patients?q=cd&limit=1").body())
                .doesNotContain("M1");
        assertThat(station.get(Role.NURSE, "/api/v1/patients?q=c").headers().firstValue("Vigil-Ehr"))
                .as("one letter finds half of an EHR")
                .contains("none");
    }

    @Test
    void anEhrThatDoesNotAnswerHidesNobodyWhoWasHere() {
        station.fakes.ehr = (text, atMost) -> new EhrPatients.Answer(EhrPatients.State.UNANSWERED, List.of());

        HttpResponse<String> found = station.get(Role.NURSE, "/api/v1/patients?q=cd");

        assertThat(found.headers().firstValue("Vigil-Ehr")).contains("unanswered");
        assertThat(found.body()).contains("\"id\":\"p1\"");
    }

    @Test
    void patientsAreFoundAndTheirSessionsStandSideBySide() {
        assertThat(station.get(Role.NURSE, "/api/v1/patients?q=b").body())
                .contains("\"id\":\"p1\"", "\"display\":\"A. B. b\"", "\"sessions\":6");
        assertThat(station.get(Role.NURSE, "/api/v1/patients/p1/sessions").body())
                .contains("\"peak_sbp\":160", "\"delta_sbp\":42", "\"recovery_s\":null");
        assertThat(station.get(Role.NURSE, "/api/v1/patients/nobody/sessions").statusCode())
                .isEqualTo(404);
        assertThat(station.get(Role.NURSE, "/api/v1/patients?limit=0").statusCode())
                .isEqualTo(422);
        assertThat(station.get(Role.TECHNICIAN, "/api/v1/patients").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /phase        | {"fase":"dosing"}                       | 422 | did you mean \\"phase\\"?
            /phase        | {"phase":"dosing","x":1}                | 422 | is not a known key
            /phase        | {"phase":7}                             | 422 | phase: must be text
            /phase        | {"phase":"a\\u0007b"}                   | 422 | without control characters
            /phase        | {"phase":"a","phase":"b"}               | 400 | is not valid JSON
            /phase        | {"phase":                               | 400 | is not valid JSON at line 1
            /phase        | {"phase":"a"} {"phase":"b"}             | 400 | is not valid JSON
            /phase        | ["phase"]                               | 400 | must be a JSON object
            /standby      | {"duration_s":1e400}                    | 422 | duration_s: must be a number
            /standby      | {"duration_s":NaN}                      | 400 | is not valid JSON
            /standby      | {"duration_s":-1}                       | 422 | duration_s: must be a number from 1
            /standby      | {"duration_s":"60"}                     | 422 | duration_s: must be a number
            /baseline     | {}                                      | 422 | is required
            /baseline     | {"spo2":101}                            | 422 | spo2: must be a number from 1 to 100
            /dose         | {"drug":"k","route":"iv","event":"take"} | 422 | event: must be one of start, stop, given
            /nibp         | {"action":"start","same_limb":"yes"}    | 422 | same_limb: must be true or false
            /alarms/a/ack | {"occurrence":1.5}                      | 422 | whole number
            /alarms/a/ack | {"occurrence":0}                        | 422 | occurrence: must be a number from 1
            /abort        | {}                                      | 422 | reason: is required
            /reassign     | {"reason":"x"}                          | 422 | patient: is required
            /adverse-event | {"kind":"x","moaas":6}                 | 422 | moaas: must be a number from 0 to 5
            /devices      | {"bind":["a","a"]}                      | 422 | different texts
            /adverse-event | {"kind":"x","onset":"yesterday"}       | 422 | ISO 8601
            /adverse-event | {"kind":"x","onset":"2030-01-01T00:00:00Z"} | 422 | must not be in the future
            """)
    void whatMakesNoSenseIsRefusedWithItsPlace(String action, String body, int status, String says) {
        HttpResponse<String> answer = station.post(Role.NURSE, S1 + action, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(says);
        assertThat(station.fakes.acted).isEmpty();
    }

    @Test
    void allFaultsOfABodyAreToldAtOnceWithPointers() throws Exception {
        HttpResponse<String> answer = station.post(
                Role.NURSE,
                "/api/v1/sessions",
                "{\"patient\":{\"id\":\"p\",\"dispay\":\"A\",\"birthDate\":\"1880-01-01\",\"reference\":\"x\"},\"chair\":\"\"}");
        JsonNode errors = new ObjectMapper().readTree(answer.body()).path("errors");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(errors.findValuesAsText("pointer"))
                .contains("#/patient/display", "#/patient/dispay", "#/patient/birthDate", "#/patient/reference")
                .contains("#/protocol", "#/chair");
        assertThat(answer.body()).contains("did you mean \\\"display\\\"");
    }

    @ParameterizedTest
    @CsvSource({"INVALID,422", "UNKNOWN,404", "CONFLICT,409", "UNAVAILABLE,503"})
    void theWardsAnswerBecomesAStatus(Inputs.Status status, int code) {
        station.fakes.refusal = Optional.of(Inputs.Answer.refused(status, "why it is so"));
        HttpResponse<String> answer = station.post(Role.NURSE, S1 + "/alarms/a/ack", "{\"occurrence\":1}");
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.body()).contains("why it is so");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void theKeyIsPassedOnToldBackAndBounded() {
        HttpResponse<String> made = station.post(Role.NURSE, S1 + "/note", "{\"text\":\"x\"}");
        assertThat(made.headers().firstValue("Idempotency-Key"))
                .hasValue(station.fakes.acted.get(0).key());
        HttpResponse<String> bad = station.send(TestStation.json(
                station.as(Role.NURSE, S1 + "/note").header("Idempotency-Key", "k".repeat(129)),
                "POST",
                "{\"text\":\"x\"}"));
        assertThat(bad.statusCode()).isEqualTo(422);
    }

    @Test
    void aBodyThatIsNotSaidToBeJsonIsRefused() {
        HttpResponse<String> answer = station.send(station.as(Role.NURSE, S1 + "/note")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"x\"}")));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metric=spo2                                     | 200 | "readings":[{"t":"2026-05-04T10:15:30.000Z"
            metric=spo2&every=60                            | 200 | "buckets":[{"t":"2026-05-04T10:15:30.000Z","min":85
            metric=spo2&every=5s                            | 200 | "every_s":5
            metric=spo3                                     | 422 | metric: must be one of spo2
            every=60                                        | 422 | metric: is required
            metric=spo2&form=2026-05-04T10:00:00Z           | 422 | did you mean
            metric=spo2&from=yesterday                      | 422 | from: must be an ISO 8601 instant
            metric=spo2&from=2026-05-01T00:00:00Z           | 422 | at most 24 h
            metric=spo2&every=0                             | 422 | every: must be whole seconds
            metric=spo2&metric=pr                           | 422 | must be given once
            """)
    void historyIsAskedForExactly(String query, int status, String says) {
        HttpResponse<String> answer = station.get(Role.VIEWER, S1 + "/readings?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(says);
    }

    @Test
    void theHistoryOfASessionOfYesterdayIsServedAndOfNoneIsNotFound() {
        assertThat(station.get(Role.VIEWER, "/api/v1/sessions/old/events").statusCode())
                .isEqualTo(200);
        assertThat(station.get(Role.VIEWER, "/api/v1/sessions/old/readings?metric=pr")
                        .statusCode())
                .isEqualTo(200);
        assertThat(station.get(Role.VIEWER, "/api/v1/sessions/no/events").statusCode())
                .isEqualTo(404);
        assertThat(station.get(Role.VIEWER, "/api/v1/sessions/no/readings?metric=pr")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDeadStoreLeavesTheLiveViewAndSaysSoElsewhere() {
        String cookie = station.cookie(Role.NURSE);
        station.fakes.storeDown = true;
        assertThat(withCookie(cookie, "/api/v1/sessions").statusCode()).isEqualTo(200);
        assertThat(withCookie(cookie, S1 + "/events").statusCode()).isEqualTo(503);
        assertThat(withCookie(cookie, "/api/v1/ehr/outbox").statusCode()).isEqualTo(503);
    }

    @Test
    void theQueueToTheEhrNamesNoPatient() {
        String outbox = station.get(Role.VIEWER, "/api/v1/ehr/outbox").body();
        assertThat(outbox)
                .contains("\"quarantined\":1", "422 from the EHR", "\"patient\":\"p1\"")
                .doesNotContain("A. B.");
        assertThat(station.post(Role.NURSE, "/api/v1/ehr/outbox/8/retry", "").statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> withCookie(String cookie, String path) {
        return station.send(HttpRequest.newBuilder(station.at(path)).header("Cookie", cookie));
    }
}
