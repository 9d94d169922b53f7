package io.vigil.store;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Correction;
import io.vigil.session.ChartEntry.Signature;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.Said;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.session.port.Inputs.Status;
import io.vigil.store.block.Json;
import io.vigil.vital.Metric;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a person's word does to the rows of the outbox, within one transaction. What may have left the house is never
 * changed here: a correction is a row of its own behind it. Writer thread only.
 */
final class Flowsheet {
    private final Connection connection;

    Flowsheet(Connection connection) {
        this.connection = connection;
    }

    Said apply(ChartWord word) throws SQLException {
        if (word instanceof ChartWord.Release release) {
            return release(release);
        } else if (word instanceof ChartWord.Amend amend) {
            return correct(amend.session(), amend.row(), amend.key(), (what, key) -> amend(amend, what, key));
        }
        var withdraw = (ChartWord.Withdraw) word;
        return correct(
                withdraw.session(), withdraw.row(), withdraw.key(), (what, key) -> withdraw(withdraw, what, key));
    }

    static String name(ChartWord word) {
        if (word instanceof ChartWord.Release) {
            return "release";
        }
        return word instanceof ChartWord.Amend ? "amend" : "entered-in-error";
    }

    /** For the audit. */
    static String detail(ChartWord word, Said said) {
        if (word instanceof ChartWord.Release release) {
            return Json.object(Map.of("rows", release.rows(), "released", said.rows()));
        } else if (word instanceof ChartWord.Amend amend) {
            return Json.object(Map.of(
                    "row",
                    amend.row(),
                    "values",
                    wire(amend.values()),
                    "reason",
                    amend.reason(),
                    "key",
                    name(amend.key())));
        }
        var withdraw = (ChartWord.Withdraw) word;
        return Json.object(Map.of("row", withdraw.row(), "reason", withdraw.reason(), "key", name(withdraw.key())));
    }

    private static Map<String, Double> wire(Map<Metric, Double> values) {
        Map<String, Double> named = new TreeMap<>();
        values.forEach((metric, value) -> named.put(metric.wire(), value));
        return named;
    }

    private Said release(ChartWord.Release word) throws SQLException {
        List<Row> rows = of(word.session());
        for (long id : word.rows()) {
            if (rows.stream().noneMatch(row -> row.id() == id)) {
                return unknown(id);
            }
        }
        int released = 0;
        for (Row row : rows) {
            boolean named = word.rows().isEmpty() || word.rows().contains(row.id());
            if (named && row.state() == State.WAITING && !row.reason().equals(Release.NO_PATIENT)) {
                ChartEntry signed = row.entry().signed(new Signature(word.by(), word.atMillis()));
                rewrite(row, signed, Release.of(signed, false));
                released++;
            }
        }
        return new Said(Status.DONE, "", released);
    }

    /** What is done to a resource that still stands. */
    private interface Deed {
        /** @param key of the row that a correction is */
        Said on(Standing standing, String key) throws SQLException;
    }

    /** @param idempotencyKey under which nothing is done a second time */
    private Said correct(String session, long row, String idempotencyKey, Deed deed) throws SQLException {
        Optional<Standing> found = standing(session, row);
        if (found.isEmpty()) {
            return unknown(row);
        }
        if (knows(session, name(idempotencyKey))) {
            return new Said(Status.DONE, "", 0);
        }
        Standing standing = found.get();
        String key = standing.last().entry().resource() + "|" + name(idempotencyKey);
        return standing.gone() ? gone(row) : deed.on(standing, key);
    }

    private Said amend(ChartWord.Amend word, Standing standing, String key) throws SQLException {
        ChartEntry was = standing.last().entry();
        List<Value> values = ChartEntry.corrected(was.values(), word.values());
        String fault = fault(values, word.values());
        if (!fault.isEmpty()) {
            return new Said(Status.INVALID, fault, 0);
        }
        if (standing.last().state() == State.WAITING) {
            ChartEntry now = was.as(was.key(), was.patient(), values, was.correction())
                    .signed(new Signature(word.by(), word.atMillis()));
            rewrite(standing.last(), now, Release.of(now, false));
            return new Said(Status.DONE, "", 1);
        }
        var why = new Correction(was.resource(), Change.AMENDED, word.by(), word.atMillis(), word.reason());
        append(was.as(key, was.patient(), values, why), word.atMillis());
        if (standing.last().state() == State.QUARANTINED) {
            withdrawn(standing.last(), "another value stands for it: " + word.reason());
        }
        return new Said(Status.DONE, "", 1);
    }

