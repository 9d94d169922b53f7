package io.vigil.web;

import io.vigil.session.port.NoticeDesk;
import io.vigil.session.port.Notices.Backlog;
import io.vigil.session.port.Notices.Row;
import io.vigil.session.port.Notices.State;
import java.util.List;

/** One notification that waits, number 7. */
final class FakeNotices implements NoticeDesk {
    static final long NUMBER = 7;

    volatile long retried;

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
