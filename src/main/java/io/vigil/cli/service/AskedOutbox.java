package io.vigil.cli.service;

import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.ChartOutbox.Backlog;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.Said;
import java.util.List;

/** The outbox as people see it: what they ask for also wakes a lane that waits or has stopped. Workers only. */
record AskedOutbox(ChartDesk outbox, Runnable wake) implements ChartDesk {
    @Override
    public boolean retryNow(long id) {
        boolean known = outbox.retryNow(id);
        if (known) {
            wake.run();
        }
        return known;
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
    public List<Row> rows(int atMost) {
        return outbox.rows(atMost);
    }

    @Override
    public Backlog backlog() {
        return outbox.backlog();
    }
}
