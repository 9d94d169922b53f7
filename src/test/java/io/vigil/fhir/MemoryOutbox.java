package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartOutbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The outbox as its port promises it, in memory. Any thread. */
final class MemoryOutbox implements ChartOutbox {
    private final Map<Long, Row> rows = new TreeMap<>();
    private long last;
    private int failing;

    /** As a database that is gone just when the EHR has taken the rows. */
    synchronized void failToRecord(int times) {
        failing = times;
    }

    synchronized long add(ChartEntry entry) {
        State state = entry.patient().reference() == null ? State.WAITING : State.PENDING;
        rows.put(++last, new Row(last, state, entry, LeapingClock.START_MILLIS, 0, 0, "", ""));
        return last;
    }

    synchronized Row row(long id) {
        return java.util.Objects.requireNonNull(rows.get(id));
    }

    @Override
    public synchronized List<Row> due(long nowMillis, int atMost) {
        return rows.values().stream()
                .filter(row -> row.state() == State.PENDING && row.nextMillis() <= nowMillis)
                .limit(atMost)
                .toList();
    }

    @Override
    public synchronized void delivered(long id, String location, long atMillis) {
        if (failing > 0) {
            failing--;
            throw new IllegalStateException("disk I/O error");
        }
        change(id, r -> new Row(id, State.DELIVERED, r.entry(), r.queuedMillis(), r.attempts() + 1, 0, location, ""));
    }

    @Override
    public synchronized void retryAt(long id, long nextMillis, String reason) {
        change(
                id,
                r -> new Row(id, State.PENDING, r.entry(), r.queuedMillis(), r.attempts() + 1, nextMillis, "", reason));
    }

    @Override
    public synchronized void quarantine(long id, String reason) {
        change(id, r -> new Row(id, State.QUARANTINED, r.entry(), r.queuedMillis(), r.attempts() + 1, 0, "", reason));
    }

    @Override
    public synchronized void leave(long id, String reason) {
        change(id, r -> new Row(id, State.WITHDRAWN, r.entry(), r.queuedMillis(), r.attempts(), 0, "", reason));
    }

    @Override
    public synchronized boolean retryNow(long id) {
        Row row = rows.get(id);
        if (row == null || row.state() == State.DELIVERED) {
            return false;
        }
        change(id, r -> new Row(id, State.PENDING, r.entry(), r.queuedMillis(), r.attempts(), 0, "", r.reason()));
        return true;
    }

    @Override
    public synchronized void hold(long id, long nextMillis, String reason) {
        change(id, r -> new Row(id, r.state(), r.entry(), r.queuedMillis(), r.attempts(), nextMillis, "", reason));
    }

    @Override
    public Said say(ChartWord word) {
        throw new UnsupportedOperationException("the store's own tests say it");
    }

    @Override
    public synchronized List<Row> ofSession(String session) {
        return after(0, Integer.MAX_VALUE).stream()
                .filter(row -> row.entry().session().equals(session))
                .toList();
    }

    @Override
    public synchronized List<Row> after(long id, int atMost) {
        return rows.values().stream().filter(row -> row.id() > id).limit(atMost).toList();
    }

    @Override
    public synchronized List<Row> rows(int atMost) {
        List<Row> all = new ArrayList<>(rows.values());
        all.sort(Comparator.comparingLong(Row::id).reversed());
        return all.stream().limit(atMost).toList();
    }

    @Override
    public synchronized Backlog backlog() {
        long oldest = rows.values().stream()
                .filter(row -> row.state() != State.DELIVERED)
                .mapToLong(Row::queuedMillis)
                .min()
                .orElse(0);
        return new Backlog(
                count(State.WAITING), count(State.PENDING), count(State.DELIVERED), count(State.QUARANTINED), oldest);
    }

    synchronized long count(State state) {
        return rows.values().stream().filter(row -> row.state() == state).count();
    }

    private void change(long id, UnaryOperator<Row> by) {
        rows.computeIfPresent(id, (key, row) -> by.apply(row));
    }
}
