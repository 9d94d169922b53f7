package io.vigil.notify;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Priority;
import io.vigil.session.port.Notices;
import java.util.ArrayList;
import java.util.List;

/** A queue that is as durable as this test. */
final class MemoryNotices implements Notices {
    private final List<Row> rows = new ArrayList<>();
    boolean down;

    void escalated(String session, int level, long atMillis) {
        AlarmEvent event = new AlarmEvent(
                "spo2.low.crit", AlarmEvent.Kind.ESCALATED, Priority.HIGH, 1, level, 1, atMillis, 84, Double.NaN);
        rows.add(new Row(rows.size() + 1L, session, "2", event, level, State.PENDING, 0, 0, 0, ""));
    }

    Row row(long number) {
        return rows.get((int) number - 1);
    }

    private void change(long number, State state, int attempts, long next, long delivered, String reason) {
        Row row = row(number);
        rows.set(
                (int) number - 1,
                new Row(
                        number,
                        row.session(),
                        row.chair(),
                        row.event(),
                        row.level(),
                        state,
                        attempts,
                        next,
                        delivered,
                        reason));
    }

    @Override
    public List<Row> due(long nowMillis, int fromLevel, int atMost) {
        if (down) {
            throw new IllegalStateException("the disk is away");
        }
        return rows.stream()
                .filter(row ->
                        row.state() == State.PENDING && row.nextMillis() <= nowMillis && row.level() >= fromLevel)
                .limit(atMost)
                .toList();
    }

    @Override
    public void delivered(long number, long atMillis) {
        change(number, State.DELIVERED, row(number).attempts() + 1, 0, atMillis, "");
    }

    @Override
    public void retryAt(long number, long nextMillis, String reason) {
        change(number, State.PENDING, row(number).attempts() + 1, nextMillis, 0, reason);
    }

    @Override
    public void expire(long number, String reason) {
        change(number, State.EXPIRED, row(number).attempts(), 0, 0, reason);
    }

    @Override
    public boolean retryNow(long number) {
        change(number, State.PENDING, row(number).attempts(), 0, 0, row(number).reason());
        return true;
    }

    @Override
    public List<Row> rows(int atMost) {
        return rows;
    }

    @Override
    public Backlog backlog(int fromLevel) {
        List<Row> pending = rows.stream()
                .filter(row -> row.state() == State.PENDING && row.level() >= fromLevel)
                .toList();
        return new Backlog(
                pending.size(),
                rows.stream().filter(row -> row.state() == State.EXPIRED).count(),
                pending.isEmpty() ? 0 : pending.get(0).event().atMillis());
    }
}
