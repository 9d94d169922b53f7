package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.fhir.Exchange.Answered;
import io.vigil.fhir.Exchange.Unanswered;
import io.vigil.session.port.ChartOutbox.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

/**
 * Thousands of resources through random faults of the EHR, and processes that die between any two steps: each is in
 * effect once, in order within its session, none is lost. A death is modelled as an error out of the EHR's door or out of
 * the outbox, after which only what the outbox recorded is left; the real kills of processes are tried elsewhere.
 */
class LaneCampaignTest {
    private static final boolean FULL = "full".equals(System.getProperty("vigil.dose"));
    private static final int RESOURCES = FULL ? 10_000 : 600;
    private static final int KILLS = FULL ? 50 : 10;
    private static final int SESSIONS = 20;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final LeapingClock clock = new LeapingClock();
    private final MemoryOutbox outbox = new MemoryOutbox();
    /** Identifier to value, in the order in which they took effect. */
    private final Map<String, Observation> ehr = new LinkedHashMap<>();

    private final long seed = Long.getLong("vigil.seed", 20_261_122L);
    private final Random random = new Random(seed);
    private int killsLeft = KILLS;
    private int exchanges;
    private int faults;

    @Test
    void eachIsInEffectOnceAndInOrderThroughFaultsAndDeaths() {
        for (int i = 0; i < RESOURCES; i++) {
            outbox.add(Entries.spo2("s" + i % SESSIONS, i, 80 + i % 20));
        }
        Lane lane = lane();
        for (int round = 0; outbox.count(State.DELIVERED) < RESOURCES && round < 100 * RESOURCES; round++) {
            try {
                lane.round();
            } catch (Killed | IllegalStateException dead) {
                lane = lane();
            }
            clock.leap(600_000);
            outbox.rows(RESOURCES).stream()
                    .filter(row -> row.state() == State.QUARANTINED)
                    .forEach(row -> outbox.retryNow(row.id()));
        }
        String run = "seed " + seed;
        assertThat(killsLeft).as(run).isZero();
        assertThat(outbox.count(State.DELIVERED)).as(run).isEqualTo(RESOURCES);
        assertThat(ehr).as(run).hasSize(RESOURCES);
        for (int session = 0; session < SESSIONS; session++) {
            String patient = "Patient/p-s" + session;
            List<Long> times = ehr.values().stream()
                    .filter(there -> there.getSubject().getReference().equals(patient))
                    .map(there -> there.getEffectiveDateTimeType().getValue().getTime())
                    .toList();
            assertThat(times)
                    .as("%s, session %d", run, session)
                    .hasSize(RESOURCES / SESSIONS)
                    .isSorted();
        }
        System.out.printf(
                "%d resources, %d exchanges, %d faults, %d deaths, %s%n", RESOURCES, exchanges, faults, KILLS, run);
    }

    private Lane lane() {
        return new Lane(
                outbox,
                new Sender(this::exchange, new ObservationMapper(), clock),
                true,
                clock,
                new BackOff(10, 50, random),
                new Tally());
    }

    private Exchange exchange(String json, boolean renewed) {
        exchanges++;
        int dice = random.nextInt(10);
        boolean dies = killsLeft > 0 && random.nextInt(Math.max(1, RESOURCES / 20 / KILLS)) == 0;
        if (dies) {
            killsLeft--;
            if (random.nextBoolean()) {
                take(json);
                if (random.nextBoolean()) {
                    outbox.failToRecord(1);
                    return answered(200, FhirJson.encode(take(json)));
                }
            }
            throw new Killed();
        }
        faults += dice < 7 ? 1 : 0;
        return switch (dice) {
            case 0 -> new Unanswered("cut before commit");
            case 1 -> {
                take(json);
                yield new Unanswered("cut after commit");
            }
            case 2 -> answered(random.nextBoolean() ? 503 : 429, "");
            case 3 -> answered(409, "");
            case 4 -> answered(random.nextBoolean() ? 401 : 412, "");
            case 5 -> {
                take(json);
                yield new Answered(200, "text/html", "", "", "<html>");
            }
            case 6 -> answered(random.nextBoolean() ? 307 : 500, "");
            default -> answered(200, FhirJson.encode(take(json)));
        };
    }

    /** Conditional creates: what has the identifier already stays as it is. */
    private Bundle take(String json) {
        Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        for (BundleEntryComponent entry : ((Bundle) FhirJson.parseLeniently(json)).getEntry()) {
            if (entry.getResource() instanceof Observation observation) {
                ehr.putIfAbsent(observation.getIdentifierFirstRep().getValue(), observation);
            }
            response.addEntry().getResponse().setStatus("201 Created").setLocation("Observation/" + ehr.size());
        }
        return response;
    }

    private static Answered answered(int status, String body) {
        return new Answered(status, "application/fhir+json", "", "", body);
    }
}
