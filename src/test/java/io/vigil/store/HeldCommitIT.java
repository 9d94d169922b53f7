package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.session.Action;
import io.vigil.session.Input;
import io.vigil.store.file.Connections;
import io.vigil.store.file.Database;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A commit that is held on its way to the disk while more is queued than the next one takes: nobody is told and nobody sees
 * anything before it has returned, and when it fails all of it comes back once and in its order.
 */
class HeldCommitIT {
    private static final int EACH = 4;
    private static final int LAST = 41;

    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT
            .withCommit(EACH)
            .withSeal(6, 6)
            .withRetry(5, 50)
            .withTrim(3_600_000);

    @TempDir
    Path temp;

    /** Commits wait for a permit each while there is a gate. */
    private volatile Semaphore gate = new Semaphore(Integer.MAX_VALUE);

    private final Semaphore arrived = new Semaphore(0);
    private final AtomicReference<@Nullable SQLException> fault = new AtomicReference<>();
    private volatile boolean goesThrough;

    private Store open() throws Exception {
        Connections connections = () -> gated(Database.in(temp).write());
        return Store.open(temp, OPTIONS, Clock.system(), connections);
    }

    private Connection gated(Connection real) {
        Object proxy = Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                    boolean commit = method.getName().equals("commit");
                    @Nullable SQLException fails = null;
                    if (commit) {
                        arrived.release();
                        gate.acquire();
                        fails = fault.getAndSet(null);
                    }
                    if (fails != null && !goesThrough) {
                        throw fails;
                    }
                    Object result;
                    try {
                        result = method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (fails != null) {
                        throw fails;
                    }
                    return result;
                });
        return (Connection) proxy;
    }

    /** From now on a commit waits; what is queued before it is more than one takes. */
    private List<CompletableFuture<Boolean>> held(Store store) throws Exception {
        assertThat(append(store, started("s1")).get(10, TimeUnit.SECONDS)).isTrue();
        gate = new Semaphore(0);
        arrived.drainPermits();
        var answers = new ArrayList<CompletableFuture<Boolean>>();
        for (int seq = 2; seq <= LAST; seq++) {
            answers.add(append(store, input(seq)));
        }
        assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS))
                .as("a commit is on its way")
                .isTrue();
        return answers;
    }

    private static Input input(int seq) {
        long at = T0 + seq * 1_000L;
        return seq % 9 == 0 ? acted("s1", seq, at, new Action.Note("n" + seq)) : spo2("s1", seq, at, 60 + seq);
    }

    private void release() {
        Semaphore shut = gate;
        gate = new Semaphore(Integer.MAX_VALUE);
        shut.release(1_000);
    }

    private static void wholeOnce(Store store) {
        assertThat(store.inputs("s1"))
                .extracting(Input::seq)
                .hasSize(LAST)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                .extracting(sample -> sample.value())
                .containsExactlyElementsOf(values());
        assertThat(store.auditProblem()).isEmpty();
    }

    private static List<Double> values() {
        var values = new ArrayList<Double>();
        for (int seq = 2; seq <= LAST; seq++) {
            if (seq % 9 != 0) {
                values.add(60.0 + seq);
            }
        }
        return values;
    }

    @Test
    void nobody_is_told_and_nobody_sees_it_before_it_has_returned() throws Exception {
        try (Store store = open()) {
            List<CompletableFuture<Boolean>> answers = held(store);
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .isEmpty();
            assertThat(store.inputs("s1")).hasSize(1);
            release();
            for (CompletableFuture<Boolean> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
            }
            wholeOnce(store);
        }
        try (Store store = open()) {
            wholeOnce(store);
        }
    }

    /** A disk that fails is told to all who wait, and all of it comes back once. */
    @Test
    void what_a_commit_that_failed_held_comes_back() throws Exception {
        fails(SQLiteErrorCode.SQLITE_IOERR_FSYNC, false);
    }

    @Test
    void a_commit_that_failed_only_in_words_is_found_to_be_there() throws Exception {
        fails(SQLiteErrorCode.SQLITE_IOERR_FSYNC, true);
    }

    private void fails(SQLiteErrorCode code, boolean through) throws Exception {
        goesThrough = through;
        try (Store store = open()) {
            List<CompletableFuture<Boolean>> answers = held(store);
            fault.set(new SQLiteException("put in", code));
            release();
            assertThat(answers.get(0).get(10, TimeUnit.SECONDS)).isFalse();
            await().atMost(10, TimeUnit.SECONDS).until(() -> store.health().writable());
            await().atMost(10, TimeUnit.SECONDS).until(() -> store.inputs("s1").size() == LAST);
            wholeOnce(store);
        }
        try (Store store = open()) {
            wholeOnce(store);
        }
    }

    /** Not the disk's fault: smaller commits are tried, nobody is told no, nothing is set aside. */
    @Test
    void a_commit_that_is_refused_once_is_tried_again_in_parts() throws Exception {
        try (Store store = open()) {
            List<CompletableFuture<Boolean>> answers = held(store);
            fault.set(new SQLiteException("put in", SQLiteErrorCode.SQLITE_CONSTRAINT));
            release();
            for (CompletableFuture<Boolean> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(store.figures().setAside()).isZero();
            wholeOnce(store);
        }
    }

    /** A worker's own write waits like any other, and is durable when it returns. */
    @Test
    void a_write_of_a_worker_waits_its_turn() throws Exception {
        try (Store store = open()) {
            List<CompletableFuture<Boolean>> answers = held(store);
            var kept = CompletableFuture.supplyAsync(() -> {
                store.feed().keep("copy", new Feed.Reached(1, T0));
                return true;
            });
            assertThat(kept).isNotDone();
            release();
            assertThat(kept.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(answers.get(0).get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(store.feed().reached("copy").block()).isEqualTo(1);
        }
    }

    /** Closing waits for the one on its way and writes what is queued. */
    @Test
    void closing_writes_what_is_queued() throws Exception {
        Store store = open();
        List<CompletableFuture<Boolean>> answers = held(store);
        var opener = CompletableFuture.runAsync(
                this::release, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
        store.close();
        assertThat(opener).as("closing waited for the commit").isDone();
        for (CompletableFuture<Boolean> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
        }
        try (Store again = open()) {
            wholeOnce(again);
        }
    }
}
