package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Effects;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal.Past;
import io.vigil.store.beside.Beside;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are verified, the journal is trimmed behind them, and a session can be folded from its first input. */
class ArchiveIT {
    private static final int INPUTS = 700;

    @TempDir
    Path temp;

    private final List<Input> given = new ArrayList<>();
    private Session live = new Session(started("s1"));

    private Store open() throws Exception {
        // Trimmed when the test says so.
        return Store.open(temp, StoreOptions.DEFAULT.withSeal(30, 60).withTrim(3_600_000), Clock.system());
    }

    /** One block for each input; a snapshot after every hundredth. */
    private void fill(Store store, int from, int to) throws Exception {
        for (int seq = from; seq <= to; seq++) {
            long at = T0 + seq * 1_000L;
            Input input = seq == 1
                    ? started("s1")
                    : seq % 50 == 0
                            ? acted("s1", seq, at, new Action.Note("note " + seq))
                            : spo2("s1", seq, at, 80 + seq % 20);
            given.add(input);
            if (seq > 1) {
                live.apply(input, new Effects());
            }
            assertThat(append(store, input).get(10, TimeUnit.SECONDS)).isTrue();
            if (seq % 100 == 0) {
                store.journal().snapshot(live.snapshot());
            }
        }
        settled(store);
    }

