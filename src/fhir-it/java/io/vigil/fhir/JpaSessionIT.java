package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartWord;
import io.vigil.session.Happening;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.store.beside.Beside;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole session into a real FHIR server, and what is then found there, searched by patient and code, beside the journal,
 * row by row: nothing is missing, nothing is there twice, nothing is there that was not charted.
 */
class JpaSessionIT {
    private static final Patient WRONG = patient("pa");
    private static final Patient RIGHT = patient("pb");
    private static final ObservationMapper MAPPER =
            new ObservationMapper(new Performers(Map.of("anna", "Practitioner/anna"), "Organization/clinic"));

    private static final List<String> CODES = List.of("85354-9", "2708-6", "8867-4", "9279-1", "85353-1");

    private final HttpClient http = HttpClient.newHttpClient();
    @SuppressWarnings("NullAway.Init") // when the server is up
    private URI base;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private static Patient patient(String id) {
        return new Patient(id, "Z. Z.", "1980-02-03", new Patient.Identifier("urn:oid:2.999.1", id), "Patient/" + id);
    }

    @Test
    void whatIsFoundThereIsWhatTheJournalSays() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpClientAgent client = vertx.createHttpClient();
        try (JpaServer server = new JpaServer();
                Store store = Store.open(folder.resolve("data"), StoreOptions.DEFAULT, Clock.system())) {
            base = server.base();
            for (String there : List.of("Patient/pa", "Patient/pb", "Practitioner/anna", "Organization/clinic")) {
                put(there);
            }
            Delivery delivery = delivery(vertx, client, store.outbox());
            lived(store, delivery);
            delivery.stop().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            List<Row> rows = store.outbox().ofSession(WholeSession.ID);
            Map<String, Resource> found = found();
            compareWithRows(rows, found);
            compareWithJournal(found);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private Delivery delivery(Vertx vertx, HttpClientAgent client, ChartOutbox outbox) {
        return new Delivery(
                vertx,
                client,
                Clock.system(),
                new Random(1),
                outbox,
                new Endpoint(base, true, 120_000),
                Credential.none(),
                MAPPER,
                EhrProfile.named("hapi"));
    }

    private void lived(Store store, Delivery delivery) throws Exception {
        WholeSession session = new WholeSession(journal(store), protocol(), WRONG);
        session.live(0, 620);
        delivery.start();
        settled(store.outbox());
        session.reassign(620, RIGHT);
        session.live(621, WholeSession.SECONDS);
        ChartOutbox outbox = store.outbox();
        Row nadir = standing(outbox, Kind.NADIR, 1_200);
        Row cuff = standing(outbox, Kind.READING, 1_800);
        say(outbox, new ChartWord.Amend(
                WholeSession.ID, nadir.id(), Map.of(Metric.SPO2, 93.0), "motion", "anna", WholeSession.T0, "a"));
        settled(outbox);
        say(outbox, new ChartWord.Withdraw(WholeSession.ID, cuff.id(), "hose kinked", "anna", WholeSession.T0, "w"));
        session.discharge(WholeSession.SECONDS);
        // The moment of the alarm that a weak signal raised waits for a person until now.
        assertThat(outbox.backlog().waiting()).isEqualTo(1);
        say(outbox, new ChartWord.Release(WholeSession.ID, List.of(), "anna", WholeSession.T0));
        settled(outbox);
        assertThat(outbox.backlog().quarantined()).as("%s", outbox.rows(5)).isZero();
    }

    /** Waits for the disk now and then, lest the queue to it overflow; and for whatever a person did. */
    private static WholeSession.Sink journal(Store store) {
        return entry -> {
            CompletableFuture<Boolean> durable = new CompletableFuture<>();
            store.journal().append(entry, durable::complete);
            if (entry.input().seq() % 500 == 0 || !(entry.input().what() instanceof Happening.Measured)) {
                assertThat(durable.get(30, TimeUnit.SECONDS)).isTrue();
            }
        };
    }

    private static void say(ChartOutbox outbox, ChartWord word) {
        assertThat(outbox.say(word).rows()).isPositive();
    }

    private static Row standing(ChartOutbox outbox, Kind kind, int fromSecond) {
        return outbox.ofSession(WholeSession.ID).stream()
                .filter(row -> row.entry().kind() == kind && row.entry().quality() == Quality.GOOD)
                .filter(row -> row.entry().atMillis() > WholeSession.T0 + fromSecond * 1000L)
                .findFirst()
                .orElseThrow();
    }

    private static void settled(ChartOutbox outbox) {
        await().atMost(Duration.ofMinutes(10)).until(() -> outbox.backlog().pending() == 0);
    }

    /** By patient and code, as a clinician's screen would; by patient alone where there is no such search. */
    private Map<String, Resource> found() throws Exception {
        Map<String, Resource> found = new TreeMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Patient patient : List.of(WRONG, RIGHT)) {
            List<String> searches = new ArrayList<>();
            CODES.forEach(code -> searches.add(
                    "Observation?patient=" + patient.id() + "&code=" + VitalCodes.LOINC + "%7C" + code));
            for (String type : List.of("Procedure", "MedicationAdministration", "DetectedIssue")) {
                searches.add(type + "?patient=" + patient.id());
            }
            for (String search : searches) {
                List<Resource> there = search(search + "&_count=50");
                counts.put(search.replace(VitalCodes.LOINC + "%7C", ""), there.size());
                for (Resource resource : there) {
                    Resource twice = found.put(identifier(resource), resource);
                    assertThat(twice).as("twice: %s", identifier(resource)).isNull();
                }
            }
        }
        counts.forEach((search, count) -> System.out.printf("%4d  %s%n", count, search));
        return found;
    }

