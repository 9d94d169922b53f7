package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.config.VigilConfig;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.session.Protocol;
import io.vigil.session.port.Accounts.Account;
import io.vigil.time.Clock;
import io.vigil.web.signin.Passwords;
import io.vigil.web.signin.Secrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A charted pressure put right while the session runs: what the gate counts and the record shows, over a restart too. */
class CorrectionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String TOPIC = "vigil/correction/cuff-1/reading";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token = Secrets.fresh();
    private Service service;
    private MqttPublisher device;

    @BeforeEach
    void start() throws Exception {
        open();
        service.accounts().save(new Account("nina", "nurse", Passwords.hash("a long enough one"), false));
        service.accounts()
                .saveToken(Secrets.hash(token), "nina", "test", Clock.system().wallMillis());
        device = new MqttPublisher("tcp://127.0.0.1:" + service.mqttPort(), "cuff", Clock.system());
        device.start();
        await().atMost(LONG).until(() -> device.status().connected());
    }

    private void open() throws Exception {
        Path file = Files.writeString(folder.resolve("vigil.yaml"), """
                site: {id: correction, simulated: true}
                data: %s
                http: {listen: "127.0.0.1:0"}
                mqtt: {embedded: {listen: "127.0.0.1:0"}}
                chairs: ["1"]
                devices:
                  - {id: cuff-1, type: vigil-json, chair: "1", mqtt: {topic: %s}}
                """.formatted(folder.resolve("data"), TOPIC));
        var types = Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet());
        var config = ((Outcome.Read<VigilConfig>) new ConfigReader(Map.of(), types).read(file)).value();
        List<Protocol> protocols = ((Outcome.Read<List<Protocol>>) Protocols.read(config.protocols())).value();
        service = Service.start(new ServicePlan(config, protocols, Clock.system(), false, List.of()));
    }

    @AfterEach
    void stop() {
        device.close();
        service.close();
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(
                client.send(at(path).GET().build(), BodyHandlers.ofString()).body());
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = client.send(
                at(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }

    private void measures() {
        device.publish(TOPIC, "{\"sbp\":118,\"dbp\":73,\"map\":88}".getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode pressure(String session) throws Exception {
        for (JsonNode row : get("/ehr/outbox?session=" + session).path("rows")) {
            if (row.path("kind").asText().equals("reading")
                    && row.path("values").has("sbp")) {
                return row;
            }
        }
        return JSON.createObjectNode();
    }

    private JsonNode check(String session, String name) throws Exception {
        for (JsonNode check : get("/sessions/" + session).path("discharge").path("checks")) {
            if (check.path("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name);
    }

    private List<String> row(String session, String language, String part, String first) throws Exception {
        for (JsonNode section :
                get("/sessions/%s/report?lang=%s".formatted(session, language)).path("sections")) {
            for (JsonNode row : section.path("rows")) {
                if (section.path("id").asText().equals(part)
                        && row.path(0).asText().startsWith(first)) {
                    List<String> cells = new ArrayList<>();
                    row.forEach(cell -> cells.add(cell.asText()));
                    return cells;
                }
            }
        }
        throw new AssertionError("no row " + first + " in " + part);
    }

    @Test
    void what_was_put_right_counts_and_stands_in_the_record_over_a_restart() throws Exception {
        String session = post("/sessions", """
                {"patient":{"id":"p1","display":"A. B.","birthDate":"1980-02-03"},"protocol":"iv-40min","chair":"1",
                "devices":["cuff-1"],"weight_kg":70}""").path("id").asText();
        post("/sessions/" + session + "/baseline", "{\"sbp\":118,\"dbp\":74}");
        post(
                "/sessions/" + session + "/dose",
                "{\"drug\":\"ketamine\",\"route\":\"iv\",\"amount\":35,\"unit\":\"mg\",\"event\":\"given\",\"override_reason\":\"test\"}");
        measures();
        await().atMost(LONG)
                .until(() -> check(session, "sbp").path("met").asBoolean()
                        && pressure(session).has("id"));
        long row = pressure(session).path("id").asLong();
        post(
                "/sessions/" + session + "/chart/correct",
                "{\"row\":%d,\"values\":{\"sbp\":160},\"reason\":\"arm moved\"}".formatted(row));

        stands(session);
        assertThat(pressure(session).path("values").path("map").isNull())
                .as("the mean of the wrong pressures stands no longer")
                .isTrue();
        service.close();
        open();
        stands(session);
    }

    private void stands(String session) throws Exception {
        assertThat(check(session, "sbp").path("met").asBoolean()).isFalse();
        assertThat(check(session, "sbp").path("corrected").asInt()).isEqualTo(160);
        assertThat(get("/sessions/" + session).path("discharge").path("missing").toString())
                .contains("SBP 160 (corrected) is not within 20 % of baseline 118");
        assertThat(row(session, "en", "corrections", "").toString())
                .contains("SBP 118", "SBP 160", "arm moved", "nina");
        assertThat(row(session, "en", "flowsheet", "Dose + 0 min").toString())
                .contains("160/73", "corrected; measured 118/73");
    }
}
