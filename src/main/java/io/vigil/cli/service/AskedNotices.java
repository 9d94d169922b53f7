package io.vigil.cli.service;

import io.vigil.session.port.NoticeDesk;
import io.vigil.session.port.Notices.Backlog;
import io.vigil.session.port.Notices.Row;
import java.util.List;

/** The notifications as people see them: a retry they ask for also wakes the one who tells. Workers only. */
record AskedNotices(NoticeDesk notices, boolean received, Runnable wake) implements NoticeDesk {
    @Override
    public boolean retryNow(long number) {
        boolean known = notices.retryNow(number);
        if (known) {
            wake.run();
        }
        return known;
    }

    @Override
    public List<Row> rows(int atMost) {
        return notices.rows(atMost);
    }

    @Override
    public Backlog backlog(int fromLevel) {
        return notices.backlog(fromLevel);
    }
}
