package io.vigil.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.config.Listen;
import io.vigil.time.Clock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two nurses ask the real service for the same thing at the same moment, each with her own Idempotency-Key. What can
 * only happen once happens once, and the other is told so; what may be meant twice stands twice on the record, where
 * each can be taken back.
 */
class TwoAtOnceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String API = "/api/v1/sessions";
    private static final String DOSE = "{'drug':'ketamine','route':'iv','event':'start','amount':35,'unit':'mg'}";
    private static final String OTHER = "{'patient':{'id':'p-9','display':'Z. Z.','birthDate':'1961-01-01'}}";

    @TempDir
    private static Path data;

    private static Demo demo;
    private static String token = "";
    private static int chairs = 100;

    @BeforeAll
    static void open() throws Exception {
        demo = Demo.start(Clock.system(), new Listen("127.0.0.1", 0), data, 1, List.of());
        token = json(post("/login", "{'user':'demo','password':'demo'}").join())
                .path("token")
                .asText();
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    @ParameterizedTest(name = "{0} twice at once: {2} and {3}, {4} on record as done")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "phase       | {'phase':'dosing','from':'baseline'} | 200 | 409 | 1",
                "phase       | {'phase':'dosing'}                   | 200 | 409 | 1",
                "standby     | {'duration_s':60}                    | 200 | 409 | 1",
                "abort       | {'reason':'started by mistake'}      | 200 | 409 | 1",
                "discharge   | {'override_reason':'transferred'}    | 200 | 409 | 1",
                "reassign    | " + OTHER + "                        | 200 | 409 | 1",
                "baseline    | {'sbp':118,'dbp':74}                 | 200 | 200 | 2",
                "dose        | " + DOSE + "                         | 200 | 200 | 2",
                "assessment  | {'aldrete':9}                        | 200 | 200 | 2",
                "note        | {'text':'asleep'}                    | 200 | 200 | 2",
                "audio-pause | {'duration_s':60}                    | 200 | 200 | 2",
                "resume      | {}                                   | 200 | 200 | 2",
            })
    void whatBecomesOfBoth(String action, String body, int first, int second, int done) throws Exception {
        String session = started();
        List<HttpResponse<String>> answers = twice(API + "/" + session + "/" + action, body);
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(first, second);
        assertThat(applied(session, action)).isEqualTo(done);
    }

    @Test
    void aPhaseIsEnteredOnceAndTheOtherNurseIsTold() throws Exception {
        String here = API + "/" + started();
        List<HttpResponse<String>> answers = twice(here + "/phase", "{'phase':'dosing','from':'baseline'}");
        assertThat(json(of(409, answers)).path("detail").asText()).isEqualTo("The session is in phase dosing already");
        JsonNode now = json(get(here));
        assertThat(now.path("phase").asText()).isEqualTo("dosing");
        assertThat(now.path("phase_since")).isEqualTo(json(of(200, answers)).path("phase_since"));
    }

    /** Two deeds stand; both nurses look at the later one. The earlier must not go with it. */
    @Test
    void whatBothTakeBackIsTakenBackOnce() throws Exception {
        String here = API + "/" + started();
        post(here + "/baseline", "{'sbp':118,'dbp':74}").join();
        post(here + "/baseline", "{'pr':70}").join();
        String seen = json(get(here)).path("care").path("undoable").path("t").asText();
        List<HttpResponse<String>> answers = twice(here + "/undo", "{'action':'baseline','at':'" + seen + "'}");
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
        JsonNode baseline = json(get(here)).path("baseline");
        assertThat(baseline.path("sbp").asInt()).isEqualTo(118);
        assertThat(baseline.has("pr")).isFalse();
    }

    @Test
    void aChairIsTakenByOnePatient() {
        List<HttpResponse<String>> answers = twice(API, start(++chairs));
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 409);
    }

    private static List<HttpResponse<String>> twice(String path, String body) {
        List<CompletableFuture<HttpResponse<String>>> both = List.of(post(path, body), post(path, body));
        return both.stream().map(CompletableFuture::join).toList();
    }

    private static HttpResponse<String> of(int status, List<HttpResponse<String>> answers) {
        return answers.stream()
                .filter(one -> one.statusCode() == status)
                .findFirst()
                .orElseThrow();
    }

    private static String started() throws Exception {
        HttpResponse<String> answer = post(API, start(++chairs)).join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("id").asText();
    }

    private static String start(int chair) {
        return """
                {'patient':{'id':'p-%d','display':'Q. R.','birthDate':'1971-01-01'},'protocol':'iv-40min',
                 'chair':'%d','devices':[],'weight_kg':70}""".formatted(chair, chair);
    }

    private static long applied(String session, String action) throws Exception {
        long done = 0;
        for (JsonNode event : json(get(API + "/" + session + "/events"))) {
            boolean it = event.path("what").asText().equals(action);
            if (it
                    && JSON.readTree(event.path("detail").asText())
                            .path("result")
                            .asText()
                            .equals("applied")) {
                done++;
            }
        }
        return done;
    }

    private static CompletableFuture<HttpResponse<String>> post(String path, String body) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + demo.service().httpPort() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
