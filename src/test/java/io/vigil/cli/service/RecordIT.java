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
import java.io.IOException;
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
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session as a nurse has it, and what its record then says: on the page and on paper the same, in her language. */
class RecordIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String TOPIC = "vigil/record/ox-1/reading";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token = Secrets.fresh();
    private Service service;
    private MqttPublisher device;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(folder.resolve("vigil.yaml"), """
                site: {id: record, simulated: true}
                data: %s
                http: {listen: "127.0.0.1:0"}
                mqtt: {embedded: {listen: "127.0.0.1:0"}}
                chairs: ["1"]
                devices:
                  - {id: ox-1, type: vigil-json, chair: "1", mqtt: {topic: %s}}
                """.formatted(folder.resolve("data"), TOPIC));
        var types = Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet());
        var config = ((Outcome.Read<VigilConfig>) new ConfigReader(Map.of(), types).read(file)).value();
        List<Protocol> protocols = ((Outcome.Read<List<Protocol>>) Protocols.read(config.protocols())).value();
        service = Service.start(new ServicePlan(config, protocols, Clock.system(), false, List.of()));
        service.accounts().save(new Account("nina", "nurse", Passwords.hash("a long enough one"), false));
        service.accounts()
                .saveToken(Secrets.hash(token), "nina", "test", Clock.system().wallMillis());
        device = new MqttPublisher("tcp://127.0.0.1:" + service.mqttPort(), "ox", Clock.system());
        device.start();
        await().atMost(LONG).until(() -> device.status().connected());
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

    private void measures(int spo2) {
        device.publish(TOPIC, "{\"spo2\":%d,\"pr\":70}".formatted(spo2).getBytes(StandardCharsets.UTF_8));
    }

    private String stateOf(String session) throws Exception {
        for (JsonNode alarm : get("/sessions/" + session).path("alarms")) {
            if (alarm.path("alarm").asText().equals("spo2.desat")) {
                return alarm.path("state").asText();
            }
        }
        return "";
    }

    private String paper(String session, String language) throws IOException, InterruptedException {
        byte[] pdf = client.send(
                        at("/sessions/%s/report.pdf?lang=%s".formatted(session, language))
                                .GET()
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return squeezed(new PDFTextStripper().getText(document));
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
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
    void an_alarm_acknowledged_after_it_was_over_is_acknowledged_in_the_record_by_whom_and_when() throws Exception {
        measures(97);
        String session = post("/sessions", """
                {"patient":{"id":"p1","display":"A. B.","birthDate":"1980-02-03"},"protocol":"iv-40min","chair":"1",
                "devices":["ox-1"],"weight_kg":70}""").path("id").asText();
        post("/sessions/" + session + "/baseline", "{\"sbp\":118,\"dbp\":74,\"pr\":70}");
        post("/sessions/" + session + "/baseline", "{\"sbp\":124,\"dbp\":78}");
        post(
                "/sessions/" + session + "/dose",
                "{\"drug\":\"ketamine\",\"route\":\"iv\",\"amount\":350,\"unit\":\"mg\",\"event\":\"start\"}");
        post("/sessions/" + session + "/undo", "{\"action\":\"dose\",\"reason\":\"un cero de más\"}");
        await().atMost(LONG).until(() -> {
            measures(75);
            return stateOf(session).equals("active");
        });
        await().atMost(LONG).until(() -> {
            measures(97);
            return stateOf(session).equals("latched");
        });
        post("/sessions/" + session + "/alarms/spo2.desat/ack", "{}");
        post("/sessions/" + session + "/abort", "{\"reason\":\"transferred\"}");

        for (String language : List.of("en", "es")) {
            boolean english = language.equals("en");
            String paper = paper(session, language);
            List<String> alarm = row(session, language, "alarms", english ? "SpO2 low" : "SpO2 baja");
            assertThat(alarm.get(3)).as(language).matches("\\d\\d:\\d\\d:\\d\\d nina");
            assertThat(alarm.get(4)).as(language).matches("\\d\\d:\\d\\d:\\d\\d");
            assertThat(alarm.get(5)).isEqualTo("75");
            assertThat(paper).contains(squeezed(alarm.get(3)));

            String base = english ? "in force: PR 70; the rest replaced" : "vigente: FP 70; el resto, sustituido";
            assertThat(paper).contains(squeezed(base)).contains(squeezed(english ? "in force" : "vigente"));
            assertThat(row(session, language, "header", english ? "Dose" : "Dosis"))
                    .as("what was taken back was not given")
                    .endsWith("–");
            assertThat(paper)
                    .contains(
                            squeezed((english ? "Taken back: dose ketamine" : "Deshecho: dosis ketamina") + " 350 mg"))
                    .contains(squeezed("un cero de más"))
                    .doesNotContain("spo2.desat")
                    .doesNotContain(squeezed(english ? "still open" : "aún abierta"));
        }
        assertThat(paper(session, "es"))
                .contains(squeezed("Ketamina racémica IV 0,5 mg/kg en 40 min"))
                .doesNotContain("racemic");
    }
}