    private Said withdraw(ChartWord.Withdraw word, Standing standing, String key) throws SQLException {
        takeBack(standing, key, word.by(), word.atMillis(), word.reason());
        return new Said(Status.DONE, "", 1);
    }

    /** What never left is simply not sent; what may be in the EHR is followed by its withdrawal. */
    void takeBack(Standing standing, String key, String by, long atMillis, String reason) throws SQLException {
        Row last = standing.last();
        boolean unsent = standing.rows().stream().allMatch(Flowsheet::neverLeft);
        for (Row row : standing.rows()) {
            if (neverLeft(row)) {
                withdrawn(row, "taken back by " + by + ": " + reason);
            }
        }
        if (!unsent) {
            ChartEntry was = last.entry();
            var why = new Correction(was.resource(), Change.ENTERED_IN_ERROR, by, atMillis, reason);
            append(was.as(key, was.patient(), was.values(), why), atMillis);
        }
    }

    /** A pending row may be on its way at this moment; one refused with a plain 4xx, or AR of HL7 v2, was surely not taken. */
    private static boolean neverLeft(Row row) {
        return row.state() == State.WAITING
                || row.state() == State.WITHDRAWN
                || (row.state() == State.QUARANTINED && row.reason().matches("(?s)(4\\d\\d|AR|CR).*"));
    }

    /** All rows of one resource, oldest first. */
    record Standing(List<Row> rows) {
        Row last() {
            return rows.get(rows.size() - 1);
        }

        boolean gone() {
            Correction correction = last().entry().correction();
            return last().state() == State.WITHDRAWN
                    || (correction != null && correction.change() == Change.ENTERED_IN_ERROR);
        }
    }

    private Optional<Standing> standing(String session, long id) throws SQLException {
        List<Row> rows = of(session);
        return rows.stream()
                .filter(row -> row.id() == id)
                .findFirst()
                .map(named -> new Standing(rows.stream()
                        .filter(row ->
                                row.entry().resource().equals(named.entry().resource()))
                        .toList()));
    }

    List<Row> of(String session) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (var query = connection.prepareStatement(StoredOutbox.ROW + "WHERE session = ? ORDER BY id")) {
            query.setString(1, session);
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    StoredOutbox.row(found).ifPresent(rows::add);
                }
            }
        }
        return rows;
    }

    private static String fault(List<Value> values, Map<Metric, Double> right) {
        Map<Metric, Double> all = new EnumMap<>(Metric.class);
        values.forEach(value -> all.put(value.metric(), value.value()));
        for (Map.Entry<Metric, Double> value : right.entrySet()) {
            if (!all.containsKey(value.getKey())) {
                return "this row has no " + value.getKey().wire();
            }
            if (!value.getKey().plausible(value.getValue())) {
                return value.getKey().wire() + " must lie within "
                        + value.getKey().lowest() + " to " + value.getKey().highest();
            }
        }
        return ChartEntry.contradictory(values) ? "sbp must be above dbp" : "";
    }

    /** Of an Idempotency-Key, whatever a client put in it. */
    private static String name(String idempotencyKey) {
        return UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** What was said under that key is on record, also where it left no row behind. */
    private boolean knows(String session, String name) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT 1 FROM audit WHERE session = ? AND category = 'chart' AND instr(detail, ?) > 0")) {
            query.setString(1, session);
            query.setString(2, name);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private void append(ChartEntry entry, long atMillis) throws SQLException {
        Release release = Release.of(entry, false);
        try (var insert = connection.prepareStatement("INSERT OR IGNORE INTO outbox (key, session, state, entry,"
                + " queued_millis, reason) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, entry.key());
            insert.setString(2, entry.session());
            insert.setString(3, release.state().name());
            insert.setString(4, Json.text(entry));
            insert.setLong(5, atMillis);
            insert.setString(6, release.reason());
            insert.executeUpdate();
        }
    }

    private void rewrite(Row row, ChartEntry entry, Release release) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE outbox SET entry = ?, state = ?, reason = ?, next_millis = 0 WHERE id = ?")) {
            update.setString(1, Json.text(entry));
            update.setString(2, release.state().name());
            update.setString(3, release.reason());
            update.setLong(4, row.id());
            update.executeUpdate();
        }
    }

    private void withdrawn(Row row, String reason) throws SQLException {
        rewrite(row, row.entry(), new Release(State.WITHDRAWN, reason));
    }

    private static Said unknown(long row) {
        return new Said(Status.UNKNOWN, "There is no row " + row + " in this session.", 0);
    }

    private static Said gone(long row) {
        return new Said(Status.CONFLICT, "Row " + row + " has been withdrawn already.", 0);
    }
}
