package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.chart;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Action;
import io.vigil.session.Input;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An entry that always breaks its transaction takes nobody with it and is not tried for ever. */
class PoisonIT {
    private static final int MANY = 500;
    private static final int BAD = 250;

    @TempDir
    Path temp;

    StoreOptions options() {
        return StoreOptions.DEFAULT;
    }

    private Store open() throws Exception {
        return Store.open(temp, options(), Clock.system());
    }

    private void sql(String text) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("vigil.db"));
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** All but the bad one are durable; the bad one is told so, kept and counted, also after a restart. */
    private void oneAmongMany(Journal.Entry bad, String inReason) throws Exception {
        var answers = new ArrayList<CompletableFuture<Boolean>>();
        try (Store store = open()) {
            for (int seq = 1; seq <= MANY; seq++) {
                answers.add(append(store, seq == BAD ? bad : entry(seq)));
            }
            for (int seq = 1; seq <= MANY; seq++) {
                assertThat(answers.get(seq - 1).get(20, TimeUnit.SECONDS))
                        .as("input " + seq)
                        .isEqualTo(seq != BAD);
            }
            assertThat(store.health().writable()).isTrue();
            assertThat(store.health().warning()).contains("1 entries could not be stored");
            assertThat(store.figures().setAside()).isEqualTo(1);
            assertThat(store.auditProblem()).isEmpty();
        }
        try (Store store = open()) {
            assertThat(store.inputs("s1"))
                    .extracting(Input::seq)
                    .hasSize(MANY - 1)
                    .doesNotContain((long) BAD)
                    .isSorted();
            assertThat(store.health().warning()).contains("1 entries");
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("vigil.db"));
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT session, seq, reason, length(payload)" + " FROM set_aside")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("s1");
            assertThat(rows.getLong(2)).isEqualTo(BAD);
            assertThat(rows.getString(3)).contains(inReason);
            assertThat(rows.getLong(4)).isGreaterThan(10);
            assertThat(rows.next()).isFalse();
        }
    }

    private static Journal.Entry entry(int seq) {
        return Given.entry(seq == 1 ? started("s1") : spo2("s1", seq, T0 + seq * 1_000L, 90 + seq % 10));
    }

    @Test
    @SuppressWarnings("NullAway") // the fault of another room that this is about
    void an_alarm_without_a_kind_is_set_aside() throws Exception {
        var nameless = new AlarmEvent("spo2.low.crit", null, null, 1, 0, 1, T0, 84, Double.NaN);
        oneAmongMany(new Journal.Entry(spo2("s1", BAD, T0 + BAD, 84), List.of(nameless), List.of()), "NullPointer");
    }

    @Test
    void a_row_its_table_refuses_is_set_aside() throws Exception {
        open().close();
        sql("CREATE TRIGGER refuse BEFORE INSERT ON outbox WHEN new.key = 'poison'"
                + " BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        oneAmongMany(
                new Journal.Entry(
                        spo2("s1", BAD, T0 + BAD, 84), List.of(), List.of(chart("poison", "s1", "Patient/1", T0))),
                "not this one");
    }

    @Test
    void an_entry_that_breaks_only_the_block_it_is_packed_in_is_found_and_set_aside() throws Exception {
        open().close();
        sql("CREATE TRIGGER refuse BEFORE INSERT ON journal_block WHEN instr(new.payload, CAST('poison' AS BLOB)) > 0"
                + " BEGIN SELECT RAISE(ABORT, 'not this block'); END");
        oneAmongMany(Given.entry(acted("s1", BAD, T0 + BAD, new Action.Note("poison"))), "not this block");
    }

    @Test
    void when_nothing_at_all_can_be_written_nothing_is_set_aside() throws Exception {
        open().close();
        sql("CREATE TRIGGER refuse BEFORE INSERT ON journal_block BEGIN SELECT RAISE(ABORT, 'no block'); END");
        try (Store store = open()) {
            assertThat(append(store, started("s1")).get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(store.health().writable()).isFalse();
            assertThat(store.figures().setAside()).isZero();
            sql("DROP TRIGGER refuse");
            assertThat(append(store, spo2("s1", 2, T0 + 1, 97)).get(10, TimeUnit.SECONDS))
                    .isIn(true, false);
            org.awaitility.Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> store.health().writable());
            org.awaitility.Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> store.inputs("s1").size() == 2);
        }
    }
}
