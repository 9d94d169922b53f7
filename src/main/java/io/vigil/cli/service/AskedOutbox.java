package io.vigil.cli.service;

import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartOutbox;
import java.util.List;
import java.util.Map;

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
    public void delivered(Map<Long, String> locations, long atMillis) {
        outbox.delivered(locations, atMillis);
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
    public void leave(long id, String reason) {
        outbox.leave(id, reason);
    }

    @Override
    public void hold(long id, long nextMillis, String reason) {
        outbox.hold(id, nextMillis, reason);
    }

    @Override
    public Said say(ChartWord word) {
        Said said = outbox.say(word);
        if (said.rows() > 0) {
            wake.run();
        }
        return said;
    }

    @Override
    public List<Row> ofSession(String session) {
        return outbox.ofSession(session);
    }

    @Override
    public List<Row> after(long id, int atMost) {
        return outbox.after(id, atMost);
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
