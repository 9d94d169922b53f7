package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.chart;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartWord;
import io.vigil.session.port.Accounts.Account;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.session.port.Journal;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.time.Clock;
import io.vigil.vital.Quality;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxIT {
    @TempDir
    Path temp;

    private Store store;
    private ChartOutbox outbox;

    @BeforeEach
    void three_rows_of_two_sessions_and_one_without_a_patient_in_the_ehr() throws Exception {
        store = Store.open(temp, StoreOptions.DEFAULT, Clock.system());
        outbox = store.outbox();
        for (String session : List.of("s1", "s2", "s3")) {
            append(store, started(session));
        }
        append(store, entry("s1", 2, "a", "Patient/1"));
        append(store, entry("s2", 2, "b", "Patient/2"));
        append(store, entry("s3", 2, "w", null));
        append(store, entry("s1", 3, "c", "Patient/1")).get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private static Journal.Entry entry(
            String session, long seq, String key, @org.jspecify.annotations.Nullable String reference) {
        return new Journal.Entry(
                spo2(session, seq, T0 + seq, 97), List.of(), List.of(chart(key, session, reference, T0 + seq)));
    }

    private List<String> due(long now) {
        return outbox.due(now, 10).stream().map(row -> row.entry().key()).toList();
    }

    private long id(String key) {
        return outbox.rows(10).stream()
                .filter(row -> row.entry().key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void a_later_row_waits_for_an_earlier_one_of_its_session_and_for_no_other() {
        assertThat(due(T0)).containsExactly("a", "b", "c");
        outbox.retryAt(id("a"), T0 + 1_000, "busy");
        assertThat(due(T0)).containsExactly("b");
        assertThat(due(T0 + 1_000)).containsExactly("a", "b", "c");
        outbox.delivered(id("a"), "Observation/7", T0 + 5);
        assertThat(due(T0)).containsExactly("b", "c");
        outbox.retryAt(id("b"), T0 + 1_000, "busy");
        outbox.quarantine(id("c"), "refused: 422");
        assertThat(due(T0)).isEmpty();
    }

    @Test
    void rows_say_what_became_of_them() {
        outbox.delivered(id("a"), "Observation/7", T0 + 5);
        outbox.retryAt(id("b"), T0 + 1_000, "busy");
        outbox.quarantine(id("c"), "refused: 422");
        assertThat(outbox.rows(10)).extracting(row -> row.entry().key()).containsExactly("c", "w", "b", "a");
        assertThat(outbox.rows(10))
                .extracting(ChartOutbox.Row::state)
                .containsExactly(State.QUARANTINED, State.WAITING, State.PENDING, State.DELIVERED);
        assertThat(outbox.rows(10))
                .extracting(ChartOutbox.Row::reason)
                .containsExactly("refused: 422", "no reference to the patient in the EHR", "busy", "");
        assertThat(outbox.rows(10)).extracting(ChartOutbox.Row::attempts).containsExactly(1, 0, 1, 1);
        assertThat(outbox.backlog()).isEqualTo(new ChartOutbox.Backlog(1, 1, 1, 1, T0 + 2));
        assertThat(outbox.retryNow(id("c"))).isTrue();
        assertThat(outbox.retryNow(id("b"))).isTrue();
        assertThat(outbox.retryNow(id("a"))).as("delivered once is enough").isFalse();
        assertThat(outbox.retryNow(4_711)).isFalse();
        assertThat(due(T0)).containsExactly("b", "c");
    }

    @Test
    void a_questionable_value_goes_only_when_a_person_says_so() throws Exception {
        append(store, new Journal.Entry(spo2("s1", 4, T0 + 4, 88), List.of(), List.of(questionable("q", "Patient/1"))));
        append(store, new Journal.Entry(spo2("s3", 3, T0 + 4, 88), List.of(), List.of(questionable("n", null))))
                .get(10, TimeUnit.SECONDS);
        assertThat(due(T0)).containsExactly("a", "b", "c");
        assertThat(row("q").state()).isEqualTo(State.WAITING);
        assertThat(row("q").reason()).isEqualTo("questionable: needs a nurse's release");
        assertThat(outbox.retryNow(id("n"))).as("nobody to send it to").isFalse();
        assertThat(outbox.retryNow(id("w"))).as("nobody to send it to").isFalse();
        assertThat(outbox.retryNow(id("q"))).isTrue();
        assertThat(row("q").state()).isEqualTo(State.PENDING);
        assertThat(row("q").reason()).isEmpty();
        assertThat(due(T0)).containsExactly("a", "b", "c", "q");
    }

    @Test
    void a_questionable_reading_beside_no_alarm_stays_with_its_reason_whatever_a_person_says() throws Exception {
        append(
                        store,
                        new Journal.Entry(
                                spo2("s1", 4, T0 + 4, 88),
                                List.of(),
                                List.of(questionable("r", "Patient/1", ChartEntry.Kind.READING))))
                .get(10, TimeUnit.SECONDS);
        assertThat(row("r").state()).isEqualTo(State.WITHDRAWN);
        assertThat(row("r").reason()).isEqualTo("questionable: charted only as the moment of an alarm");
        assertThat(outbox.retryNow(id("r"))).isFalse();
        assertThat(outbox.say(new ChartWord.Release("s1", List.of(id("r")), "anna", T0 + 5))
                        .rows())
                .isZero();
        assertThat(due(T0)).containsExactly("a", "b", "c");
        assertThat(outbox.backlog().waiting())
                .as("only the one without a patient")
                .isEqualTo(1);
    }

    private ChartOutbox.Row row(String key) {
        long id = id(key);
        return outbox.rows(10).stream()
                .filter(row -> row.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static ChartEntry questionable(String key, @org.jspecify.annotations.Nullable String reference) {
        return questionable(key, reference, ChartEntry.Kind.ALARM);
    }

    private static ChartEntry questionable(
            String key, @org.jspecify.annotations.Nullable String reference, ChartEntry.Kind kind) {
        ChartEntry good = chart(key, "s1", reference, T0);
        return new ChartEntry(
                key,
                good.site(),
                good.session(),
                good.patient(),
                "cuff-1",
                kind,
                T0,
                Quality.QUESTIONABLE,
                good.values());
    }

    @Test
    void a_key_that_is_there_is_not_queued_again_and_its_state_survives_a_restart() throws Exception {
        outbox.delivered(id("a"), "Observation/7", T0 + 5);
        append(store, entry("s1", 4, "a", "Patient/1")).get(10, TimeUnit.SECONDS);
        assertThat(outbox.rows(10)).hasSize(4);
        List<ChartOutbox.Row> before = outbox.rows(10);
        store.close();
        store = Store.open(temp, StoreOptions.DEFAULT, Clock.system());
        outbox = store.outbox();
        assertThat(outbox.rows(10)).isEqualTo(before);
    }

    @Test
    void accounts_and_tokens_are_kept_and_a_disabled_user_has_no_token() throws Exception {
        var accounts = store.accounts();
        accounts.save(new Account("demo", "nurse", "hash-1", false));
        accounts.save(new Account("demo", "clinician", "hash-2", false));
        accounts.saveToken("ab12", "demo", "ward screen", T0);
        assertThat(accounts.account("demo")).contains(new Account("demo", "clinician", "hash-2", false));
        assertThat(accounts.account("nobody")).isEmpty();
        assertThat(accounts.userOfToken("ab12")).contains("demo");
        assertThat(accounts.userOfToken("cd34")).isEmpty();
        accounts.save(new Account("demo", "clinician", "hash-2", true));
        assertThat(accounts.accounts()).hasSize(1);
        assertThat(accounts.userOfToken("ab12")).isEmpty();
        store.close();
        assertThatThrownBy(() -> accounts.save(new Account("late", "nurse", "hash", false)))
                .isInstanceOf(StoreUnavailable.class);
    }
}
