package io.vigil.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.fhir.EntriesOf;
import io.vigil.fhir.FaultyEhr;
import io.vigil.fhir.FaultyEhr.Fault;
import io.vigil.fhir.demo.DemoEhr;
import io.vigil.session.ChartEntry;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.store.beside.Beside;
import io.vigil.time.Clock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the service with a full outbox and an EHR that fails in every way it can: in the end each resource is there
 * once, in the order of its session, and none is lost.
 */
class ChartKillIT {
    private static final boolean FULL = "full".equals(System.getProperty("vigil.dose"));
    private static final int RESOURCES = Integer.getInteger("vigil.resources", FULL ? 10_000 : 80);
    private static final int KILLS = Integer.getInteger("vigil.kills", FULL ? 50 : 1);
    private static final int SESSIONS = FULL ? 20 : 4;
    private static final Duration LONG = Duration.ofMinutes(FULL ? 30 : 2);
    /** A process that is killed after seconds gains nothing from the slow compiler. */
    private static final String[] QUICK = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

    /** 403 stops the lane until a person asks; that is tried by itself. */
    private static final Fault[] FAULTS = {
        Fault.TOO_MANY_REQUESTS,
        Fault.TOO_MANY_REQUESTS_UNTIL_A_DATE,
        Fault.UNAVAILABLE,
        Fault.SERVER_ERROR,
        Fault.UNAUTHORIZED,
        Fault.CONFLICT,
        Fault.PRECONDITION_FAILED,
        Fault.UNPROCESSABLE,
        Fault.REDIRECT,
        Fault.SLOW_BODY,
        Fault.RESET_BEFORE_COMMIT,
        Fault.RESET_AFTER_COMMIT,
        Fault.WRONG_CONTENT_TYPE_AFTER_COMMIT,
        Fault.HALF_A_BODY_AFTER_COMMIT,
        Fault.DELIVERED_TWICE
    };

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final long seed = Long.getLong("vigil.seed", 20_261_122L);
    private final Random random = new Random(seed);
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    /** Rows that a person had to ask for again. */
    private final Set<Long> aside = new LinkedHashSet<>();

    private DemoEhr ehr;
    private FaultyEhr faulty;
    private Path data;
    private Path config;

    @BeforeEach
    void open() throws Exception {
        ehr = new DemoEhr(vertx, Clock.system(), "/fhir", folder.resolve("ehr.jsonl"));
        now(ehr.seed(IntStream.range(0, SESSIONS)
                .mapToObj(s -> EntriesOf.spo2("s" + s, 1, 97).patient())
                .toList()));
        faulty = new FaultyEhr(vertx, ehr);
        data = folder.resolve("data");
        config = Files.writeString(folder.resolve("vigil.yaml"), """
                site: {id: demo, simulated: true}
                data: %s
                http: {listen: "127.0.0.1:0"}
                mqtt: {embedded: {enabled: false}}
                ehr: {url: "%s", test: true, timeout_s: 1}
                """.formatted(data, now(faulty.listen())));
    }

    @AfterEach
    void close() throws Exception {
        now(vertx.close());
        ehr.close();
    }

    @Test
    void eachIsThereOnceAndInOrderAfterKillsAndFaults() throws Exception {
        fill();
        faulty.by(random, FULL ? 0.25 : 0.15, FAULTS);
        long began = System.nanoTime();
        for (int kill = 0; kill < KILLS; kill++) {
            tell(kill + " kills", began);
            try (RunningService service = new RunningService(folder, config, QUICK)) {
                int until = faulty.heard() + 1 + random.nextInt(FULL ? 18 : 3);
                // In the midst of an exchange, or between the answer and its record.
                await().atMost(LONG).pollInterval(Duration.ofMillis(1)).until(() -> faulty.heard() >= until);
                service.kill();
            }
        }
        int rounds = 0;
        while (!settled()) {
            assertThat(++rounds).as("rounds, seed %d", seed).isLessThan(20);
            tell("round " + rounds, began);
            try (RunningService service = new RunningService(folder, config, QUICK)) {
                awaitQuiet(service);
            }
        }
        assertEachOnceAndInOrder();
        System.out.printf(
                "%d resources, %d transactions heard, %d faults, %d kills -9, %d set aside and asked for again, %d rounds"
                        + " after the kills, %d s, seed %d%n",
                RESOURCES,
                faulty.heard(),
                faulty.faultsMade(),
                KILLS,
                aside.size(),
                rounds,
                (System.nanoTime() - began) / 1_000_000_000,
                seed);
    }

