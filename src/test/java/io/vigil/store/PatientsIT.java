package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.entry;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Course;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.port.Journal;
import io.vigil.session.port.Patients;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was here, from what was journaled; and inputs of two sessions that are one. */
class PatientsIT {
    private static final Patient OTHER =
            new Patient("p2", "C. D.", "1975-06-07", new Patient.Identifier("urn:x", "MRN-77"), "Patient/2");

    @TempDir
    Path temp;

    private static Input measured(
            String session, long seq, long atMillis, Metric metric, double value, Quality quality) {
        return new Input(
                session,
                seq,
                atMillis,
                new Happening.Measured(
                        "dev-" + metric.wire(), atMillis, "", List.of(new Reading(metric, value, quality, List.of()))));
    }

    private static void told(Store store, Input... inputs) throws Exception {
        CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);
        for (Input input : inputs) {
            last = append(store, input);
        }
        assertThat(last.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void session(Store store, String id) throws Exception {
        told(
                store,
                started(id),
                acted(id, 2, T0 + 1_000, new Action.ConfirmBaseline(Map.of(Metric.SBP, 120.0, Metric.DBP, 80.0))),
                acted(id, 3, T0 + 2_000, new Action.Dose("k", "iv", 99, "mg", "given", null, null, null)),
                acted(id, 4, T0 + 3_000, new Action.Undo("dose", "slip")),
                acted(id, 5, T0 + 60_000, new Action.Dose("k", "iv", 35, "mg", "given", null, null, null)),
                measured(id, 6, T0 + 70_000, Metric.SBP, 163, Quality.GOOD),
                measured(id, 7, T0 + 71_000, Metric.SPO2, 92, Quality.GOOD),
                measured(id, 8, T0 + 72_000, Metric.SPO2, 60, Quality.QUESTIONABLE),
                measured(id, 9, T0 + 360_000, Metric.SBP, 124, Quality.GOOD),
                acted(id, 10, T0 + 370_000, new Action.AdverseEvent("nausea", T0 + 365_000, 0, "", 4)),
                acted(id, 11, T0 + 380_000, new Action.Discharge("end")));
    }

    @Test
    void theSessionsOfAPatientStandSideBySideAlsoAfterARestart() throws Exception {
        try (Store store = Store.open(temp, StoreOptions.DEFAULT, Clock.system())) {
            session(store, "s1");
            session(store, "s2");
            seen(store.patients());
        }
        try (Store store = Store.open(temp, StoreOptions.DEFAULT, Clock.system())) {
            seen(store.patients());
        }
    }

    private static void seen(Patients patients) {
        assertThat(patients.sessions("p1")).extracting(Course::session).containsExactlyInAnyOrder("s1", "s2");
        assertThat(patients.sessions("p1")).allSatisfy(course -> {
            assertThat(course.peakSbp()).isEqualTo(163);
            assertThat(course.deltaSbp()).isEqualTo(43);
            assertThat(course.nadirSpo2()).as("never from a questionable value").isEqualTo(92);
            assertThat(course.recoveryMillis()).isEqualTo(300_000);
            assertThat(course.doses())
                    .singleElement()
                    .satisfies(dose -> assertThat(dose.dose().amount()).isEqualTo(35));
            assertThat(course.adverse())
                    .singleElement()
                    .satisfies(event -> assertThat(event.moaas()).isEqualTo(4));
            assertThat(course.endedMillis()).isEqualTo(T0 + 380_000);
        });
        assertThat(patients.sessions("p9")).isEmpty();
    }

    @Test
    void aReassignedSessionIsTheOtherPatients() throws Exception {
        try (Store store = Store.open(temp, StoreOptions.DEFAULT, Clock.system())) {
            told(store, started("s1"), started("s2"));
            told(store, acted("s2", 2, T0 + 5_000, new Action.Reassign(OTHER, "mixed up")));
            Patients patients = store.patients();
            assertThat(patients.sessions("p2")).extracting(Course::session).containsExactly("s2");
            assertThat(patients.sessions("p1")).extracting(Course::session).containsExactly("s1");
            assertThat(patients.find("", 10))
                    .extracting(known -> known.patient().id())
                    .containsExactlyInAnyOrder("p1", "p2");
            assertThat(patients.find("c. d", 10)).hasSize(1);
            assertThat(patients.find("mrn-7", 10)).hasSize(1);
            assertThat(patients.find("", 1)).hasSize(1);
            assertThat(store.history().events("s2"))
                    .filteredOn(entry -> entry.what().equals("reassign"))
                    .singleElement()
                    .satisfies(
                            entry -> assertThat(entry.detail()).contains("p2").doesNotContain("C. D."));
        }
    }

    @Test
    void aHandOverIsThereWholeAndARefusalIsOnRecord() throws Exception {
        try (Store store = Store.open(temp, StoreOptions.DEFAULT, Clock.system())) {
            told(store, started("s1"), started("s2"));
            var done = new CompletableFuture<Boolean>();
            List<Journal.Entry> together = List.of(
                    entry(new Input("s1", 2, T0 + 9_000, new Happening.Unbound("ox-1", "nurse-1"))),
                    entry(new Input("s2", 2, T0 + 9_000, new Happening.Bound("ox-1", List.of("spo2"), "nurse-1"))));
            store.journal().appendTogether(together, done::complete);
            assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
            var refused = new CompletableFuture<Boolean>();
            store.journal()
                    .refused(
                            new Journal.Refused("", T0 + 9_500, "sessions", "nurse-1", "{\"result\":\"rejected\"}"),
                            refused::complete);
            assertThat(refused.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(store.history().audit(1)).singleElement().satisfies(row -> {
                assertThat(row.category()).isEqualTo("refused");
                assertThat(row.what()).isEqualTo("sessions");
                assertThat(row.by()).isEqualTo("nurse-1");
            });
            assertThat(store.history().events("s1")).anyMatch(row -> row.what().equals("unbound"));
            assertThat(store.history().events("s2")).anyMatch(row -> row.what().equals("bound"));
        }
    }
}
