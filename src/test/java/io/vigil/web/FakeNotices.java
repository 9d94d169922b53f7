package io.vigil.web;

import io.vigil.session.port.Notices;
import java.util.List;

/** One notification that waits, number 7. */
final class FakeNotices implements Notices {
    static final long NUMBER = 7;

    volatile long retried;

    @Override
    public List<Row> due(long nowMillis, int fromLevel, int atMost) {
        return rows(atMost);
    }

    @Override
    public void delivered(long number, long atMillis) {}

    @Override
    public void retryAt(long number, long nextMillis, String reason) {}

    @Override
    public void expire(long number, String reason) {}

    @Override
    public boolean retryNow(long number) {
        retried = number;
        return number == NUMBER;
    }

    @Override
    public List<Row> rows(int atMost) {
        return List.of(
                new Row(NUMBER, "s1", "2", Views.raised(1), 2, State.PENDING, 3, Views.T + 1_000, 0, "HTTP 500"));
    }

    @Override
    public Backlog backlog(int fromLevel) {
        return new Backlog(1, 0, Views.T);
    }
}