    private void tell(String what, long began) {
        if (FULL) {
            System.out.printf(
                    "%s, %d s, %d transactions heard, %d faults%n",
                    what, (System.nanoTime() - began) / 1_000_000_000, faulty.heard(), faulty.faultsMade());
        }
    }

    private void fill() throws Exception {
        try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system())) {
            List<ChartEntry> entries = new ArrayList<>();
            for (int i = 0; i < RESOURCES; i++) {
                entries.add(EntriesOf.spo2("s" + i % SESSIONS, i, 80 + i % 20));
                if (entries.size() == 100 || i == RESOURCES - 1) {
                    store.journal().note("s0", EntriesOf.AT, List.of(), entries);
                    entries = new ArrayList<>();
                }
            }
            await().atMost(LONG).until(() -> store.outbox().backlog().pending() == RESOURCES);
        }
    }

    /** Until all is delivered, or what is left waits for a person. The rows are read only when the service says so too. */
    private void awaitQuiet(RunningService service) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(500)).until(() -> {
            if (pending(service) > 0) {
                return false;
            }
            try (Beside beside = Beside.open(data)) {
                return IntStream.range(0, SESSIONS)
                        .mapToObj(session -> beside.charted("s" + session))
                        .flatMap(List::stream)
                        .noneMatch(row -> row.state() == State.PENDING);
            }
        });
    }

    private double pending(RunningService service) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service.base() + "/metrics")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("vigil_ehr_pending"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    /** A person looks at what was set aside and asks again. @return whether everything is delivered */
    private boolean settled() throws Exception {
        try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system())) {
            ChartOutbox outbox = store.outbox();
            List<Row> rows = outbox.rows(RESOURCES + 1);
            assertThat(rows).hasSize(RESOURCES);
            rows.stream().filter(row -> row.state() == State.QUARANTINED).forEach(row -> {
                aside.add(row.id());
                assertThat(outbox.retryNow(row.id())).isTrue();
            });
            return rows.stream().allMatch(row -> row.state() == State.DELIVERED);
        }
    }

    private void assertEachOnceAndInOrder() throws Exception {
        Set<String> identifiers = new LinkedHashSet<>();
        for (int session = 0; session < SESSIONS; session++) {
            List<String> times = new ArrayList<>();
            JsonArray entries = chart("p-s" + session);
            for (int at = 0; at < entries.size(); at++) {
                JsonObject there = entries.getJsonObject(at).getJsonObject("resource");
                times.add(there.getString("effectiveDateTime"));
                identifiers.add(
                        there.getJsonArray("identifier").getJsonObject(0).getString("value"));
            }
            assertThat(times).as("patient p-s%d, seed %d", session, seed).hasSize(RESOURCES / SESSIONS);
        }
        assertThat(identifiers).as("seed %d", seed).hasSize(RESOURCES);
        assertOrder();
    }

    /** In the order in which they were committed; what a person asked for again comes late and is left out. */
    private void assertOrder() throws Exception {
        List<Row> rows;
        try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system())) {
            rows = store.outbox().rows(RESOURCES + 1);
        }
        for (int session = 0; session < SESSIONS; session++) {
            String patient = "Patient/p-s" + session;
            List<Long> addresses = rows.stream()
                    .filter(row -> patient.equals(row.entry().patient().reference()))
                    .filter(row -> !aside.contains(row.id()))
                    .sorted(java.util.Comparator.comparingLong(Row::id))
                    .map(row -> Long.parseLong(row.location().replaceFirst(".*/", "")))
                    .toList();
            assertThat(addresses).as("%s, seed %d", patient, seed).isSorted();
        }
    }

    private JsonArray chart(String patient) throws Exception {
        String uri = "/fhir/Observation?_count=1000&patient=" + patient;
        JsonObject found = new JsonObject(now(ehr.reply(HttpMethod.GET, uri, MultiMap.caseInsensitiveMultiMap(), ""))
                .json());
        return found.getJsonArray("entry", new JsonArray());
    }

    private static <T> T now(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
