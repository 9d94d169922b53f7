package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.chart;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartWord;
import io.vigil.session.Patient;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.Said;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.session.port.Inputs.Status;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a nurse's word about the chart does, in the real database. */
class FlowsheetIT {
    private static final String ONE = "north|s1|1|ox-1|spo2|reading|t1#1";
    private static final String TWO = "north|s1|1|ox-1|spo2|reading|t2#1";

    @TempDir
    Path temp;

    private Store store;
    private ChartOutbox outbox;
    private long seq = 1;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(temp, StoreOptions.DEFAULT, Clock.system());
        outbox = store.outbox();
        append(store, started("s1")).get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void where_a_nurse_releases_nothing_goes_before_she_has() throws Exception {
        store.holdCharts();
        chartThese(ONE, TWO);
        assertThat(states()).containsExactly(State.WAITING, State.WAITING);
        assertThat(row(ONE).reason()).isEqualTo("held until a nurse releases it");

        assertThat(release(row(ONE).id())).isEqualTo(new Said(Status.DONE, "", 1));
        assertThat(states()).containsExactly(State.PENDING, State.WAITING);
        assertThat(row(ONE).entry().signed()).isEqualTo(new ChartEntry.Signature("anna", T0 + 100));

        assertThat(release()).isEqualTo(new Said(Status.DONE, "", 1));
        assertThat(states()).containsExactly(State.PENDING, State.PENDING);
        assertThat(release()).as("said once more").isEqualTo(new Said(Status.DONE, "", 0));
        assertThat(audited("release")).hasSize(2);
    }

    @Test
    void a_release_of_a_row_of_another_session_changes_nothing() throws Exception {
        store.holdCharts();
        chartThese(ONE);
        assertThat(release(row(ONE).id(), 4_711L).status()).isEqualTo(Status.UNKNOWN);
        assertThat(states()).containsExactly(State.WAITING);
        assertThat(audited("release")).isEmpty();
    }

    @Test
    void a_value_held_is_put_right_in_place_and_thereby_released() throws Exception {
        store.holdCharts();
        chartThese(ONE);
        assertThat(amend(ONE, 94, "k1").rows()).isEqualTo(1);
        assertThat(row(ONE).entry().values().get(0).value()).isEqualTo(94);
        assertThat(row(ONE).entry().correction()).isNull();
        assertThat(states()).containsExactly(State.PENDING);
        assertThat(amend(ONE, 94, "k1")).as("the same key again").isEqualTo(new Said(Status.DONE, "", 0));
        assertThat(states()).containsExactly(State.PENDING);
    }

    @Test
    void a_value_in_the_chart_is_followed_by_its_correction_once() throws Exception {
        chartThese(ONE);
        outbox.delivered(row(ONE).id(), "Observation/7", T0 + 5);
        assertThat(amend(ONE, 94, "k1").rows()).isEqualTo(1);
        assertThat(amend(ONE, 94, "k1").rows()).as("the same key again").isZero();
        assertThat(states()).containsExactly(State.DELIVERED, State.PENDING);
        ChartEntry correction = outbox.ofSession("s1").get(1).entry();
        assertThat(correction.resource()).isEqualTo(ONE);
        assertThat(correction.values().get(0).value()).isEqualTo(94);
        assertThat(correction.correction())
                .isEqualTo(new ChartEntry.Correction(ONE, Change.AMENDED, "anna", T0 + 100, "motion"));
        assertThat(audited("amend")).hasSize(1);
        assertThat(amend(ONE, 93, "k2").rows()).as("a second correction").isEqualTo(1);
        assertThat(withdraw(ONE, "k3").rows()).isEqualTo(1);
        assertThat(amend(ONE, 92, "k4").status()).isEqualTo(Status.CONFLICT);
    }

    @Test
    void what_never_left_the_house_is_simply_not_sent() throws Exception {
        store.holdCharts();
        chartThese(ONE, TWO);
        assertThat(withdraw(ONE, "k1").rows()).isEqualTo(1);
        assertThat(withdraw(ONE, "k1")).as("the same key again").isEqualTo(new Said(Status.DONE, "", 0));
        assertThat(withdraw(ONE, "k2").status()).isEqualTo(Status.CONFLICT);
        assertThat(states()).containsExactly(State.WITHDRAWN, State.WAITING);
        release();
        assertThat(states()).containsExactly(State.WITHDRAWN, State.PENDING);
        assertThat(outbox.retryNow(row(ONE).id())).isFalse();
        assertThat(outbox.backlog()).isEqualTo(new ChartOutbox.Backlog(0, 1, 0, 0, row(TWO).queuedMillis()));
    }

    @Test
    void what_may_be_on_its_way_is_followed_by_its_withdrawal() throws Exception {
        chartThese(ONE);
        assertThat(withdraw(ONE, "k1").rows()).isEqualTo(1);
        assertThat(states()).containsExactly(State.PENDING, State.PENDING);
        ChartEntry.Correction correction = outbox.ofSession("s1").get(1).entry().correction();
        assertThat(Objects.requireNonNull(correction).change()).isEqualTo(Change.ENTERED_IN_ERROR);
    }

