package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.chart;
import static io.vigil.store.Given.raised;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Priority;
import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartWord;
import io.vigil.session.Input;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.History.LogEntry;
import io.vigil.session.port.Journal;
import io.vigil.store.beside.Import;
import io.vigil.store.record.RecordFile;
import io.vigil.store.record.SessionRecord;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session leaves the database only once its whole record is a file, and from that file it can be taken in elsewhere. */
class RetentionIT {
    private static final int INPUTS = 60;
    /** The sessions end in T0's year; this is long after it, whatever the machine's clock says. */
    private static final int DAYS = 30;

    @TempDir
    Path temp;

    private Store open(String folder) throws Exception {
        return Store.open(temp.resolve(folder), StoreOptions.DEFAULT.withTrim(3_600_000), Clock.system());
    }

    private static void filled(Store store, String session) throws Exception {
        for (int seq = 1; seq <= INPUTS; seq++) {
            long at = T0 + seq * 1_000L;
            Input input = seq == 1
                    ? started(session)
                    : seq % 10 == 0
                            ? acted(session, seq, at, new Action.Note("note " + seq))
                            : spo2(session, seq, at, 80 + seq % 20);
            var events = seq == 30
                    ? List.of(
                            raised("spo2.low.crit", 1, at),
                            new AlarmEvent(
                                    "spo2.low.crit", AlarmEvent.Kind.ESCALATED, Priority.HIGH, 1, 1, 2, at, 84, 85))
                    : List.<AlarmEvent>of();
            var charts = seq == 40 ? List.of(chart(session + "#40", session, "Patient/1", at)) : List.<ChartEntry>of();
            assertThat(append(store, new Journal.Entry(input, events, charts)).get(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** Everything charted, over, and out of the journal. */
    private static void ended(Store store, String session) throws Exception {
        for (ChartOutbox.Row row : store.outbox().due(Long.MAX_VALUE, 100)) {
            store.outbox().delivered(row.id(), "Observation/" + row.id(), T0 + 100_000);
        }
        append(store, acted(session, INPUTS + 1, T0 + 90_000, new Action.Discharge(null)))
                .get(10, TimeUnit.SECONDS);
        assertThat(pushedOut(store)).isPositive();
    }

    /** The last blocks stay in the journal, so that others have to come. */
    private static int pushedOut(Store store) throws Exception {
        for (int seq = 1; seq <= Mirror.LOOK_BACK + 2; seq++) {
            long at = T0 + 200_000 + seq * 1_000L;
            append(store, seq == 1 ? started("later") : spo2("later", seq, at, 97))
                    .get(10, TimeUnit.SECONDS);
        }
        return store.trim();
    }

    private SessionRecord whole(Store store, String session) {
        return new SessionRecord(
                store.inputs(session),
                store.history().events(session),
                store.outbox().rows(100).stream()
                        .filter(row -> row.entry().session().equals(session))
                        .toList());
    }

    @Test
    void a_session_leaves_when_its_record_is_kept_and_can_be_taken_in_elsewhere() throws Exception {
        Path records = temp.resolve("records");
        SessionRecord before;
        try (Store store = open("data")) {
            filled(store, "s1");
            ended(store, "s1");
            before = whole(store, "s1");
            assertThat(before.inputs()).hasSize(INPUTS + 1);
            assertThat(store.retention(DAYS, records).round()).isEqualTo(1);
            assertThat(store.retention(DAYS, records).round()).as("once").isZero();

            assertThat(store.inputs("s1")).isEmpty();
            assertThat(store.history().sessions("", 10))
                    .extracting(head -> head.session())
                    .containsExactly("later");
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .isEmpty();
            assertThat(store.outbox().rows(100)).isEmpty();
            assertThat(store.auditProblem()).isEmpty();
            assertThat(store.history().audit(1)).singleElement().satisfies(said -> {
                assertThat(said.what()).isEqualTo("removed");
                assertThat(said.detail()).contains("s1.jsonl.gz");
            });
            assertThat(store.inputs("later")).as("others stay").hasSize(Mirror.LOOK_BACK + 2);
        }
        SessionRecord kept = RecordFile.read(records.resolve("s1.jsonl.gz"));
        assertThat(kept).isEqualTo(before);

        assertThat(Import.into(temp.resolve("study"), kept, Clock.system())).isEqualTo("imported-s1");
        assertThatThrownBy(() -> Import.into(temp.resolve("study"), kept, Clock.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there already");
        try (Store study = open("study")) {
            assertThat(study.journal().openSessions()).as("never open").isEmpty();
            List<Input> inputs = study.inputs("imported-s1");
            assertThat(inputs).hasSize(INPUTS + 2);
            assertThat(inputs.get(41))
                    .usingRecursiveComparison()
                    .ignoringFields("session")
                    .isEqualTo(before.inputs().get(41));
            assertThat(study.history().samples("imported-s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .hasSize(INPUTS - 1 - INPUTS / 10);
            assertThat(study.history().events("imported-s1").stream()
                            .filter(entry -> entry.category().equals("alarm"))
                            .map(LogEntry::id))
                    .containsExactly("imported-s1/spo2.low.crit/1/raised", "imported-s1/spo2.low.crit/1/escalated-1.2");
            assertThat(study.notices().rows(10)).as("nobody is called").isEmpty();
            assertThat(study.outbox().rows(10)).as("nothing is charted").isEmpty();
            assertThat(study.patients().find("", 10)).as("nobody's patient").isEmpty();
            assertThat(study.history().sessions("", 10)).singleElement().satisfies(head -> {
                assertThat(head.display()).isEqualTo("(imported)");
                assertThat(head.endedMillis()).isPositive();
            });
            assertThat(study.auditProblem()).isEmpty();
        }
        try (Store store = open("data")) {
            assertThat(store.health().warning()).isEmpty();
            assertThat(store.quarantined()).isEmpty();
        }
    }

    @Test
    void what_is_open_or_not_delivered_or_not_copied_stays() throws Exception {
        Path records = temp.resolve("records");
        try (Store store = open("data")) {
            filled(store, "s1");
            assertThat(pushedOut(store)).isZero();
            assertThat(store.retention(DAYS, records).round()).as("open").isZero();
            append(store, acted("s1", INPUTS + 1, T0 + 90_000, new Action.Discharge(null)))
                    .get(10, TimeUnit.SECONDS);
            assertThat(store.retention(DAYS, records).round())
                    .as("in the journal")
                    .isZero();
            for (int seq = Mirror.LOOK_BACK + 3; seq <= 2 * Mirror.LOOK_BACK + 6; seq++) {
                append(store, spo2("later", seq, T0 + 900_000 + seq * 1_000L, 97))
                        .get(10, TimeUnit.SECONDS);
            }
            append(store, acted("later", 1_000, T0 + 9_000_000, new Action.Discharge(null)))
                    .get(10, TimeUnit.SECONDS);
            assertThat(store.trim()).isPositive();
            assertThat(store.retention(DAYS, records).round()).as("not charted").isZero();
            store.outbox().due(Long.MAX_VALUE, 10).forEach(row -> store.outbox().delivered(row.id(), "o/1", T0));
            Feed copy = store.feed();
            assertThat(store.retention(DAYS, records).round()).as("not copied").isZero();
            assertThat(records).doesNotExist();
            copy.keep("there", new Feed.Reached(1_000_000, T0));
            assertThat(store.retention(100_000, records).round()).as("not yet").isZero();
            assertThat(store.retention(DAYS, records).round()).isEqualTo(1);
        }
    }

    @Test
    void what_a_nurse_has_yet_to_release_keeps_the_session() throws Exception {
        Path records = temp.resolve("records");
        try (Store store = open("data")) {
            store.holdCharts();
            filled(store, "s1");
            ended(store, "s1");
            assertThat(store.retention(DAYS, records).round()).isZero();
            ChartOutbox.Row row = store.outbox().rows(10).get(0);
            store.outbox().say(new ChartWord.Release("s1", List.of(row.id()), "anna", T0 + 300_000));
            assertThat(store.retention(DAYS, records).round()).as("released").isZero();
            store.outbox().delivered(row.id(), "Observation/1", T0 + 400_000);
            assertThat(store.retention(DAYS, records).round()).isEqualTo(1);
        }
    }

    @Test
    void a_record_that_cannot_be_kept_keeps_the_session() throws Exception {
        Path records = Files.writeString(temp.resolve("records"), "this is no folder");
        try (Store store = open("data")) {
            filled(store, "s1");
            ended(store, "s1");
            assertThat(store.retention(DAYS, records).round()).isZero();
            assertThat(store.inputs("s1")).hasSize(INPUTS + 1);
            assertThat(store.health().warning()).contains("cannot be kept");
        }
    }
}
