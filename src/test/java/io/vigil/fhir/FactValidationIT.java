package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.fhir.read.ChartReadSide;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Correction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Procedure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a site has to ask for: validated from the text of the transaction that is sent, as new and as withdrawn. */
class FactValidationIT {
    private final ObservationMapper mapper =
            new ObservationMapper(new Performers(Map.of("anna", "Practitioner/12"), "Organization/5"));

    static Collection<ChartEntry> facts() {
        return Entries.facts().values();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void whatIsSentConforms(ChartEntry entry) {
        String json =
                TransactionBundle.of(TransactionBundleTest.rows(entry), mapper).json();
        assertThat(json).contains("ifNoneExist", "https://vigil.example/fhir/StructureDefinition/vigil-");
        Judge.assertClean(json);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void itsWithdrawalConforms(ChartEntry entry) {
        Correction why = new Correction(entry.key(), Change.ENTERED_IN_ERROR, "anna", Entries.AT, "wrong patient");
        ChartEntry gone = entry.as(entry.key() + "|w", entry.patient(), entry.values(), why);
        String json =
                TransactionBundle.of(TransactionBundleTest.rows(gone), mapper).json();
        assertThat(json).contains("entered-in-error", "?identifier=");
        Judge.assertClean(json);
    }

    @Test
    void theReadSidesBundleHoldsThemAndConforms() {
        MemoryOutbox outbox = new MemoryOutbox();
        facts().forEach(outbox::add);
        outbox.add(Entries.spo2("s-1", 1, 97));
        String json = ChartReadSide.bundle(outbox.ofSession("s-1"), mapper);
        assertThat(json).contains("Procedure", "MedicationAdministration", "DetectedIssue", "hasMember");
        assertThat(((Bundle) FhirJson.parseStrictly(json)).getEntry())
                .extracting(entry -> entry.getResource().fhirType())
                .contains("Device", "Observation", "Procedure");
    }

    /** What our own check has to see is what the profile's invariant sees. */
    @ParameterizedTest
    @CsvSource({"session, '\"end\":\"[^\"]*\"', '\"id\":\"e\"'", "dose, '\"value\":35,', '\"value\":0,'"})
    void aBrokenInvariantIsSeenByProfileAndByOurOwnCheck(String which, String what, String by) {
        var resource =
                mapper.resource(java.util.Objects.requireNonNull(Entries.facts().get(which)), "");
        String broken = FhirJson.encode(resource).replaceFirst(what, by);
        assertThat(Judge.errors(broken)).isNotEmpty();
        assertThat(FactCheck.of((org.hl7.fhir.r4.model.DomainResource) FhirJson.parseLeniently(broken)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"generic, ''", "hapi, ''", "oracle-health, takes no entry of kind", "epic-like, takes no entry of kind"
    })
    void anEhrThatTakesNoneIsNotAsked(String profile, String why) {
        for (ChartEntry entry : facts()) {
            assertThat(EhrProfile.named(profile).leaves(entry, new Procedure()))
                    .startsWith(why.isEmpty() ? "" : "the EHR");
            assertThat(EhrProfile.named(profile).leaves(entry, new Procedure()).isEmpty())
                    .isEqualTo(why.isEmpty());
        }
    }

    @Test
    void aRowThatIsLeftStaysWithItsReasonAndHoldsNothingUp() {
        MemoryOutbox outbox = new MemoryOutbox();
        List<ChartEntry> rows = List.of(Entries.facts().values().iterator().next(), Entries.spo2("s-1", 1, 97));
        rows.forEach(outbox::add);
        LeapingClock clock = new LeapingClock();
        Dispatch sender = sent -> sent.size() > 1 || sent.get(0).entry().fact() != null
                ? new Verdict.Left("takes none")
                : new Verdict.Taken(List.of("Observation/1"));
        new Lane(outbox, sender, true, clock, new BackOff(10, 50, new java.util.Random(1)), new Tally()).round();
        assertThat(outbox.row(1).reason()).isEqualTo("takes none");
        assertThat(outbox.row(2).location()).isEqualTo("Observation/1");
        assertThat(outbox.backlog().quarantined()).isZero();
    }
}
