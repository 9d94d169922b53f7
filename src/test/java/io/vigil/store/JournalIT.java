package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.chart;
import static io.vigil.store.Given.entry;
import static io.vigil.store.Given.raised;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Refusal;
import io.vigil.session.port.History.LogEntry;
import io.vigil.session.port.Journal;
import io.vigil.store.file.FolderInUse;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalIT {
    @TempDir
    Path temp;

    private Store open() throws Exception {
        return Store.open(temp.resolve("data"), StoreOptions.DEFAULT, Clock.system());
    }

    private long count(String sql) throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("data/vigil.db"));
                var statement = other.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void done_comes_only_when_another_connection_can_read_the_entry() throws Exception {
        try (Store store = open()) {
            var seen = new CompletableFuture<Long>();
            store.journal().append(entry(started("s1")), durable -> {
                try {
                    seen.complete(durable ? count("SELECT coalesce(sum(count), 0) FROM journal_block") : -1L);
                } catch (Exception e) {
                    seen.completeExceptionally(e);
                }
            });
            assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void what_was_appended_comes_back_in_order_after_a_restart() throws Exception {
        List<Input> given = new ArrayList<>(List.of(started("s1")));
        for (int i = 2; i <= 2_000; i++) {
            given.add(spo2("s1", i, T0 + i * 100L, 90 + i % 10));
        }
        given.add(acted("s1", 2_001, T0 + 300_000, new Action.Note("felt dizzy")));
        try (Store store = open()) {
            List<Integer> order = new ArrayList<>();
            var last = new CompletableFuture<Boolean>();
            for (Input input : given) {
                store.journal().append(entry(input), durable -> {
                    order.add((int) input.seq());
                    if (input.seq() == 2_001) {
                        last.complete(durable);
                    }
                });
            }
            assertThat(last.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(order).isSorted().hasSize(2_001);
            assertThat(store.figures().commits()).as("grouped").isLessThan(2_001);
        }
        try (Store store = open()) {
            assertThat(Given.open(store)).containsExactly(given);
            assertThat(store.inputs("s1")).isEqualTo(given);
            assertThat(store.journal().lastInstantMillis()).isEqualTo(T0 + 300_000);
            assertThat(store.quarantined()).isEmpty();
        }
    }

    @Test
    void an_entry_with_a_seq_that_exists_has_no_second_effect_before_or_after_a_restart() throws Exception {
        var first = new Journal.Entry(
                spo2("s1", 2, T0 + 1, 84),
                List.of(raised("spo2.low.crit", 1, T0 + 1)),
                List.of(chart("k1", "s1", "Patient/1", T0)));
        try (Store store = open()) {
            append(store, started("s1"));
            assertThat(append(store, first).get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(append(store, first).get(10, TimeUnit.SECONDS)).isTrue();
        }
        try (Store store = open()) {
            assertThat(append(store, first).get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(store.inputs("s1")).hasSize(2);
            assertThat(store.outbox().rows(10)).hasSize(1);
            assertThat(store.history().events("s1"))
                    .extracting(LogEntry::id)
                    .containsExactly("1", "s1/spo2.low.crit/1/raised");
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .hasSize(1);
            assertThat(store.figures().ignored()).isEqualTo(1);
        }
    }

    @Test
    void a_frame_redelivered_is_one_frame_worn_or_not() throws Exception {
        var readings = List.of(Reading.of(Metric.SPO2, 97, Quality.GOOD));
        var frame = new Frame("ox-9", T0, T0 + 5, 77, "stamp-1", readings);
        try (Store store = open()) {
            append(store, started("s1"));
            for (int i = 0; i < 2; i++) {
                var answer = new CompletableFuture<Boolean>();
                store.journal().appendUnworn(frame, answer::complete);
                assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
                var what = new io.vigil.session.Happening.Measured("ox-1", T0, "stamp-1", readings);
                assertThat(append(store, new Input("s1", 2 + i, T0 + 10 + i, what))
                                .get(10, TimeUnit.SECONDS))
                        .isTrue();
            }
            assertThat(store.figures().ignored()).isEqualTo(1);
            assertThat(store.inputs("s1")).as("the fold took both inputs").hasSize(3);
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .as("measured once")
                    .hasSize(1);
        }
    }

    @Test
    void a_discharged_session_is_not_open_and_all_of_it_is_sealed() throws Exception {
        try (Store store = open()) {
            append(store, started("s1"));
            append(store, spo2("s1", 2, T0 + 1_000, 96));
            append(store, acted("s1", 3, T0 + 2_000, new Action.Discharge(null)));
            assertThat(append(store, spo2("s1", 4, T0 + 3_000, 95)).get(10, TimeUnit.SECONDS))
                    .as("a late reading is still kept")
                    .isTrue();
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .extracting(sample -> sample.value())
                    .containsExactly(96.0, 95.0);
        }
        assertThat(count("SELECT sum(n) FROM chunk")).isEqualTo(2);
        try (Store store = open()) {
            assertThat(Given.open(store)).isEmpty();
            assertThat(append(store, spo2("s1", 4, T0 + 3_000, 95)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .hasSize(2);
        }
    }

    @Test
    void a_refused_discharge_leaves_the_session_open_and_is_on_record() throws Exception {
        try (Store store = open()) {
            append(store, started("s1"));
            var refused = new Happening.Acted(
                    "nurse-1", "k", new Action.Discharge(null), Double.NaN, Refusal.untimely("Aldrete 7"));
            assertThat(append(store, new Input("s1", 2, T0 + 1_000, refused)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            var moved = new Happening.Acted("nurse-1", "l", new Action.SetLimit("spo2.low.crit", 86, "r"), 85, null);
            assertThat(append(store, new Input("s1", 3, T0 + 2_000, moved)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(Given.open(store)).hasSize(1);
            assertThat(store.history().audit(1).get(0).detail())
                    .contains("\"from\":85.0", "\"to\":86.0", "\"result\":\"applied\"");
            assertThat(store.history().audit(2).get(1).detail())
                    .contains("\"result\":\"rejected\"", "\"why\":\"Aldrete 7\"");
        }
    }

    @Test
    void instants_passed_without_inputs_are_remembered_in_one_row() throws Exception {
        try (Store store = open()) {
            store.journal().passed(T0 + 5_000);
            Awaitility.await().until(() -> count("SELECT max(through_millis) FROM journal_block") == T0 + 5_000);
            store.journal().passed(T0 + 9_000);
            Awaitility.await().until(() -> count("SELECT max(through_millis) FROM journal_block") == T0 + 9_000);
            assertThat(count("SELECT count(*) FROM journal_block")).isEqualTo(1);
        }
        try (Store store = open()) {
            assertThat(store.journal().lastInstantMillis()).isEqualTo(T0 + 9_000);
        }
    }

    @Test
    void a_second_store_on_the_folder_is_refused_by_name() throws Exception {
        Path data = temp.resolve("data");
        try (Store store = open()) {
            assertThat(store.health().writable()).isTrue();
            assertThatThrownBy(this::open)
                    .isInstanceOf(FolderInUse.class)
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
        open().close();
    }

    @Test
    void the_audit_chain_holds_and_shows_a_changed_record() throws Exception {
        try (Store store = open()) {
            append(store, started("s1"));
            append(store, acted("s1", 2, T0 + 1, new Action.Acknowledge("spo2.low.crit", 1)));
            append(store, acted("s1", 3, T0 + 2, new Action.SetLimit("hr.high", 140, "athlete")))
                    .get(10, TimeUnit.SECONDS);
            assertThat(store.auditProblem()).isEmpty();
            assertThat(store.history().audit(2)).extracting(LogEntry::what).containsExactly("limit", "ack");
        }
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("data/vigil.db"));
                var statement = other.createStatement()) {
            statement.execute("UPDATE audit SET by = 'nurse-2' WHERE n = 2");
        }
        try (Store store = open()) {
            assertThat(store.auditProblem())
                    .hasValueSatisfying(words -> assertThat(words).contains("audit record 2"));
        }
    }

    @Test
    void a_backup_taken_while_running_opens_as_a_store() throws Exception {
        try (Store store = open()) {
            append(store, started("s1")).get(10, TimeUnit.SECONDS);
            Path copy = temp.resolve("copy");
            Files.createDirectory(copy);
            store.backup(copy.resolve("vigil.db"));
            try (Store restored = Store.open(copy, StoreOptions.DEFAULT, Clock.system())) {
                assertThat(Given.open(restored)).isEqualTo(Given.open(store));
            }
        }
    }
}
