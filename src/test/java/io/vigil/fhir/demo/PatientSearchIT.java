package io.vigil.fhir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vigil.fhir.Credential;
import io.vigil.fhir.Endpoint;
import io.vigil.fhir.PatientSearch;
import io.vigil.session.Patient;
import io.vigil.session.port.EhrPatients;
import io.vigil.session.port.EhrPatients.State;
import io.vigil.time.Clock;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A patient is looked for over HTTP at the demonstration's receiver, and at one that says nothing. */
class PatientSearchIT {
    private static final Patient ANN =
            new Patient("M1", "Ann Berg", "1980-02-03", new Patient.Identifier("urn:oid:2.999.1", "M1"), "Patient/p1");
    private static final Patient BEN = new Patient("p2", "Ben Bergman", "1971-05-06", null, "Patient/p2");

    private Vertx vertx;
    private DemoEhr ehr;

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx();
        ehr = new DemoEhr(vertx, Clock.system(), "/demo-ehr/fhir/", null);
        await(ehr.seed(List.of(ANN, BEN)));
    }

    @AfterEach
    void close() throws Exception {
        ehr.close();
        await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "berg, M1 p2",
        "Berg ann, M1",
        "ergman, ''",
        "1980-02-03, M1",
        "berg 1971-05-06, p2",
        "M1, M1",
        "Patient/p2, p2",
        "nobody, ''"
    })
    void eachWordNarrows(String typed, String ids) throws Exception {
        EhrPatients.Answer answer = at(listening(), 4_000).search(typed, 20);

        assertThat(answer.state()).isEqualTo(State.ANSWERED);
        assertThat(String.join(" ", answer.patients().stream().map(Patient::id).toList()))
                .isEqualTo(ids);
    }

    @Test
    void whoIsFoundIsWhoIsThere() throws Exception {
        assertThat(at(listening(), 4_000).search("berg", 20).patients()).containsExactly(ANN, BEN);
    }

    @Test
    void aReceiverThatSaysNothingIsGivenUp() throws Exception {
        HttpServer silent =
                await(vertx.createHttpServer().requestHandler(request -> {}).listen(0, "127.0.0.1"));

        assertThat(at(silent, 300).search("berg", 20).state()).isEqualTo(State.UNANSWERED);
    }

    private HttpServer listening() throws Exception {
        return await(vertx.createHttpServer().requestHandler(ehr).listen(0, "127.0.0.1"));
    }

    private PatientSearch at(HttpServer server, long timeoutMillis) {
        URI base = URI.create("http://127.0.0.1:" + server.actualPort() + "/demo-ehr/fhir");
        return PatientSearch.at(vertx.createHttpClient(), new Endpoint(base, true, timeoutMillis), Credential.none());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
