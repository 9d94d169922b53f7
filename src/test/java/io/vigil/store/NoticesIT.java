package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmEvent.Kind;
import io.vigil.alarm.Priority;
import io.vigil.session.port.Journal;
import io.vigil.session.port.Notices.Row;
import io.vigil.session.port.Notices.State;
import io.vigil.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesIT {
    @TempDir
    Path folder;

    private Store store;
    private long seq = 1;

    @BeforeEach
    void a_session_at_chair_two() throws Exception {
        store = Store.open(folder, StoreOptions.DEFAULT, Clock.system());
        commit(new Journal.Entry(started("s1"), List.of(), List.of()));
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private void commit(Journal.Entry entry) throws Exception {
        var done = new CompletableFuture<Boolean>();
        store.journal().append(entry, done::complete);
        assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private void happens(AlarmEvent... events) throws Exception {
        seq++;
        commit(new Journal.Entry(spo2("s1", seq, T0 + seq, 84), List.of(events), List.of()));
    }

    private static AlarmEvent event(String alarm, Kind kind, int occurrence, int level) {
        return new AlarmEvent(alarm, kind, Priority.HIGH, occurrence, level, 1, T0 + 9, 84, Double.NaN);
    }

    private List<String> ids() {
        return store.notices().rows(100).stream().map(Row::id).sorted().toList();
    }

    @Test
    void an_escalation_is_told_and_how_it_ended_and_nothing_else() throws Exception {
        happens(event("a", Kind.RAISED, 1, 0));
        happens(event("b", Kind.RAISED, 1, 0), event("b", Kind.CLEARED, 1, 0));
        happens(event("a", Kind.ESCALATED, 1, 1));
        store.journal().note("s1", T0 + 50, List.of(event("a", Kind.ESCALATED, 1, 2)), List.of());
        happens(event("a", Kind.ACKNOWLEDGED, 1, 0), event("a", Kind.CLEARED, 1, 0));
        happens(event("a", Kind.RAISED, 2, 0), event("a", Kind.CLEARED, 2, 0));

        assertThat(ids())
                .containsExactly("s1/a/1/acknowledged", "s1/a/1/cleared", "s1/a/1/escalated-1", "s1/a/1/escalated-2");
        assertThat(store.notices().due(T0, 2, 10))
                .extracting(Row::id)
                .containsExactly("s1/a/1/escalated-2", "s1/a/1/acknowledged", "s1/a/1/cleared");
        Row row = store.notices().due(T0, 2, 10).get(0);
        assertThat(row.chair()).isEqualTo("2");
        assertThat(row.event()).isEqualTo(event("a", Kind.ESCALATED, 1, 2));
    }

    @Test
    void that_nobody_watches_is_told_at_once() throws Exception {
        happens(event("tech.screens.none", Kind.RAISED, 1, 0));
        happens(event("tech.notify.undelivered", Kind.RAISED, 1, 0));
        assertThat(store.notices().due(T0, 2, 10)).extracting(Row::id).containsExactly("s1/tech.screens.none/1/raised");
    }

    @Test
    void an_event_that_comes_again_after_a_crash_is_the_same_row() throws Exception {
        happens(event("a", Kind.ESCALATED, 1, 2));
        long number = store.notices().rows(1).get(0).number();
        store.notices().delivered(number, T0 + 99);
        happens(event("a", Kind.ESCALATED, 1, 2));
        assertThat(ids()).hasSize(1);
        assertThat(store.notices().due(T0, 1, 10)).isEmpty();
        assertThat(store.notices().retryNow(number))
                .as("what is delivered stays so")
                .isFalse();
    }

    @Test
    void what_waits_is_there_after_a_restart_with_what_was_tried() throws Exception {
        happens(event("a", Kind.ESCALATED, 1, 2));
        happens(event("c", Kind.ESCALATED, 1, 2));
        store.notices().retryAt(1, T0 + 5_000, "HTTP 500");
        store.notices().expire(2, "given up");
        store.close();
        store = Store.open(folder, StoreOptions.DEFAULT, Clock.system());

        Row row = store.notices().rows(10).get(1);
        assertThat(row.state()).isEqualTo(State.PENDING);
        assertThat(row.attempts()).isEqualTo(1);
        assertThat(row.reason()).isEqualTo("HTTP 500");
        assertThat(store.notices().due(T0 + 4_999, 2, 10)).isEmpty();
        assertThat(store.notices().due(T0 + 5_000, 2, 10)).hasSize(1);
        assertThat(store.notices().backlog(2)).satisfies(backlog -> {
            assertThat(backlog.pending()).isEqualTo(1);
            assertThat(backlog.expired()).isEqualTo(1);
            assertThat(backlog.oldestMillis()).isEqualTo(T0 + 9);
        });
        assertThat(store.notices().retryNow(2)).isTrue();
        assertThat(store.notices().due(T0, 2, 10)).extracting(Row::number).containsExactly(2L);
    }
}
