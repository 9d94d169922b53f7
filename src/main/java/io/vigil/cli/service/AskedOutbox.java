package io.vigil.cli.service;

import io.vigil.session.port.ChartOutbox;
import java.util.List;

/** The outbox as people see it: a retry they ask for also wakes a lane that waits or has stopped. Workers only. */
record AskedOutbox(ChartOutbox outbox, Runnable wake) implements ChartOutbox {
    @Override
    public boolean retryNow(long id) {
        boolean known = outbox.retryNow(id);
        if (known) {
            wake.run();
        }
        return known;
    }

    @Override
    public List<Row> due(long nowMillis, int atMost) {
        return outbox.due(nowMillis, atMost);
    }

    @Override
    public void delivered(long id, String location, long atMillis) {
        outbox.delivered(id, location, atMillis);
    }

    @Override
    public void retryAt(long id, long nextMillis, String reason) {
        outbox.retryAt(id, nextMillis, reason);
    }

    @Override
    public void quarantine(long id, String reason) {
        outbox.quarantine(id, reason);
    }

    @Override
    public List<Row> rows(int atMost) {
        return outbox.rows(atMost);
    }

    @Override
    public Backlog backlog() {
        return outbox.backlog();
    }
}
