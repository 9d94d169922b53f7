package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.chart;
import static io.vigil.store.Given.raised;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Input;
import io.vigil.session.port.Journal;
import io.vigil.store.file.Connections;
import io.vigil.store.file.Database;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;

/** The n-th statement or commit fails, each n in turn: nothing acknowledged is lost, and it heals by itself. */
class FaultIT {
    private static final int MOST = Campaign.dose("vigil.statements", 30, 300);
    private static final int INPUTS = 40;
    private static final int MOST_INPUTS = 400;

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, false, 1",
        "SQLITE_IOERR_FSYNC, false, 1",
        "SQLITE_IOERR_FSYNC, true, 1",
        "SQLITE_FULL, false, 20",
        "SQLITE_IOERR_FSYNC, false, 20",
        "SQLITE_IOERR_FSYNC, true, 20"
    })
    void the_nth_operation_fails(SQLiteErrorCode code, boolean after, int together) throws Exception {
        int met = 0;
        for (int n = 1; n <= MOST; n++) {
            met += run(temp.resolve(code + "-" + after + "-" + n), n, code, after, together) ? 1 : 0;
        }
        assertThat(met).as("faults that were met").isGreaterThan(MOST / 2);
        System.out.println(code + (after ? " after the call, " : ", ") + together + " at a time: " + met + " of " + MOST
                + " faults met");
    }

    /**
     * @param together so many inputs wait at a time; of many, some are queued while others fail
     * @return true when the fault was met
     */
    private boolean run(Path folder, int n, SQLiteErrorCode code, boolean after, int together) throws Exception {
        String at = code + " at operation " + n + (after ? ", after it was done" : "");
        var failing = new FailingConnection(n, code, after);
        var armed = new AtomicBoolean();
        Connections connections = () -> {
            var real = Database.in(folder).write();
            return armed.getAndSet(true) ? real : failing.around(real);
        };
        List<Long> acknowledged = new ArrayList<>();
        Map<Long, CompletableFuture<Boolean>> waiting = new LinkedHashMap<>();
        long last = 0;
        boolean met;
        try (Store store = opened(folder, connections)) {
            // Until the fault is met: it must not fall on what is asked afterwards.
            for (long seq = 1; seq <= INPUTS || (failing.calls() < n && seq <= MOST_INPUTS); seq++) {
                last = seq;
                waiting.put(seq, appended(store, seq));
                if (seq % together == 0) {
                    answers(waiting, acknowledged);
                }
            }
            answers(waiting, acknowledged);
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .pollInterval(5, TimeUnit.MILLISECONDS)
                    .until(() -> store.health().writable());
            assertThat(append(store, spo2("s1", last + 1, T0 + last * 1_000 + 1, 97))
                            .get(10, TimeUnit.SECONDS))
                    .as(at + ": heals")
                    .isTrue();
            met = failing.calls() >= n;
        }
        try (Store store = Store.open(folder, options(), Clock.system())) {
            List<Long> there = store.inputs("s1").stream().map(Input::seq).toList();
            assertThat(there).as(at + ": acknowledged").containsAll(acknowledged);
            assertThat(there)
                    .as(at + ": and once")
                    .doesNotHaveDuplicates()
                    .isSorted()
                    .hasSize((int) last + 1);
            assertThat(store.auditProblem()).as(at).isEmpty();
            assertThat(store.outbox().rows(100)).as(at + ": charts").hasSize((int) last / 5);
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .as(at + ": samples")
                    .hasSize((int) (last - last / 10));
        }
        return met;
    }

    private static void answers(Map<Long, CompletableFuture<Boolean>> waiting, List<Long> acknowledged)
            throws Exception {
        for (var each : waiting.entrySet()) {
            if (each.getValue().get(10, TimeUnit.SECONDS)) {
                acknowledged.add(each.getKey());
            }
        }
        waiting.clear();
    }

    /** A fault at the start is an answer too: it is said, and the next start succeeds. */
    private static Store opened(Path folder, Connections connections) throws Exception {
        try {
            return Store.open(folder, options(), Clock.system(), connections);
        } catch (java.io.IOException e) {
            assertThat(e).hasMessageContaining("cannot open the database");
            return Store.open(folder, options(), Clock.system(), connections);
        }
    }

    private static StoreOptions options() {
        return StoreOptions.DEFAULT.withSeal(8, 12).withRetry(5, 50).withCommit(3);
    }

    private static CompletableFuture<Boolean> appended(Store store, long seq) {
        long at = T0 + seq * 1_000;
        Input input = seq == 1
                ? started("s1")
                : seq % 10 == 0 ? acted("s1", seq, at, new Action.Note("n" + seq)) : spo2("s1", seq, at, 90);
        return append(
                store,
                new Journal.Entry(
                        input,
                        seq % 7 == 0 ? List.of(raised("spo2.low.crit", (int) seq, at)) : List.of(),
                        seq % 5 == 0 ? List.of(chart("c" + seq, "s1", "Patient/1", at)) : List.of()));
    }
}
