package io.vigil.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.notify.TestReceiver;
import io.vigil.notify.TestReceiver.Got;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the service while its receiver fails. A session that no screen watches is what there is to tell: after the
 * restart the same notification comes under the same id, and is told once.
 */
class NotifyKillIT {
    private static final String SECRET = "sixteen signs or more";
    private static final String TOKEN = "a-token-for-this-test";
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String SESSION = """
            {"patient":{"id":"kill","display":"Name Never Told","birthDate":"1980-02-03"},"protocol":"iv-40min",
             "chair":"9","devices":[]}""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void whatWasNotTakenIsToldAfterAKillUnderTheSameIdOnce() throws Exception {
        Path data = folder.resolve("data");
        try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system())) {
            store.accounts().save(new Account("nurse", "nurse", Passwords.hash("correct horse battery"), false));
            store.accounts().saveToken(Secrets.hash(TOKEN), "nurse", "test", 0);
        }
        try (TestReceiver receiver = new TestReceiver(SECRET)) {
            Path config = config(data, receiver.url());
            receiver.status = 500;
            String id = untilTold(config, receiver);
            receiver.status = 200;
            try (RunningService again = new RunningService(folder, config)) {
                await().atMost(LONG).until(() -> !receiver.taken().isEmpty());
                await().atMost(LONG)
                        .until(() -> get(again, "/api/v1/notifications")
                                .path("rows")
                                .get(0)
                                .path("state")
                                .asText()
                                .equals("delivered"));
                assertThat(get(again, "/metrics").asText()).contains("vigil_notifications_total{result=\"sent\"} 1.0");
            }
            assertThat(receiver.taken()).extracting(Got::id).containsExactly(id);
            assertThat(receiver.got).extracting(Got::id).containsOnly(id);
            assertThat(receiver.got)
                    .allMatch(Got::verified)
                    .noneMatch(got -> got.body().contains("Never"));
            assertThat(new ObjectMapper()
                            .readTree(receiver.got.get(0).body())
                            .path("chair")
                            .asText())
                    .isEqualTo("9");
        }
    }

    /** @return the id of the notification that was refused before the service was killed */
    private String untilTold(Path config, TestReceiver receiver) throws Exception {
        try (RunningService first = new RunningService(folder, config)) {
            HttpResponse<String> begun = http.send(
                    request(first, "/api/v1/sessions")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(SESSION))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
            await().atMost(LONG).until(() -> !receiver.got.isEmpty());
            first.kill();
        }
        String id = receiver.got.get(0).id();
        assertThat(id).endsWith("/tech.screens.none/1/raised");
        return id;
    }

    private HttpRequest.Builder request(RunningService service, String path) throws Exception {
        return HttpRequest.newBuilder(URI.create(service.base() + path)).header("Authorization", "Bearer " + TOKEN);
    }

    /** A page that is no JSON comes as one text. */
    private JsonNode get(RunningService service, String path) throws Exception {
        HttpResponse<String> answer =
                http.send(request(service, path).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectMapper json = new ObjectMapper();
        return answer.body().startsWith("{")
                ? json.readTree(answer.body())
                : json.getNodeFactory().textNode(answer.body());
    }

    private Path config(Path data, String url) throws Exception {
        return Files.writeString(folder.resolve("vigil.yaml"), """
                site: {id: kill, simulated: true}
                data: %s
                http: {listen: "127.0.0.1:0"}
                mqtt: {embedded: {enabled: false}}
                chairs: ["9"]
                notify: {webhook: {url: "%s", secret: "%s"}}
                """.formatted(data, url, SECRET));
    }
}