    private void compareWithRows(List<Row> rows, Map<String, Resource> found) throws Exception {
        Map<String, Row> standing = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.state() == State.DELIVERED) {
                standing.put(Identifiers.observation(row.entry()).getValue(), row);
            }
            assertThat(row.state()).isIn(State.DELIVERED, State.WITHDRAWN);
        }
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(standing.keySet());
        int compared = 0;
        for (Map.Entry<String, Row> one : standing.entrySet()) {
            Resource there = java.util.Objects.requireNonNull(found.get(one.getKey()));
            ChartEntry entry = one.getValue().entry();
            String device = there instanceof Observation o && o.hasDevice() ? o.getDevice().getReference() : "";
            if (!device.isEmpty()) {
                Device worn = (Device) get(device);
                assertThat(worn.getIdentifierFirstRep().getValue()).isEqualTo("clinic/" + entry.device());
            }
            Resource sent = MAPPER.resource(entry, device);
            assertThat(content(there)).as(one.getKey()).isEqualTo(content(sent));
            assertThat(one.getValue().location()).endsWith("/" + there.getIdElement().getIdPart());
            compared++;
        }
        long corrected = standing.values().stream()
                .filter(row -> row.entry().correction() != null)
                .count();
        System.out.printf(
                "%d rows of the outbox, %d resources compared element by element, %d of them corrected, %d never sent%n",
                rows.size(),
                compared,
                corrected,
                rows.stream().filter(row -> row.state() == State.WITHDRAWN).count());
    }

    /** All of it but what the server itself writes. */
    private static String content(Resource resource) {
        Resource bare = resource.copy();
        bare.setId((String) null);
        bare.getMeta().setVersionId(null).setLastUpdated(null).setSource(null);
        return FhirJson.encode(bare);
    }

    /** What a cuff said, straight from the journal. */
    private record Cuff(List<Double> pressures, double pulse, Quality quality) {}

    /** Without the fold: what devices sent, straight from the journal's inputs. */
    private void compareWithJournal(Map<String, Resource> found) throws Exception {
        Map<Long, List<Observation>> panels = new TreeMap<>();
        Map<Long, List<Observation>> pulses = new TreeMap<>();
        Map<Long, List<Observation>> nadirs = new TreeMap<>();
        for (Resource resource : found.values()) {
            if (resource instanceof Observation observation
                    && observation.getStatus() != Observation.ObservationStatus.ENTEREDINERROR) {
                long at = observation.getEffectiveDateTimeType().getValue().getTime();
                if (observation.getCode().hasCoding(VitalCodes.LOINC, "85354-9")) {
                    panels.computeIfAbsent(at, any -> new ArrayList<>()).add(observation);
                } else if (observation.getCode().hasCoding(VitalCodes.MDC, "149546")) {
                    pulses.computeIfAbsent(at, any -> new ArrayList<>()).add(observation);
                } else if ("minimum".equals(observation.getMethod().getCodingFirstRep().getCode())
                        && observation.getStatus() == Observation.ObservationStatus.FINAL) {
                    nadirs.computeIfAbsent(at, any -> new ArrayList<>()).add(observation);
                }
            }
        }
        Map<Long, Cuff> cuffs = new TreeMap<>();
        Map<Long, double[]> lowest = new TreeMap<>();
        try (Beside beside = Beside.open(folder.resolve("data"))) {
            beside.inputs(WholeSession.ID).forEach(input -> {
                if (input.what() instanceof Happening.Measured frame) {
                    measured(frame, cuffs, lowest);
                }
            });
        }
        assertThat(cuffs).hasSize(WholeSession.SECONDS / 300);
        compareCuffs(cuffs, panels, pulses);
        int same = 0;
        for (double[] window : lowest.values()) {
            List<Observation> there = nadirs.getOrDefault((long) window[1], List.of());
            assertThat(there.size()).isLessThanOrEqualTo(1);
            same += there.size();
            there.forEach(nadir -> assertThat(nadir.getValueQuantity().getValue().doubleValue())
                    .isEqualTo(window[0]));
        }
        // One was amended by hand.
        assertThat(same).isEqualTo(lowest.size() - 1);
        assertThat(nadirs).hasSize(same);
        System.out.printf(
                "against the journal's inputs: %d cuff readings (1 failed, 1 in doubt, 1 withdrawn), %d pulses of the"
                        + " cuff, nadirs of %d intervals (1 amended)%n",
                cuffs.size(), pulses.size(), lowest.size());
    }

    private static void compareCuffs(
            Map<Long, Cuff> cuffs, Map<Long, List<Observation>> panels, Map<Long, List<Observation>> pulses) {
        int withdrawn = 0;
        for (Map.Entry<Long, Cuff> one : cuffs.entrySet()) {
            Cuff cuff = one.getValue();
            List<Observation> there = panels.getOrDefault(one.getKey(), List.of());
            List<Observation> pulse = pulses.getOrDefault(one.getKey(), List.of());
            assertThat(pulse).hasSize(cuff.quality() == Quality.GOOD ? 1 : 0);
            pulse.forEach(single -> assertThat(
                            single.getValueQuantity().getValue().doubleValue())
                    .isEqualTo(cuff.pulse()));
            if (cuff.quality() == Quality.QUESTIONABLE) {
                assertThat(there).as("in doubt, and no alarm began").isEmpty();
                continue;
            }
            withdrawn += there.isEmpty() ? 1 : 0;
            assertThat(there.size()).isLessThanOrEqualTo(1);
            there.forEach(panel -> assertThat(numbers(panel)).isEqualTo(texts(cuff.pressures())));
        }
        assertThat(withdrawn).isEqualTo(1);
    }

    private static void measured(Happening.Measured frame, Map<Long, Cuff> cuffs, Map<Long, double[]> lowest) {
        Reading first = frame.readings().get(0);
        if (first.metric() == Metric.SBP) {
            List<Double> pressures =
                    frame.readings().stream().limit(3).map(Reading::value).toList();
            cuffs.put(frame.measuredMillis(), new Cuff(pressures, frame.readings().get(3).value(), first.quality()));
        } else if (first.metric() == Metric.SPO2 && first.quality() == Quality.GOOD) {
            // What is measured at an interval's end belongs to it.
            long window = (frame.measuredMillis() - 1 - WholeSession.T0) / WholeSession.INTERVAL_MILLIS;
            double[] least = lowest.computeIfAbsent(window, any -> new double[] {Double.MAX_VALUE, 0});
            if (first.value() < least[0]) {
                least[0] = first.value();
                least[1] = frame.measuredMillis();
            }
        }
    }

    private static List<String> texts(List<Double> numbers) {
        List<String> texts = new ArrayList<>();
        for (double number : numbers) {
            texts.add(Double.isNaN(number) ? "none" : Double.toString(number));
        }
        return texts;
    }

    private static List<String> numbers(Observation panel) {
        return panel.getComponent().stream()
                .map(part -> part.hasValueQuantity()
                        ? Double.toString(part.getValueQuantity().getValue().doubleValue())
                        : "none")
                .toList();
    }

    private static String identifier(Resource resource) {
        return ((Identifier) resource.getNamedProperty("identifier").getValues().get(0)).getValue();
    }

    private static Protocol protocol() {
        if (Protocols.read(Optional.empty()) instanceof Outcome.Read<List<Protocol>> read) {
            return read.value().get(0);
        }
        throw new IllegalStateException("the protocols of the house cannot be read");
    }

    private void put(String reference) throws Exception {
        String[] parts = reference.split("/");
        String body = "{\"resourceType\":\"" + parts[0] + "\",\"id\":\"" + parts[1] + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + reference))
                .header("Content-Type", "application/fhir+json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isBetween(200, 201);
    }

    /** Page by page: this server gives fifty at most, whatever is asked for. */
    private List<Resource> search(String query) throws Exception {
        List<Resource> there = new ArrayList<>();
        String next = base + "/" + query;
        while (!next.isEmpty()) {
            Bundle page = (Bundle) read(next);
            page.getEntry().forEach(entry -> there.add(entry.getResource()));
            next = page.getLink("next") == null ? "" : page.getLink("next").getUrl();
        }
        return there;
    }

    private Resource get(String path) throws Exception {
        return read(base + "/" + path);
    }

    private Resource read(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "application/fhir+json")
                .header("Cache-Control", "no-cache")
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return (Resource) FhirJson.parseLeniently(answer.body());
    }
}