    @Test
    void the_mean_of_pressures_that_were_wrong_is_not_kept_beside_the_right_ones() throws Exception {
        seq++;
        String key = "north|s1|1|cuff-1|nibp|reading|t1#1";
        ChartEntry was = chart(key, "s1", "Patient/1", T0 + seq);
        List<ChartEntry.Value> pressures = List.of(
                new ChartEntry.Value(Metric.SBP, 118),
                new ChartEntry.Value(Metric.DBP, 73),
                new ChartEntry.Value(Metric.MAP, 88));
        append(
                        store,
                        new Journal.Entry(
                                spo2("s1", seq, T0 + seq, 97),
                                List.of(),
                                List.of(was.as(key, was.patient(), pressures, null))))
                .get(10, TimeUnit.SECONDS);
        correct(key, Map.of(Metric.SBP, 160.0), "k1");
        assertThat(last()).extracting(ChartEntry.Value::value).containsExactly(160.0, 73.0, Double.NaN);
        correct(key, Map.of(Metric.DBP, 74.0, Metric.MAP, 102.0), "k2");
        assertThat(last()).extracting(ChartEntry.Value::value).containsExactly(160.0, 74.0, 102.0);
    }

    private List<ChartEntry.Value> last() {
        List<Row> rows = outbox.ofSession("s1");
        return rows.get(rows.size() - 1).entry().values();
    }

    private void correct(String key, Map<Metric, Double> values, String idempotency) {
        outbox.say(new ChartWord.Amend("s1", row(key).id(), values, "wrong arm", "anna", T0 + 100, idempotency));
    }

    @Test
    void an_impossible_correction_is_refused() throws Exception {
        chartThese(ONE);
        assertThat(amend(ONE, 970, "k1").status()).isEqualTo(Status.INVALID);
        Said other = outbox.say(
                new ChartWord.Amend("s1", row(ONE).id(), Map.of(Metric.SBP, 120.0), "wrong", "anna", T0 + 100, "k2"));
        assertThat(other.detail()).contains("no sbp");
        assertThat(states()).containsExactly(State.PENDING);
    }

    @Test
    void what_was_charted_to_the_wrong_patient_is_withdrawn_there_and_charted_anew() throws Exception {
        chartThese(ONE, TWO);
        outbox.delivered(row(ONE).id(), "Observation/7", T0 + 5);
        reassign("p2", "Patient/2");

        List<Row> rows = outbox.ofSession("s1");
        assertThat(rows).hasSize(6);
        List<Row> withdrawn =
                rows.stream().filter(row -> row.entry().correction() != null).toList();
        assertThat(withdrawn).extracting(row -> row.entry().resource()).containsExactly(ONE, TWO);
        assertThat(withdrawn)
                .extracting(row -> row.entry().patient().reference())
                .as("the subject of what is there is never changed")
                .containsOnly("Patient/1");
        assertThat(rows.stream()
                        .filter(row -> "Patient/2".equals(row.entry().patient().reference()))
                        .map(row -> row.entry().key()))
                .containsExactly(ONE.replace("|s1|1|", "|s1|2|"), TWO.replace("|s1|1|", "|s1|2|"));

        reassign("p3", "Patient/3");
        assertThat(outbox.ofSession("s1").stream()
                        .filter(row -> "Patient/3".equals(row.entry().patient().reference()))
                        .map(row -> row.entry().key()))
                .containsExactly(ONE.replace("|s1|1|", "|s1|3|"), TWO.replace("|s1|1|", "|s1|3|"));
        assertThat(outbox.ofSession("s1")).as("each withdrawn once").hasSize(10);
    }

    @Test
    void what_waited_for_a_patient_goes_to_the_right_one_only() throws Exception {
        append(
                        store,
                        new Journal.Entry(
                                spo2("s1", ++seq, T0 + seq, 97), List.of(), List.of(chart(ONE, "s1", null, T0 + seq))))
                .get(10, TimeUnit.SECONDS);
        reassign("p1", "Patient/1");
        assertThat(states()).containsExactly(State.WITHDRAWN, State.PENDING);
    }

    private void reassign(String id, String reference) throws Exception {
        Patient other = new Patient(id, "C. D.", "1975-06-07", null, reference);
        append(store, acted("s1", ++seq, T0 + seq, new Action.Reassign(other, "names mixed up")))
                .get(10, TimeUnit.SECONDS);
    }

    private void chartThese(String... keys) throws Exception {
        for (String key : keys) {
            seq++;
            append(
                            store,
                            new Journal.Entry(
                                    spo2("s1", seq, T0 + seq, 97),
                                    List.of(),
                                    List.of(chart(key, "s1", "Patient/1", T0 + seq))))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private Said release(Long... rows) {
        return outbox.say(new ChartWord.Release("s1", List.of(rows), "anna", T0 + 100));
    }

    private Said amend(String key, double value, String idempotency) {
        return outbox.say(new ChartWord.Amend(
                "s1", row(key).id(), Map.of(Metric.SPO2, value), "motion", "anna", T0 + 100, idempotency));
    }

    private Said withdraw(String key, String idempotency) {
        return outbox.say(
                new ChartWord.Withdraw("s1", row(key).id(), "not this patient", "anna", T0 + 100, idempotency));
    }

    private Row row(String key) {
        return outbox.ofSession("s1").stream()
                .filter(row -> row.entry().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<State> states() {
        return outbox.ofSession("s1").stream().map(Row::state).toList();
    }

    private List<String> audited(String what) {
        return store.history().audit(100).stream()
                .filter(entry -> entry.what().equals(what))
                .map(entry -> entry.by() + " " + entry.detail())
                .toList();
    }
}
