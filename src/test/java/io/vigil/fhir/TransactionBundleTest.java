package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.junit.jupiter.api.Test;

class TransactionBundleTest {
    private final ObservationMapper mapper = new ObservationMapper();

    @Test
    void devicesComeFirstAndObservationsReferToThem() {
        List<Row> rows = rows(
                Entries.spo2("s-1", 1, 97), Entries.pressure(Quality.GOOD, 121, 78, 92), Entries.spo2("s-1", 2, 96));
        TransactionBundle bundle = TransactionBundle.of(rows, mapper);
        List<BundleEntryComponent> entries = parsed(bundle).getEntry();
        assertThat(entries)
                .extracting(e -> e.getResource().fhirType())
                .containsExactly("Device", "Device", "Observation", "Observation", "Observation");
        assertThat(bundle.firstObservation()).isEqualTo(2);
        assertThat(entries.subList(2, 5))
                .extracting(e -> ((Observation) e.getResource()).getDevice().getReference())
                .containsExactly(
                        entries.get(0).getFullUrl(),
                        entries.get(1).getFullUrl(),
                        entries.get(0).getFullUrl());
    }

    @Test
    void everyEntryIsCreatedOnlyIfItsIdentifierIsNew() {
        Bundle bundle = parsed(TransactionBundle.of(rows(Entries.spo2("s-1", 1, 97)), mapper));
        assertThat(bundle.getEntry())
                .extracting(e -> e.getRequest().getMethod() + " "
                        + e.getRequest().getUrl() + "?" + e.getRequest().getIfNoneExist())
                .containsExactly(
                        "POST Device?identifier=urn%3Auuid%3Adcc30ce9-36d2-4b4c-99ea-7e718be65da9%7Cdemo%2Fox-1",
                        "POST Observation?identifier=urn%3Auuid%3Aa4b74155-e280-40a3-a9b2-68004064e701%7Cdemo%2Fs-1"
                                + "%2F1%2Fox-1%2Fspo2%2Freading%2F2026-05-04T10%3A15%3A30.250Z%7E231");
        assertThat(bundle.getEntry()).allMatch(e -> e.getFullUrl().matches("urn:uuid:[0-9a-f-]{36}"));
    }

    @Test
    void sameRowsGiveTheSameBytes() {
        List<Row> rows = rows(Entries.spo2("s-1", 1, 97), Entries.spo2("s-1", 2, 96));
        assertThat(TransactionBundle.of(rows, mapper).json())
                .isEqualTo(TransactionBundle.of(rows, mapper).json());
    }

    @Test
    void twoRowsOfOneKeyAreRefused() {
        List<Row> rows = rows(Entries.spo2("s-1", 1, 97), Entries.spo2("s-1", 1, 97));
        assertThatIllegalArgumentException().isThrownBy(() -> TransactionBundle.of(rows, mapper));
    }

    @Test
    void batchesHoldOnePatientAtMostTwentyRowsAndNoKeyTwice() {
        List<ChartEntry> entries = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            entries.add(Entries.spo2("a", i, 97));
            entries.add(Entries.spo2("b", i, 97));
        }
        entries.add(Entries.forPatient(Entries.spo2("a", 100, 97), Entries.patient("other")));
        entries.add(Entries.spo2("b", 24, 97));
        List<List<Row>> batches = Batches.of(rows(entries.toArray(ChartEntry[]::new)));
        assertThat(batches).extracting(List::size).containsExactly(20, 20, 5, 5, 1, 1);
        assertThat(batches)
                .allSatisfy(batch -> assertThat(batch)
                        .extracting(row -> row.entry().patient().reference())
                        .containsOnly(batch.get(0).entry().patient().reference()));
        for (String session : List.of("a", "b")) {
            assertThat(batches.stream()
                            .flatMap(List::stream)
                            .filter(row -> row.entry().session().equals(session))
                            .map(Row::id))
                    .isSorted();
        }
    }

    @Test
    void correctionReplacesWhatHasItsIdentifierAndSaysWhoAndWhyBesideIt() {
        ChartEntry entry = Entries.spo2("s-1", 1, 88);
        ChartEntry corrected = Entries.corrected(entry, Change.AMENDED, 94);
        List<BundleEntryComponent> entries =
                parsed(TransactionBundle.of(rows(corrected), mapper)).getEntry();
        assertThat(entries)
                .extracting(
                        e -> e.getRequest().getMethod() + " " + e.getResource().fhirType())
                .containsExactly("POST Device", "PUT Observation", "PUT Provenance");
        String search = parsed(TransactionBundle.of(rows(entry), mapper))
                .getEntry()
                .get(1)
                .getRequest()
                .getIfNoneExist();
        assertThat(entries.get(1).getRequest().getUrl()).isEqualTo("Observation?" + search);
        assertThat(((Provenance) entries.get(2).getResource())
                        .getTargetFirstRep()
                        .getReference())
                .isEqualTo(entries.get(1).getFullUrl());
    }

    @Test
    void correctionNeverTravelsWithWhatItCorrects() {
        ChartEntry entry = Entries.spo2("s-1", 1, 88);
        List<Row> rows = rows(entry, Entries.corrected(entry, Change.AMENDED, 94));
        assertThat(Batches.of(rows)).extracting(List::size).containsExactly(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> TransactionBundle.of(rows, mapper));
    }

    static List<Row> rows(ChartEntry... entries) {
        List<Row> rows = new ArrayList<>();
        for (ChartEntry entry : entries) {
            rows.add(new Row(rows.size() + 1, State.PENDING, entry, 0, 0, 0, "", ""));
        }
        return rows;
    }

    private static Bundle parsed(TransactionBundle bundle) {
        return (Bundle) FhirJson.parseStrictly(bundle.json());
    }
}
