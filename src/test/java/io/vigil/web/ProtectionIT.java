package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.web.signin.Role;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionIT {
    private static TestStation station;

    @BeforeAll
    static void open() throws Exception {
        station = new TestStation();
    }

    @AfterAll
    static void close() throws Exception {
        station.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..%2fio/vigil/Vigil.class",
                "/%2e%2e/io/vigil/Vigil.class",
                "/../openapi/openapi.json",
                "/..%2fopenapi%2fopenapi.json",
                "/..%5copenapi/openapi.json",
                "/lib/..%2f..%2f..%2f..%2fopenapi/openapi.json",
                "/lib/../../../../openapi/openapi.json",
                "/lib/%2e%2e/%2e%2e/%2e%2e/%2e%2e/openapi/openapi.json",
                "/.//openapi/openapi.json",
                "//openapi/openapi.json",
                "/lib/",
                "/js/",
                "/index.html%00.js"
            })
    void noPathLeadsOutOfThePages(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("openapi\": ");
    }

    @Test
    void theModulesOfLitAreServedAndKept() {
        HttpResponse<String> lit = station.send(HttpRequest.newBuilder(station.at("/lib/lit/3.3.3/index.js")));
        assertThat(lit.statusCode()).isEqualTo(200);
        assertThat(lit.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(lit.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(lit.body()).contains("import");
        HttpResponse<String> again = station.send(HttpRequest.newBuilder(station.at("/lib/lit/3.3.3/index.js"))
                .header("If-None-Match", lit.headers().firstValue("ETag").orElseThrow()));
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void anImportMapIsLetInByTheHashOfItsTextAndNothingElseInline() throws Exception {
        String map = "{\"imports\":{\"lit\":\"/lib/lit/3.3.3/index.js\"}}";
        String policy = ContentPolicy.of("<html><script type=\"importmap\">" + map + "</script></html>");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8)));
        assertThat(policy)
                .contains("script-src 'self' 'sha256-" + hash + "';", "frame-ancestors 'none'", "style-src 'self';")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/sessions", "/nothing", "/health/live", "/api/v1/nothing"})
    void everyAnswerCarriesTheProtectiveHeaders(String path) {
        var headers = station.get(Role.NURSE, path).headers();
        Map.of(
                        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "no-referrer",
                        "Cache-Control", "no-store")
                .forEach((name, value) -> assertThat(headers.firstValue(name)).hasValue(value));
    }

    @ParameterizedTest
    @CsvSource({"GET,/nothing,404", "DELETE,/api/v1/sessions,405", "GET,/api/v1/sessions/nobody,404"})
    void refusalsAreProblems(String method, String path, int status) {
        HttpResponse<String> answer =
                station.send(station.as(Role.NURSE, path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"status\":" + status, "\"type\":\"urn:vigil:problem:", "\"title\":", "\"detail\":");
    }

    @Test
    void aBodyOver64kBIsRefused() {
        String big = "{\"text\":\"" + "x".repeat(70_000) + "\"}";
        HttpResponse<String> answer = station.post(Role.NURSE, "/api/v1/sessions/s1/note", big);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void anotherHostsNameForThisMachineIsRefused() throws Exception {
        assertThat(raw("GET /health/live HTTP/1.1", "Host: evil.example:" + station.server.port()))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET /health/live HTTP/1.1", "Host: localhost:" + station.server.port()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void metricsAndDemoReadsNeedNoLoginHereButThroughAProxyTheyDo() {
        assertThat(station.send(HttpRequest.newBuilder(station.at("/metrics"))).body())
                .isEqualTo("vigil_up 1\n");
        assertThat(station.send(HttpRequest.newBuilder(station.at("/demo-ehr/fhir/Patient/1")))
                        .body())
                .isEqualTo("fhir /demo-ehr/fhir/Patient/1");
        for (String path : new String[] {"/metrics", "/demo-ehr/fhir/Patient/1"}) {
            HttpRequest.Builder proxied =
                    HttpRequest.newBuilder(station.at(path)).header("X-Forwarded-For", "192.0.2.1");
            assertThat(station.send(proxied).statusCode()).isEqualTo(401);
            assertThat(station.send(proxied.header("Authorization", "Bearer token-viewer"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyTheServiceWritesToTheMount() {
        HttpRequest.Builder write =
                TestStation.json(HttpRequest.newBuilder(station.at("/demo-ehr/fhir/Observation")), "POST", "{}");
        assertThat(station.send(write).statusCode()).isEqualTo(401);
        assertThat(station.send(TestStation.json(station.as(Role.NURSE, "/demo-ehr/fhir/Observation"), "POST", "{}"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(station.send(write.header("Authorization", "Bearer write-secret"))
                        .body())
                .isEqualTo("fhir /demo-ehr/fhir/Observation");
    }

    @Test
    void healthIsToldInTheStatus() {
        assertThat(station.send(HttpRequest.newBuilder(station.at("/health/live")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(station.send(HttpRequest.newBuilder(station.at("/health/ready")))
                        .statusCode())
                .isEqualTo(503);
    }

    private static String raw(String... lines) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", station.server.port())) {
            socket.setSoTimeout(10_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
