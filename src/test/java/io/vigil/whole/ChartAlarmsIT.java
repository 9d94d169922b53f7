package io.vigil.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vigil.cli.KeysCommand;
import io.vigil.cli.pki.PkiCommand;
import io.vigil.config.ConfigReader;
import io.vigil.fhir.EntriesOf;
import io.vigil.fhir.demo.DemoEhr;
import io.vigil.session.port.Accounts.Account;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.web.signin.Passwords;
import io.vigil.web.signin.Secrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The service at an EHR that asks for a certificate, gives tokens by SMART Backend Services, whose clock is another, and
 * that forbids writing: each is seen where a nurse or a technician looks, and it ends when a person has asked again.
 */
class ChartAlarmsIT {
    private static final String TOKEN = "a-token-for-this-test";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SESSION = """
            {"patient":{"id":"chart","display":"C. C.","birthDate":"1980-02-03"},"protocol":"iv-40min",
             "chair":"9","devices":[]}""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    private DemoEhr ehr;
    private volatile boolean forbids = true;
    private int port;

    @BeforeEach
    void open() throws Exception {
        pki("init");
        pki("server", "localhost");
        pki("device", "vigil");
        CommandLine keys = new CommandLine(new KeysCommand(new ConfigReader(Map.of(), Set.of()), Clock.system()));
        assertThat(keys.execute("new", "--folder", folder.resolve("keys").toString()))
                .isZero();
        ehr = new DemoEhr(vertx, Clock.system(), "/fhir", null);
        now(ehr.seed(List.of(EntriesOf.spo2("s-1", 1, 97).patient())));
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(pem("localhost.pem"))
                        .setKeyPath(pem("localhost.key")))
                .setTrustOptions(new PemTrustOptions().addCertPath(pem("ca.pem")));
        port = now(vertx.createHttpServer(options).requestHandler(this::serve).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        now(vertx.close());
        ehr.close();
    }

    private String pem(String name) {
        return folder.resolve("pki").resolve(name).toString();
    }

    private void pki(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--folder", folder.resolve("pki").toString()));
        assertThat(new CommandLine(new PkiCommand(Clock.system())).execute(all.toArray(String[]::new)))
                .isZero();
    }

    private void serve(HttpServerRequest request) {
        try {
            shown.add(request.connection().sslSession().getPeerPrincipal().getName());
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            shown.add("nobody");
        }
        // Ten minutes behind, as a machine without time service is after a year.
        ZonedDateTime theirs = ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(10);
        request.response().putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs));
        if (request.path().endsWith("smart-configuration")) {
            request.response()
                    .end(new JsonObject()
                            .put("token_endpoint", "https://localhost:" + port + "/token")
                            .encode());
        } else if (request.path().equals("/token")) {
            JsonObject token = new JsonObject().put("access_token", "t").put("token_type", "Bearer");
            request.response().end(token.put("expires_in", 300).encode());
        } else if (forbids) {
            request.response().setStatusCode(403).end();
        } else {
            ehr.handle(request);
        }
    }

    @Test
    void whatKeepsTheChartFromTheEhrIsAnAlarmAndEndsWhenAPersonAsksAgain() throws Exception {
        Path data = folder.resolve("data");
        try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system())) {
            store.accounts().save(new Account("nurse", "nurse", Passwords.hash("correct horse battery"), false));
            store.accounts().saveToken(Secrets.hash(TOKEN), "nurse", "test", 0);
            store.journal().note("s-1", EntriesOf.AT, List.of(), List.of(EntriesOf.spo2(97)));
            await().until(() -> store.outbox().backlog().pending() == 1);
        }
        try (RunningService service = new RunningService(folder, config(data))) {
            String session = new JsonObject(post(service, "/api/v1/sessions", SESSION)).getString("id");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(get(service, "/api/v1/sessions/" + session))
                            .contains("\"tech.ehr.forbidden\"", "\"tech.ehr.undelivered\""));
            assertThat(get(service, "/health/ready")).contains("ehr.signin", "clock", "differ by -");
            assertThat(get(service, "/api/v1/ehr/outbox"))
                    .contains("\"pending\"")
                    .contains("403");
            assertThat(seconds(get(service, "/metrics"))).isGreaterThan(3_600);
            assertThat(shown).isNotEmpty().containsOnly("CN=vigil");

            forbids = false;
            post(service, "/api/v1/ehr/outbox/1/retry", "");
            await().atMost(LONG).until(() -> get(service, "/api/v1/ehr/outbox").contains("\"state\":\"delivered\""));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(standing(get(service, "/api/v1/sessions/" + session)))
                            .doesNotContain("tech.ehr."));
            assertThat(seconds(get(service, "/metrics"))).isZero();
        }
    }

    /** What still holds; a latched alarm stays on the screen until somebody has looked. */
    private static String standing(String session) {
        return new JsonObject(session)
                .getJsonArray("alarms").stream()
                        .map(String::valueOf)
                        .filter(alarm -> !alarm.contains("latched"))
                        .toList()
                        .toString();
    }

    private static double seconds(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("vigil_ehr_oldest_seconds"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private Path config(Path data) throws Exception {
        return Files.writeString(folder.resolve("vigil.yaml"), """
                site: {id: demo, simulated: true}
                data: %s
                http: {listen: "127.0.0.1:0"}
                mqtt: {embedded: {enabled: false}}
                chairs: ["9"]
                ehr:
                  url: https://localhost:%d/fhir
                  test: true
                  oldest_min: 1
                  auth: {type: smart, client_id: vigil, keys: keys}
                  tls: {ca: pki/ca.pem, certificate: pki/vigil.pem, key: pki/vigil.key}
                """.formatted(data, port));
    }

    private String post(RunningService service, String path, String body) throws Exception {
        return answer(request(service, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String get(RunningService service, String path) throws Exception {
        return answer(request(service, path).GET().build());
    }

    private static HttpRequest.Builder request(RunningService service, String path) throws Exception {
        return HttpRequest.newBuilder(URI.create(service.base() + path)).header("Authorization", "Bearer " + TOKEN);
    }

    private String answer(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        boolean health = request.uri().getPath().startsWith("/health");
        assertThat(health || answer.statusCode() / 100 == 2).as(answer.body()).isTrue();
        return answer.body();
    }

    private static <T> T now(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