    private static void settled(Store store) throws Exception {
        var done = new CompletableFuture<Boolean>();
        store.journal().fence(done::complete);
        assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private long number(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("vigil.db"));
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private void change(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("vigil.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        }
    }

    private static Past past(Store store) {
        return store.journal().openSessions().get(0);
    }

    @Test
    void the_journal_is_trimmed_behind_the_last_verified_snapshot_and_everything_can_still_be_folded()
            throws Exception {
        try (Store store = open()) {
            fill(store, 1, INPUTS);
            assertThat(number("SELECT min(id) FROM journal_block")).isEqualTo(1);
            assertThat(store.trim()).isGreaterThan(300);

            assertThat(number("SELECT min(id) FROM journal_block")).isGreaterThan(300);
            assertThat(number("SELECT count(*) FROM snapshot")).isEqualTo(2);
            assertThat(number("SELECT count(*) FROM snapshot WHERE verified = 1"))
                    .isEqualTo(2);
            assertThat(store.inputs("s1")).isEqualTo(given);
            assertThat(past(store).after(0)).isEqualTo(given);
            assertThat(past(store).after(INPUTS - 3)).isEqualTo(given.subList(INPUTS - 3, INPUTS));
        }
        try (Store again = open()) {
            assertThat(again.quarantined()).isEmpty();
            assertThat(again.inputs("s1")).isEqualTo(given);
            assertThat(again.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .hasSize(INPUTS - 1 - INPUTS / 50);
            Snapshot newest = past(again).snapshots().get(0);
            assertThat(newest.seq()).isEqualTo(INPUTS);
            assertThat(Session.resume(given.get(0), newest).snapshot().state())
                    .isEqualTo(live.snapshot().state());
            // A session of which the journal holds nothing any more still knows how far it has come.
            assertThat(append(again, spo2("s1", INPUTS, T0, 90)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(again.inputs("s1")).isEqualTo(given);
            fill(again, INPUTS + 1, INPUTS + 300);
            again.trim();
            assertThat(again.inputs("s1")).isEqualTo(given);
        }
        try (Beside beside = Beside.open(temp)) {
            assertThat(beside.inputs("s1")).isEqualTo(given);
        }
    }

    @Test
    void nothing_is_trimmed_while_no_snapshot_is_verified() throws Exception {
        try (Store store = open()) {
            for (int seq = 1; seq <= 400; seq++) {
                append(store, seq == 1 ? started("s1") : spo2("s1", seq, T0 + seq * 1_000L, 90))
                        .get(10, TimeUnit.SECONDS);
            }
            assertThat(store.trim()).isZero();
        }
    }

    @Test
    void a_snapshot_that_does_not_give_the_session_back_is_thrown_away_and_nothing_is_trimmed_behind_it()
            throws Exception {
        try (Store store = open()) {
            fill(store, 1, 99);
            Snapshot sound = live.snapshot();
            byte[] wrong = sound.state().clone();
            wrong[wrong.length - 1] ^= 1;
            store.journal()
                    .snapshot(new Snapshot(
                            "s1", sound.seq(), sound.atMillis(), sound.version(), sound.alarms(), new byte[] {1, 2}));
            settled(store);
            store.trim();
            assertThat(number("SELECT count(*) FROM snapshot")).isZero();
            assertThat(store.health().warning()).contains("snapshot");
        }
    }

    @Test
    void a_damaged_snapshot_falls_back_to_the_one_before_and_then_to_the_archive() throws Exception {
        try (Store store = open()) {
            fill(store, 1, INPUTS);
            store.trim();
        }
        change("UPDATE snapshot SET state = x'00' WHERE seq = " + INPUTS);
        try (Store store = open()) {
            assertThat(past(store).snapshots()).extracting(Snapshot::seq).containsExactly(INPUTS - 100L);
            assertThat(past(store).after(INPUTS - 100)).isEqualTo(given.subList(INPUTS - 100, INPUTS));
        }
        change("UPDATE snapshot SET alarms = 'NORMAL 1 2 3 x'");
        try (Store store = open()) {
            assertThat(past(store).snapshots()).isEmpty();
            assertThat(past(store).after(0)).isEqualTo(given);
        }
    }

    @Test
    void a_block_that_goes_bad_while_the_service_runs_is_set_aside_and_said() throws Exception {
        try (Store store = open()) {
            fill(store, 1, INPUTS);
            change("UPDATE journal_block SET payload = zeroblob(length(payload)) WHERE id = 50");
            store.trim();
            assertThat(number("SELECT count(*) FROM quarantine")).isEqualTo(1);
            assertThat(store.health().warning()).contains("journal block 50");
            assertThat(store.health().writable()).isTrue();
            List<Input> left = new ArrayList<>(given);
            left.removeIf(input -> input.seq() == 50);
            assertThat(store.inputs("s1")).hasSizeBetween(INPUTS - 1, INPUTS).containsAll(left.subList(0, 40));
        }
    }

    @Test
    void an_archive_that_goes_bad_is_said_with_what_it_held() throws Exception {
        try (Store store = open()) {
            fill(store, 1, INPUTS);
            store.trim();
        }
        change("UPDATE archive SET payload = zeroblob(length(payload))");
        try (Store store = open()) {
            store.trim();
            assertThat(store.health().warning()).contains("session s1").contains("inputs");
            assertThat(store.inputs("s1").get(0)).isEqualTo(given.get(0));
        }
    }

    @Test
    void frames_nobody_wore_are_archived_too_and_a_redelivery_is_still_known() throws Exception {
        var frame = new Frame("ox-9", T0, T0 + 5, 0, "n1", List.of(Reading.of(Metric.SPO2, 95, Quality.GOOD)));
        try (Store store = open()) {
            var done = new CompletableFuture<Boolean>();
            store.journal().appendUnworn(frame, done::complete);
            assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
            fill(store, 1, INPUTS);
            store.trim();
        }
        assertThat(number("SELECT sum(count) FROM archive WHERE session = ''")).isEqualTo(1);
    }

    @Test
    void a_rare_series_does_not_hold_the_journal_for_hours() throws Exception {
        try (Store store = open()) {
            fill(store, 1, 20);
            var cuff = new io.vigil.session.Happening.Measured(
                    "cuff-1", T0 + 21_000, "", List.of(Reading.of(Metric.SBP, 120, Quality.GOOD)));
            Input reading = new Input("s1", 21, T0 + 21_000, cuff);
            given.add(reading);
            live.apply(reading, new Effects());
            append(store, reading).get(10, TimeUnit.SECONDS);
            fill(store, 22, 1_000);
            assertThat(store.trim() + store.trim()).isGreaterThan(500);
            assertThat(store.history().samples("s1", Metric.SBP, 0, Long.MAX_VALUE))
                    .hasSize(1);
            assertThat(store.inputs("s1")).isEqualTo(given);
        }
    }

    @Test
    void when_the_session_is_over_its_snapshots_go_and_its_inputs_stay() throws Exception {
        try (Store store = open()) {
            fill(store, 1, 200);
            Input leave = acted("s1", 201, T0 + 300_000, new Action.Discharge("left"));
            given.add(leave);
            append(store, leave).get(10, TimeUnit.SECONDS);
            for (int seq = 1; seq <= 400; seq++) {
                append(store, seq == 1 ? started("s2") : spo2("s2", seq, T0 + 400_000 + seq * 1_000L, 90))
                        .get(10, TimeUnit.SECONDS);
            }
            assertThat(store.trim()).isGreaterThanOrEqualTo(200);
            assertThat(number("SELECT count(*) FROM snapshot")).isZero();
            assertThat(store.inputs("s1")).isEqualTo(given);
        }
    }
}
