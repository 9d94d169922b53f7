package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.fhir.DeliveryStatus.Circuit;
import io.vigil.fhir.FaultyEhr.Fault;
import io.vigil.fhir.demo.DemoEhr;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.time.Clock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way over real sockets; whatever goes wrong, each key is on the EHR exactly once in the end. */
class DeliveryIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final List<String> SESSIONS = List.of("a", "b", "c");

    @TempDir
    Path folder;

    private final MemoryOutbox outbox = new MemoryOutbox();
    private final List<Boolean> postedOnLoop = Collections.synchronizedList(new ArrayList<>());
    private final List<Boolean> renewals = Collections.synchronizedList(new ArrayList<>());
    private Vertx vertx;
    private HttpClientAgent client;
    private DemoEhr ehr;
    private FaultyEhr faulty;
    private Delivery delivery;
    private URI base;

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx();
        client = vertx.createHttpClient();
        ehr = new DemoEhr(vertx, Clock.system(), "/fhir", folder.resolve("ehr.jsonl"));
        now(ehr.seed(SESSIONS.stream().map(s -> Entries.patient("p-" + s)).toList()));
        faulty = new FaultyEhr(vertx, ehr);
        base = now(faulty.listen());
        delivery = delivery(base, 700);
    }

    @AfterEach
    void close() throws Exception {
        now(delivery.stop());
        now(vertx.close());
        ehr.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FORBIDDEN", "UNPROCESSABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void eachKeyArrivesOnceAndInOrderDespite(Fault fault) throws Exception {
        faulty.next(fault, Fault.NONE, fault);
        fill(5);
        delivery.start();
        awaitAllDelivered(15);
        assertEachKeyOnceAndInOrder();
        assertThat(faulty.allUsed()).isTrue();
        assertThat(postedOnLoop).isNotEmpty().containsOnly(false);
    }

    @Test
    void refusedBundleIsTakenApartAndTheRefusedRowGoesOutWhenAPersonAsks() throws Exception {
        // An answer that came too late would use up a fault, and another row would be the refused one.
        now(delivery.stop());
        delivery = delivery(base, 30_000);
        faulty.next(Fault.UNPROCESSABLE, Fault.NONE, Fault.UNPROCESSABLE);
        fill(5);
        delivery.start();
        awaitAllDelivered(14);
        List<Row> aside = outbox.rows(100).stream()
                .filter(row -> row.state() == State.QUARANTINED)
                .toList();
        assertThat(aside).extracting(Row::reason).containsExactly("422: not today");
        assertThat(delivery.status().backlog().quarantined()).isEqualTo(1);
        outbox.retryNow(aside.get(0).id());
        delivery.resume();
        awaitAllDelivered(15);
        assertEachKeyOnce();
    }

    @Test
    void connectionResetAfterCommitTwentyTimesMakesNoDuplicate() throws Exception {
        faulty.next(
                IntStream.range(0, 20).mapToObj(i -> Fault.RESET_AFTER_COMMIT).toArray(Fault[]::new));
        fill(5);
        delivery.start();
        awaitAllDelivered(15);
        assertEachKeyOnceAndInOrder();
        assertThat(faulty.allUsed()).isTrue();
        assertThat(delivery.status().retried()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void faultsOfEveryKindMixedWhileRowsKeepComing() throws Exception {
        Random random = new Random(7);
        Fault[] usual = {
            Fault.UNAVAILABLE, Fault.CONFLICT, Fault.RESET_AFTER_COMMIT, Fault.RESET_BEFORE_COMMIT, Fault.NONE
        };
        for (int i = 0; i < 40; i++) {
            faulty.next(usual[random.nextInt(usual.length)]);
        }
        delivery.start();
        for (int i = 0; i < 30; i++) {
            SESSIONS.forEach(session ->
                    outbox.add(Entries.spo2(session, outbox.rows(1_000).size(), 97)));
            delivery.wake();
        }
        awaitAllDelivered(90);
        assertEachKeyOnceAndInOrder();
    }

    @Test
    void outboxThatFailsAfterTheEhrTookTheRowsCostsNothing() throws Exception {
        outbox.failToRecord(3);
        fill(2);
        delivery.start();
        awaitAllDelivered(6);
        assertEachKeyOnceAndInOrder();
    }

    @Test
    void refusedTokenIsRenewedAndTheRowsGoOut() throws Exception {
        faulty.next(Fault.UNAUTHORIZED);
        fill(1);
        delivery.start();
        awaitAllDelivered(3);
        assertThat(renewals.subList(0, 2)).containsExactly(false, true);
        assertThat(faulty.authorizations.subList(0, 2)).containsExactly("Bearer old", "Bearer new");
    }

    /** Patient data goes where the operator said; whoever else is named gets not so much as a connection. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectToAnotherHostIsRefusedAndSaid(int status) throws Exception {
        AtomicInteger strangers = new AtomicInteger();
        int port = now(vertx.createHttpServer()
                        .connectionHandler(connection -> strangers.incrementAndGet())
                        .requestHandler(request -> request.response().end())
                        .listen(0, "127.0.0.2"))
                .actualPort();
        faulty.redirectsTo("http://127.0.0.2:" + port + "/fhir", status);
        faulty.by(new Random(1), 1, Fault.REDIRECT);
        outbox.add(Entries.spo2("a", 1, 97));
        delivery.start();
        await().atMost(LONGEST).until(() -> delivery.status().failuresInARow() > 0);
        assertThat(delivery.status().lastError()).isEqualTo("HTTP " + status);
        assertThat(outbox.row(1).reason()).isEqualTo(status + ": redirect not followed");
        faulty.by(new Random(1), 0);
        awaitAllDelivered(1);
        assertEachKeyOnce();
        assertThat(strangers).hasValue(0);
    }

    @Test
    void forbiddenStopsTheLaneUntilResumed() throws Exception {
        faulty.next(Fault.FORBIDDEN);
        fill(1);
        delivery.start();
        await().atMost(LONGEST).until(() -> delivery.status().circuit() == Circuit.STOPPED);
        delivery.wake();
        assertThat(outbox.count(State.DELIVERED)).isZero();
        assertThat(delivery.status().backlog().pending()).isEqualTo(3);
        assertThat(delivery.status().lastError()).contains("403");
        delivery.resume();
        awaitAllDelivered(3);
        assertEachKeyOnceAndInOrder();
    }

    @Test
    void whatTheReceiverRefusesIsSetAsideAndTheRestGoesOn() throws Exception {
        fill(2);
        long stranger = outbox.add(Entries.spo2("nobody", 1, 97));
        delivery.start();
        awaitAllDelivered(6);
        await().atMost(LONGEST).until(() -> outbox.row(stranger).state() == State.QUARANTINED);
        assertThat(outbox.row(stranger).reason()).contains("422").contains("cannot be resolved: Patient/p-nobody");
        assertEachKeyOnceAndInOrder();
    }

    @Test
    void receiverRestartedFromItsFileKnowsWhatItTook() throws Exception {
        faulty.next(Fault.RESET_AFTER_COMMIT);
        fill(3);
        delivery.start();
        awaitAllDelivered(9);
        ehr.close();
        ehr = new DemoEhr(vertx, Clock.system(), "/fhir", folder.resolve("ehr.jsonl"));
        assertEachKeyOnceAndInOrder();
    }

    @Test
    void nobodyThereIsVisibleAndHarmless() throws Exception {
        now(delivery.stop());
        delivery = delivery(URI.create("http://127.0.0.1:1/fhir"), 700);
        fill(1);
        delivery.start();
        await().atMost(LONGEST).until(() -> delivery.status().failuresInARow() > 2);
        assertThat(delivery.status().circuit()).isEqualTo(Circuit.WAITING);
        assertThat(outbox.row(1).reason()).containsIgnoringCase("refused");
        assertThat(delivery.status().oldestAgeMillis()).isPositive();
    }

    /** @param timeoutMillis short where an EHR that does not answer is part of the test */
    private Delivery delivery(URI base, long timeoutMillis) {
        Credential credential = renewed -> {
            renewals.add(renewed);
            return Future.succeededFuture(renewed ? "Bearer new" : "Bearer old");
        };
        EhrDoor door = new HttpEhrDoor(client, new Endpoint(base, true, timeoutMillis), credential);
        EhrDoor watched = (bundle, renewed) -> {
            postedOnLoop.add(Context.isOnEventLoopThread());
            return door.post(bundle, renewed);
        };
        Sender sender = new Sender(watched, new ObservationMapper(), Clock.system());
        BackOff quick = new BackOff(10, 50, new Random(1));
        return new Delivery(vertx, outbox, sender, true, Clock.system(), quick);
    }

    private void fill(int rowsEach) {
        for (int i = 0; i < rowsEach; i++) {
            int number = i;
            SESSIONS.forEach(session -> outbox.add(Entries.spo2(session, number, 90 + number)));
        }
    }

    private void awaitAllDelivered(int rows) {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(outbox.count(State.DELIVERED))
                        .as("delivered; state %s", delivery.status())
                        .isEqualTo(rows));
    }

    private void assertEachKeyOnceAndInOrder() throws Exception {
        assertEachKeyOnce();
        assertOrder();
    }

    private void assertEachKeyOnce() throws Exception {
        List<Row> delivered = outbox.rows(1_000).stream()
                .filter(row -> row.state() == State.DELIVERED)
                .toList();
        JsonObject all = get("/Observation?_count=1000");
        assertThat(all.getInteger("total")).isEqualTo(delivered.size());
        for (Row row : delivered) {
            JsonObject found = get("/Observation?" + Identifiers.query(Identifiers.observation(row.entry())));
            assertThat(found.getInteger("total")).isEqualTo(1);
            assertThat(get("/" + row.location())).isEqualTo(resource(found, 0));
        }
    }

    private void assertOrder() throws Exception {
        for (String session : SESSIONS) {
            JsonObject chart = get("/Observation?_count=1000&patient=p-" + session);
            JsonArray entries = chart.getJsonArray("entry", new JsonArray());
            assertThat(IntStream.range(0, entries.size())
                            .mapToObj(i -> resource(chart, i).getString("effectiveDateTime")))
                    .isSorted();
        }
    }

    private static JsonObject resource(JsonObject bundle, int index) {
        return bundle.getJsonArray("entry").getJsonObject(index).getJsonObject("resource");
    }

    private JsonObject get(String path) throws Exception {
        return new JsonObject(now(ehr.reply(HttpMethod.GET, "/fhir" + path, MultiMap.caseInsensitiveMultiMap(), ""))
                .json());
    }

    private static <T> T now(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
