package io.vigil.fhir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.fhir.Examples;
import io.vigil.session.Patient;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoEhrTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Patient PATIENT =
            new Patient("1", "Z. Z.", "1980-02-03", new Patient.Identifier("urn:oid:2.999.1", "M|1"), "Patient/p1");

    @TempDir
    Path folder;

    private DemoEhr ehr;

    @BeforeEach
    void open() throws Exception {
        ehr = opened(null);
    }

    @AfterAll
    static void close() throws Exception {
        await(VERTX.close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observation-bp",
                "observation-bp-failed",
                "observation-spo2",
                "observation-spo2-sensor-off",
                "observation-spo2-1min",
                "observation-pulse-rate",
                "observation-heart-rate-ecg",
                "observation-resp-rate",
                "observation-perfusion-index"
            })
    void goodExampleIsTaken(String name) throws Exception {
        assertThat(post(Examples.labelled(name)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong1-unit-code, 422, the UCUM unit must be %",
        "wrong2-bp-no-diastolic, 422, no diastolic pressure",
        "wrong3-no-category, 422, no category vital-signs",
        "wrong4-no-value-no-reason, 422, neither a value nor a dataAbsentReason",
        "wrong5-bad-status-and-date, 400, not FHIR R4",
        "wrong6-only-mdc-code, 422, no LOINC code",
        "wrong7-implausible-value, 422, implausible value 970",
        "wrong8-fake-loinc, 422, unknown LOINC code 99999-9",
        "wrong9-mmHg, 422, the UCUM unit must be mm[Hg]",
        "wrong10-unknown-property, 400, foo",
        "wrong11-unknown-profile, 422, unknown profile",
        "wrong12-invalid-ucum-no-profile, 422, the UCUM unit must be %",
        "wrong13-effectivePeriod-on-core-vitals, 422, effectiveDateTime with time and zone is required",
        "wrongc1-sys-lt-dia, 422, systolic pressure is not above the diastolic one",
        "wrongc2-map-kpa, 422, the UCUM unit must be mm[Hg]",
        "wrongc3-no-device, 422, cannot be resolved",
        "wrongc4-no-dia, 422, no diastolic pressure",
        "wrongc5-spo2-970, 422, implausible value 970"
    })
    void wrongExampleIsRefusedWithItsReason(String name, int status, String reason) throws Exception {
        Reply reply = post(Examples.labelled(name));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json()).contains("OperationOutcome").contains(reason);
        assertThat(total("Observation")).isZero();
    }

    @Test
    void unlabelledDataIsRefused() throws Exception {
        Reply reply = post(new JsonObject(Examples.text("observation-spo2")));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json()).contains("no HTEST label");
    }

    @Test
    void unknownPatientIsRefused() throws Exception {
        JsonObject spo2 = observation("a").put("subject", new JsonObject().put("reference", "Patient/nobody"));
        assertThat(post(spo2).json()).contains("cannot be resolved: Patient/nobody");
    }

    @Test
    void conditionalCreateFromManyClientsAtOnceMakesOneResource() throws Exception {
        List<Future<Reply>> replies = IntStream.range(0, 40)
                .mapToObj(i -> send(HttpMethod.POST, "/Observation", "identifier=urn:x|a", observation("a")))
                .toList();
        for (Future<Reply> reply : replies) {
            assertThat(await(reply).status()).isIn(200, 201);
        }
        assertThat(replies.stream().filter(reply -> reply.result().status() == 201))
                .hasSize(1);
        assertThat(total("Observation")).isEqualTo(1);
    }

    @Test
    void conditionThatMatchesTwoIs412() throws Exception {
        post(observation("a"));
        post(observation("a"));
        Reply third = await(send(HttpMethod.POST, "/Observation", "identifier=urn:x|a", observation("a")));
        assertThat(third.status()).isEqualTo(412);
        assertThat(total("Observation")).isEqualTo(2);
    }

    @Test
    void transactionWithOneBadEntryChangesNothing() throws Exception {
        JsonObject bad = observation("b").put("status", "final");
        bad.remove("category");
        Reply reply = transaction(entry("a", observation("a")), entry("b", bad));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json()).contains("Bundle.entry[1].resource.category");
        assertThat(total("Observation")).isZero();
    }

    @Test
    void transactionResolvesItsOwnReferencesAndIsIdempotent() throws Exception {
        String urn = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0";
        JsonObject device = device("urn:x", "ox").put("id", "ignored");
        JsonObject put = new JsonObject()
                .put("fullUrl", urn)
                .put("resource", device)
                .put("request", new JsonObject().put("method", "PUT").put("url", "Device?identifier=urn:x%7Cox"));
        JsonObject spo2 = observation("a").put("device", new JsonObject().put("reference", urn));
        JsonObject first = new JsonObject(transaction(put, entry("a", spo2)).json());
        JsonObject second = new JsonObject(transaction(put, entry("a", spo2)).json());
        assertThat(statuses(first)).containsExactly("201 Created", "201 Created");
        assertThat(statuses(second)).containsExactly("200 OK", "200 OK");
        JsonObject stored = new JsonObject(get("/Observation/1").json());
        assertThat(stored.getJsonObject("device").getString("reference")).isEqualTo("Device/1");
        assertThat(total("Observation")).isEqualTo(1);
        assertThat(new JsonObject(get("/Device/1").json()).getJsonObject("meta").getString("versionId"))
                .isEqualTo("2");
    }

    @Test
    void transactionWithOneConditionTwiceIsRefused() throws Exception {
        assertThat(transaction(entry("a", observation("a")), entry("a", observation("a")))
                        .status())
                .isEqualTo(422);
        assertThat(total("Observation")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "patient=p1; 2",
                "patient=Patient/p1; 2",
                "subject=Patient/p1&code=http://loinc.org|2708-6; 2",
                "code=59408-5,8867-4; 2",
                "code=8867-4; 0",
                "patient=p2; 0",
                "identifier=urn:x%7Ca; 1",
                "identifier=a; 1",
                "identifier=urn:y|a; 0",
                "date=2026-11-21; 2",
                "date=ge2026-11-21T18:05:00Z&date=lt2026-11-21T18:05:01Z; 2",
                "date=gt2026-11-21; 0",
                "date=lt2026-11-21T19:05:00%2B01:00; 0",
                "_count=1; 2"
            })
    void searchFindsWhatFhirSaysItShould(String query, int found) throws Exception {
        post(observation("a"));
        post(observation("b"));
        assertThat(new JsonObject(get("/Observation?" + query).json()).getInteger("total"))
                .isEqualTo(found);
    }

    @Test
    void escapedSeparatorInAnIdentifierIsPartOfIt() throws Exception {
        assertThat(new JsonObject(get("/Patient?identifier=urn:oid:2.999.1|M%5C%7C1")
                                .json())
                        .getInteger("total"))
                .isEqualTo(1);
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        for (String value : List.of("a", "b", "c")) {
            post(observation(value));
        }
        JsonObject page = new JsonObject(get("/Observation?_count=2").json());
        assertThat(page.getJsonArray("entry")).hasSize(2);
        String next = page.getJsonArray("link").getJsonObject(1).getString("url");
        assertThat(next).isEqualTo("/fhir/Observation?_count=2&_offset=2");
        assertThat(new JsonObject(get(next.substring("/fhir".length())).json()).getJsonArray("entry"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/Observation/99, 404",
        "/Medication, 404",
        "/Observation?foo=1, 400",
        "/Observation?date=yesterday, 400",
        "/metadata, 200",
        "/Patient/p1, 200"
    })
    void readsAnswerInFhir(String path, int status) throws Exception {
        Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(new JsonObject(reply.json()).getString("resourceType")).isNotEmpty();
    }

    @Test
    void restartRemembersAllThatWasAnsweredForAndDropsAHalfWrittenLine() throws Exception {
        Path file = folder.resolve("ehr.jsonl");
        ehr = opened(file);
        await(send(HttpMethod.POST, "/Observation", "identifier=urn:x|a", observation("a")));
        ehr.close();
        Files.writeString(file, "[{\"resourceType\":\"Observ", StandardOpenOption.APPEND);
        ehr = opened(file);
        assertThat(await(send(HttpMethod.POST, "/Observation", "identifier=urn:x|a", observation("a")))
                        .status())
                .isEqualTo(200);
        assertThat(await(send(HttpMethod.POST, "/Observation", "identifier=urn:x|b", observation("b")))
                        .headers())
                .containsEntry("Location", "Observation/2/_history/1");
        ehr.close();
        ehr = opened(file);
        assertThat(total("Observation")).isEqualTo(2);
        ehr.close();
    }

    @Test
    void damagedFileIsNotTakenForAnEmptyOne() throws Exception {
        Path file = folder.resolve("ehr.jsonl");
        Files.writeString(file, "rubbish\n[]\n");
        org.assertj.core.api.Assertions.assertThatIOException()
                .isThrownBy(() -> new DemoEhr(VERTX, Clock.system(), "/fhir", file))
                .withMessageContaining("damaged at byte 0");
    }

    private DemoEhr opened(@Nullable Path file) throws IOException {
        DemoEhr opened = new DemoEhr(VERTX, Clock.system(), "/fhir", file);
        try {
            await(opened.seed(List.of(PATIENT)));
            ehr = opened;
            for (String id : List.of("oximeter-1", "nibp-1", "ecg-1", "monitor-1", "belt-1")) {
                put("/Device/" + id, device("urn:d", id).put("id", id));
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
        return opened;
    }

    private static JsonObject device(String system, String value) {
        JsonObject identifier = new JsonObject().put("system", system).put("value", value);
        return new JsonObject()
                .put("resourceType", "Device")
                .put("meta", label())
                .put("identifier", new JsonArray().add(identifier));
    }

    private static JsonObject label() {
        JsonObject htest = new JsonObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason")
                .put("code", "HTEST");
        return new JsonObject().put("security", new JsonArray().add(htest));
    }

    private static JsonObject observation(String identifier) {
        JsonObject known = new JsonObject().put("system", "urn:x").put("value", identifier);
        return Examples.labelled("observation-spo2").put("identifier", new JsonArray().add(known));
    }

    private static JsonObject entry(String identifier, JsonObject resource) {
        JsonObject request = new JsonObject()
                .put("method", "POST")
                .put("url", "Observation")
                .put("ifNoneExist", "identifier=urn:x%7C" + identifier);
        return new JsonObject().put("resource", resource).put("request", request);
    }

    private Reply transaction(JsonObject... entries) throws Exception {
        JsonObject bundle = new JsonObject()
                .put("resourceType", "Bundle")
                .put("type", "transaction")
                .put("entry", new JsonArray(List.of(entries)));
        return await(send(HttpMethod.POST, "", "", bundle));
    }

    private static List<String> statuses(JsonObject bundle) {
        return bundle.getJsonArray("entry").stream()
                .map(e -> ((JsonObject) e).getJsonObject("response").getString("status"))
                .toList();
    }

    private Reply post(JsonObject resource) throws Exception {
        return await(send(HttpMethod.POST, "/Observation", "", resource));
    }

    private void put(String path, JsonObject resource) throws Exception {
        assertThat(await(send(HttpMethod.PUT, path, "", resource)).status()).isIn(200, 201);
    }

    private Future<Reply> send(HttpMethod method, String path, String condition, JsonObject body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/fhir+json");
        if (!condition.isEmpty()) {
            headers.add("If-None-Exist", condition);
        }
        return ehr.reply(method, "/fhir" + path, headers, body.encode());
    }

    private Reply get(String path) throws Exception {
        return await(ehr.reply(HttpMethod.GET, "/fhir" + path, MultiMap.caseInsensitiveMultiMap(), ""));
    }

    private int total(String type) throws Exception {
        return new JsonObject(get("/" + type).json()).getInteger("total");
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
