package io.vigil.cli.service;

import io.vigil.session.port.Notices;
import java.util.List;

/** The notifications as people see them: a retry they ask for also wakes the one who tells. Workers only. */
record AskedNotices(Notices notices, Runnable wake) implements Notices {
    @Override
    public boolean retryNow(long number) {
        boolean known = notices.retryNow(number);
        if (known) {
            wake.run();
        }
        return known;
    }

    @Override
    public List<Row> due(long nowMillis, int fromLevel, int atMost) {
        return notices.due(nowMillis, fromLevel, atMost);
    }

    @Override
    public void delivered(long number, long atMillis) {
        notices.delivered(number, atMillis);
    }

    @Override
    public void retryAt(long number, long nextMillis, String reason) {
        notices.retryAt(number, nextMillis, reason);
    }

    @Override
    public void expire(long number, String reason) {
        notices.expire(number, reason);
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
