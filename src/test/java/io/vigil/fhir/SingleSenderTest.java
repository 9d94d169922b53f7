package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.fhir.SingleEhr.Fault;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Signature;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An EHR without conditional creates: each takes effect once because we remember and look. */
class SingleSenderTest {
    private final LeapingClock clock = new LeapingClock();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private final SingleEhr ehr = new SingleEhr();
    private SingleSender sender = sender("oracle-health");

    @Test
    void whatTheProfileDoesNotTakeIsLeftOutAndTold() {
        outbox.add(nurses(1));
        lane().round();
        Observation there = Objects.requireNonNull(ehr.taken.get("1"));
        assertThat(there.hasIdentifier()).isFalse();
        assertThat(there.hasDevice()).isFalse();
        assertThat(there.getMeta().getProfile()).as("claims it no longer meets").isEmpty();
        assertThat(there.getMeta().getSecurityFirstRep().getCode()).isEqualTo("HTEST");
        assertThat(there.getPerformerFirstRep().getReference()).isEqualTo("Practitioner/12");
        assertThat(sender.trimmed()).isEqualTo(Set.of("identifier", "device", "meta"));
        assertThat(outbox.row(1).location()).isEqualTo("Observation/1");
    }

    @Test
    void withoutAPractitionerNothingGoes() {
        outbox.add(Entries.spo2("a", 1, 97));
        outbox.add(Entries.spo2("b", 1, 97).signed(new Signature("stranger", 1)));
        lane().round();
        assertThat(ehr.taken).isEmpty();
        assertThat(outbox.row(1).state()).isEqualTo(State.QUARANTINED);
        assertThat(outbox.row(2).reason()).contains("practitioner");
    }

    @Test
    void valueThatIsNotThereIsNotSentWhereItIsNotTaken() {
        outbox.add(Entries.of(Metric.SPO2, 97, Quality.SENSOR_OFF).signed(new Signature("anna", 1)));
        lane().round();
        assertThat(outbox.row(1).reason()).contains("without a value");
    }

    @Test
    void profileThatOnlyReadsWritesNothing() {
        sender = sender("read-only-test");
        outbox.add(nurses(1));
        lane().round();
        assertThat(ehr.calls).isEmpty();
        assertThat(outbox.row(1).reason()).contains("writes nothing");
    }

    @Test
    void answerThatWasLostIsLookedForBeforeItIsSentAgain() {
        outbox.add(nurses(1));
        ehr.faults = () -> Fault.AFTER_COMMIT;
        lane().round();
        ehr.faults = () -> Fault.NONE;
        clock.leap(600_000);
        lane().round();
        assertThat(ehr.taken).hasSize(1);
        assertThat(outbox.row(1).location()).isEqualTo("Observation/1");
    }

    @Test
    void equalNumberOfAnotherRowIsNotTakenForThisOne() {
        outbox.add(nurses(1));
        ChartEntry same = nurses(1);
        outbox.add(same.as(same.key() + "x", same.patient(), same.values(), null));
        lane().round();
        lane().round();
        assertThat(ehr.taken).hasSize(2);
        assertThat(outbox.row(2).location()).isEqualTo("Observation/2");
    }

    @Test
    void correctionGoesToTheAddressThatWasRemembered() {
        ChartEntry entry = nurses(1);
        outbox.add(entry);
        outbox.add(Entries.corrected(entry, Change.ENTERED_IN_ERROR, 88));
        lane().round();
        assertThat(ehr.taken).hasSize(1);
        assertThat(Objects.requireNonNull(ehr.taken.get("1")).getStatus())
                .isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(outbox.row(2).location()).isEqualTo("Observation/1");
    }

    /** The kill leaves no trace but the outbox: rows may have been sent by the process before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachTakesEffectOnceThroughFaultsAndKills(long seed) {
        Random random = new Random(seed);
        int rows = 60;
        for (int i = 0; i < rows; i++) {
            outbox.add(nurses(i));
        }
        ehr.faults = () -> Fault.values()[random.nextInt(Fault.values().length)];
        int rounds = 0;
        while (outbox.count(State.DELIVERED) < rows && rounds++ < 2_000) {
            if (random.nextInt(4) == 0) {
                outbox.failToRecord(1);
                clock.leap(1_000);
                sender = sender("oracle-health");
            }
            try {
                lane().round();
            } catch (IllegalStateException killed) {
                sender = sender("oracle-health");
            }
            clock.leap(600_000);
        }
        assertThat(outbox.count(State.DELIVERED)).as("seed %d", seed).isEqualTo(rows);
        assertThat(ehr.taken).as("seed %d", seed).hasSize(rows);
    }

    private ChartEntry nurses(int number) {
        return Entries.spo2("a", number, 90).signed(new Signature("anna", 1));
    }

    private SingleSender sender(String profile) {
        Performers performers = new Performers(Map.of("anna", "Practitioner/12"), "");
        return new SingleSender(ehr, EhrProfile.named(profile), new ObservationMapper(performers), outbox, clock);
    }

    private Lane lane() {
        return new Lane(outbox, sender, 1, true, clock, new BackOff(10, 50, new Random(1)), new Tally());
    }
}
