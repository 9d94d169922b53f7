package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigil.fhir.DeliveryStatus.Circuit;
import io.vigil.fhir.Exchange.Answered;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTest {
    private final LeapingClock clock = new LeapingClock();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private final Tally tally = new Tally();
    /** Each Observation's identifier, in the order in which the EHR took them. */
    private final Set<String> taken = new LinkedHashSet<>();

    private final List<Boolean> renewals = new ArrayList<>();
    private Function<Bundle, Exchange> ehr = this::take;

    @Test
    void dueRowsAreDeliveredWithTheirLocations() {
        long first = outbox.add(Entries.spo2("a", 1, 97));
        long second = outbox.add(Entries.spo2("b", 1, 96));
        assertThat(lane(true).round()).isEqualTo(Lane.POLL_MILLIS);
        assertThat(outbox.row(first).location()).isEqualTo("Observation/1");
        assertThat(outbox.row(second).location()).isEqualTo("Observation/2");
        assertThat(tally.status().circuit()).isEqualTo(Circuit.FLOWING);
        assertThat(tally.status().delivered()).isEqualTo(2);
    }

    /** In both forms: seconds, and a date by the EHR's own clock. */
    @ParameterizedTest
    @CsvSource({"120, ''", "'Mon, 04 May 2026 12:02:00 GMT', 'Mon, 04 May 2026 12:00:00 GMT'"})
    void retryAfterHoldsTheWholeLane(String after, String date) {
        outbox.add(Entries.spo2("a", 1, 97));
        outbox.add(Entries.spo2("b", 1, 97));
        ehr = bundle -> answer(429, "", after, date);
        assertThat(lane(true).round()).isBetween(120_000L, 121_000L);
        assertThat(renewals).as("the second session is not even tried").hasSize(1);
        assertThat(tally.status().circuit()).isEqualTo(Circuit.WAITING);
        assertThat(outbox.row(1).reason()).isEqualTo("429");
    }

    @Test
    void waitsGrowUnderACeilingAndEndWithTheFault() {
        outbox.add(Entries.spo2("a", 1, 97));
        ehr = bundle -> new Exchange.Unanswered("connection refused");
        Lane lane = lane(true);
        for (int failure = 1; failure <= 12; failure++) {
            assertThat(lane.round()).isBetween(1L, Math.min(300_000L, 1_000L << (failure - 1)));
        }
        assertThat(tally.status().failuresInARow()).isEqualTo(12);
        ehr = this::take;
        lane.round();
        assertThat(tally.status().failuresInARow()).isZero();
        assertThat(outbox.row(1).state()).isEqualTo(State.DELIVERED);
    }

    /** Every fourth call fails for ever: the waits stay short, nothing is suspected and all goes out. */
    @Test
    void anEhrThatFailsNowAndThenIsNotTakenForOneThatIsAway() {
        for (int i = 1; i <= 90; i++) {
            outbox.add(Entries.spo2("s" + i, 1, 97));
        }
        AtomicInteger calls = new AtomicInteger();
        ehr = bundle -> calls.incrementAndGet() % 4 == 0 ? answer(500, "", "", "") : take(bundle);
        Lane lane = lane(true);
        for (int round = 1; round < 30; round++) {
            assertThat(lane.round()).as("round %d", round).isBetween(1L, 1_000L);
            assertThat(tally.status().failuresInARow()).isEqualTo(1);
        }
        assertThat(lane.round()).isEqualTo(Lane.POLL_MILLIS);
        assertThat(outbox.count(State.DELIVERED)).isEqualTo(90);
    }

    @Test
    void guiltyRowIsFoundAndSetAsideWithTheWordsOfTheEhr() {
        for (int i = 1; i <= 5; i++) {
            outbox.add(Entries.spo2("a", i, 90 + i));
        }
        ehr = bundle -> values(bundle).contains(93) ? answer(422, OUTCOME, "", "") : take(bundle);
        lane(true).round();
        assertThat(outbox.row(3).state()).isEqualTo(State.QUARANTINED);
        assertThat(outbox.row(3).reason()).isEqualTo("422: value is not believed (at Bundle.entry[1].resource.value)");
        assertThat(outbox.count(State.DELIVERED)).isEqualTo(4);
        assertThat(tally.status().lastError()).doesNotContain("believed");
    }

    @Test
    void refusedTokenIsRenewedOnce() {
        outbox.add(Entries.spo2("a", 1, 97));
        ehr = bundle -> renewals.get(renewals.size() - 1) ? take(bundle) : answer(401, "", "", "");
        lane(true).round();
        assertThat(renewals).containsExactly(false, true);
        assertThat(outbox.row(1).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void tokenRefusedAgainIsAFailureOfTheLane() {
        outbox.add(Entries.spo2("a", 1, 97));
        ehr = bundle -> answer(401, "", "", "");
        lane(true).round();
        assertThat(renewals).containsExactly(false, true);
        assertThat(tally.status().circuit()).isEqualTo(Circuit.WAITING);
        assertThat(outbox.row(1).reason()).contains("token");
    }

    /** Nothing was refused, and no token could be renewed: there is something to configure. */
    @Test
    void whereNoCredentialsAreConfiguredItSaysSo() {
        outbox.add(Entries.spo2("a", 1, 97));
        Dispatch unauthorized = rows -> new Verdict.Unauthorized("401");
        for (Credential credential : List.of(Credential.none(), renewed -> Future.succeededFuture("Bearer x"))) {
            new Lane(
                            outbox,
                            Delivery.known(credential, unauthorized),
                            true,
                            clock,
                            new BackOff(1_000, 300_000, new Random(1)),
                            tally)
                    .round();
            assertThat(outbox.row(1).reason().contains("none are configured: set ehr.auth"))
                    .isEqualTo(credential == Credential.none());
            clock.leap(1_000);
        }
        assertThat(outbox.row(1).reason()).contains("token is refused");
    }

    @Test
    void forbiddenStopsTheLaneUntilAPersonAsks() {
        outbox.add(Entries.spo2("a", 1, 97));
        outbox.add(Entries.spo2("b", 1, 97));
        ehr = bundle -> answer(403, "", "", "");
        assertThat(lane(true).round()).isEqualTo(Lane.UNTIL_ASKED);
        assertThat(renewals).hasSize(1);
        assertThat(tally.status().circuit()).isEqualTo(Circuit.STOPPED);
        assertThat(outbox.row(1).reason()).startsWith("403");
    }

    @Test
    void simulatedReadingsNeverGoToARealEhrAndSayWhy() {
        outbox.add(Entries.spo2("a", 1, 97));
        long real = outbox.add(Entries.entry(
                Entries.REAL_SITE, "r", Kind.READING, Quality.GOOD, 1, List.of(new Value(Metric.SPO2, 97))));
        lane(false).round();
        assertThat(outbox.row(1).state()).isEqualTo(State.PENDING);
        assertThat(outbox.row(1).reason()).contains("simulated");
        assertThat(outbox.row(real).state()).isEqualTo(State.DELIVERED);
        assertThat(taken).hasSize(1);
    }

    @Test
    void entryThatCannotBeMappedHoldsNobodyElse() {
        List<Value> two = List.of(new Value(Metric.SPO2, 97), new Value(Metric.PR, 72));
        outbox.add(Entries.entry(Entries.TEST_SITE, "a", Kind.READING, Quality.GOOD, 9, two));
        outbox.add(Entries.spo2("a", 1, 97));
        lane(true).round();
        assertThat(outbox.row(1).state()).isEqualTo(State.QUARANTINED);
        assertThat(outbox.row(2).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void rowTheEhrCrashesOverHoldsOnlyItsSessionAndIsGivenUpAtLast() {
        outbox.add(Entries.spo2("a", 1, 93));
        outbox.add(Entries.spo2("a", 2, 97));
        ehr = bundle -> values(bundle).contains(93) ? answer(500, "", "", "") : take(bundle);
        Lane lane = lane(true);
        int rounds = 0;
        for (; outbox.row(1).state() == State.PENDING && rounds < 60; rounds++) {
            outbox.add(Entries.spo2("b", rounds, 96));
            lane.round();
        }
        assertThat(outbox.row(1).reason()).contains("fails again and again");
        lane.round();
        assertThat(rounds).isGreaterThan(Stuck.MOST_FAILURES);
        assertThat(outbox.row(2).state()).isEqualTo(State.DELIVERED);
        assertThat(outbox.count(State.DELIVERED)).isEqualTo(rounds + 1L);
    }

    @Test
    void crashedEhrCostsNoRow() {
        outbox.add(Entries.spo2("a", 1, 97));
        outbox.add(Entries.spo2("b", 1, 97));
        ehr = bundle -> answer(500, "", "", "");
        Lane lane = lane(true);
        for (int i = 0; i < 100; i++) {
            lane.round();
        }
        assertThat(outbox.count(State.PENDING)).isEqualTo(2);
    }

    @Test
    void orderWithinASessionIsKeptWhateverFails() {
        Random random = new Random(42);
        Lane lane = lane(true);
        ehr = bundle -> switch (random.nextInt(6)) {
            case 0 -> answer(503, "", "", "");
            case 1 -> answer(409, "", "", "");
            case 2 -> {
                take(bundle);
                yield new Exchange.Unanswered("connection reset");
            }
            default -> take(bundle);
        };
        for (int i = 1; i <= 200; i++) {
            outbox.add(Entries.spo2("s" + i % 3, i, 97));
            if (i % 7 == 0) {
                lane.round();
            }
        }
        for (int i = 0; i < 200 && outbox.count(State.PENDING) > 0; i++) {
            lane.round();
        }
        assertThat(taken).hasSize(200);
        for (int session = 0; session < 3; session++) {
            String mark = "/s" + session + "/";
            assertThat(taken.stream()
                            .filter(key -> key.contains(mark))
                            .map(key -> Integer.parseInt(key.substring(key.indexOf("~23") + 3))))
                    .isSorted();
        }
    }

    @Test
    void answerThatIsNotFhirIsNoDelivery() {
        outbox.add(Entries.spo2("a", 1, 97));
        for (Exchange odd : List.of(
                new Answered(200, "text/html", "", "", "<html>please log in</html>"),
                answer(200, "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}", "", ""),
                answer(200, OUTCOME, "", ""),
                answer(302, "", "", ""),
                answer(404, "", "", ""))) {
            ehr = bundle -> odd;
            lane(true).round();
            assertThat(outbox.row(1).state()).as("after %s", odd).isEqualTo(State.PENDING);
            assertThat(outbox.row(1).reason()).isNotEmpty();
        }
    }

    private static final String OUTCOME = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing",
             "diagnostics":"value is not believed","expression":["Bundle.entry[1].resource.value"]}]}""";

    private Lane lane(boolean test) {
        EhrDoor door = (bundle, renewed) -> {
            renewals.add(renewed);
            return ehr.apply((Bundle) FhirJson.parseStrictly(bundle));
        };
        Sender sender = new Sender(door, new ObservationMapper(), clock);
        return new Lane(outbox, sender, test, clock, new BackOff(1_000, 300_000, new Random(1)), tally);
    }

    private Exchange take(Bundle bundle) {
        Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        for (BundleEntryComponent entry : bundle.getEntry()) {
            String location = "Device/1";
            if (entry.getResource() instanceof Observation observation) {
                String identifier = observation.getIdentifierFirstRep().getValue();
                taken.add(identifier);
                location = "Observation/" + taken.size() + "/_history/1";
            }
            response.addEntry().getResponse().setStatus("201 Created").setLocation(location);
        }
        return answer(200, FhirJson.encode(response), "", "");
    }

    private static List<Integer> values(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof Observation)
                .map(entry -> ((Observation) entry.getResource())
                        .getValueQuantity()
                        .getValue()
                        .intValue())
                .toList();
    }

    private static Answered answer(int status, String body, String retryAfter, String date) {
        return new Answered(status, "application/fhir+json", retryAfter, date, body);
    }
}
