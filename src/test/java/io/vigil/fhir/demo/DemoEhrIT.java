package io.vigil.fhir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vigil.fhir.Examples;
import io.vigil.session.Patient;
import io.vigil.time.Clock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receiver over HTTP, asked by a client that is not ours. */
class DemoEhrIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;
    private DemoEhr ehr;
    private URI server;

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx();
        ehr = new DemoEhr(vertx, Clock.system(), "/demo-ehr/fhir/", null);
        Patient patient = new Patient("1", "Z. Z.", "1980-02-03", null, "Patient/p1");
        ehr.seed(List.of(patient)).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        HttpServer http = vertx.createHttpServer()
                .requestHandler(ehr)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        server = URI.create("http://127.0.0.1:" + http.actualPort());
    }

    @AfterEach
    void close() throws Exception {
        ehr.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void createdResourceIsReadBackFromItsLocation() throws Exception {
        String device = Examples.labelled("device-oximeter-1").encode();
        HttpResponse<String> created = post("/demo-ehr/fhir/Device", "application/fhir+json", device);
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/demo-ehr/fhir/Device/1/_history/1");
        HttpResponse<String> read = get(location.replaceFirst("/_history/.*", ""));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Content-Type")).hasValue("application/fhir+json; charset=utf-8");
        assertThat(read.body()).contains("OX12345");
    }

    @Test
    void seededPatientAndCapabilitiesAreThere() throws Exception {
        assertThat(get("/demo-ehr/fhir/Patient?_id=p1").body()).contains("\"total\":1");
        assertThat(get("/demo-ehr/fhir/metadata").body()).contains("CapabilityStatement");
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void bodyBeyondTheLimitIsRefused() throws Exception {
        String long_ = " ".repeat(DemoEhr.LONGEST_BODY_BYTES + 1);
        assertThat(post("/demo-ehr/fhir", "application/fhir+json", long_).statusCode())
                .isEqualTo(413);
    }

    @Test
    void plainTextAsAForeignPageCouldSendItIsRefused() throws Exception {
        assertThat(post("/demo-ehr/fhir", "text/plain", "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void rubbishIsRefusedInFhir() throws Exception {
        HttpResponse<String> reply = post("/demo-ehr/fhir", "application/fhir+json", "{\"resourceType\":");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("OperationOutcome");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
