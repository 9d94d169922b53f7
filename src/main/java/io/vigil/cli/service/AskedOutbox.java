package io.vigil.cli.service;

import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.ChartOutbox.Backlog;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.Said;
import io.vigil.session.port.Inputs.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The outbox as people see it: what they ask for also wakes a lane that waits or has stopped, and what they put right is
 * told to the session it was measured in. Workers only.
 */
record AskedOutbox(ChartDesk outbox, Runnable wake, ToldSessions sessions, Supplier<Optional<Held>> lane)
        implements ChartDesk {
    @Override
    public boolean retryNow(long id) {
        boolean known = outbox.retryNow(id);
        if (known) {
            wake.run();
        }
        return known;
    }

    /** A repetition of what was said before tells the session again, since the first one may have ended in between. */
    @Override
    public Said say(ChartWord word) {
        Said said = outbox.say(word);
        if (said.rows() > 0) {
            wake.run();
        }
        if (said.status() == Status.DONE && !(word instanceof ChartWord.Release) && !sessions.tell(word.session())) {
            return new Said(
                    Status.UNAVAILABLE,
                    "The chart has it; the session could not be told of it, so that its discharge still counts the"
                            + " value as it was. Send it again",
                    said.rows());
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
    public Optional<Held> held() {
        return lane.get();
    }

    @Override
    public Backlog backlog() {
        return outbox.backlog();
    }
}
