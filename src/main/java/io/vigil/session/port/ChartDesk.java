package io.vigil.session.port;

import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartOutbox.Backlog;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.Said;
import java.util.List;
import java.util.Optional;

/** What people see of the queue to the EHR, and what they say about it. Blocking: workers only. */
public interface ChartDesk {
    /**
     * A person asks again or releases a questionable value: QUARANTINED, PENDING or such a WAITING row becomes PENDING
     * and due now. @return false when there is no such row, or what it waits for is not a person's word
     */
    boolean retryNow(long id);

    /** Releases or corrects; durable and in the audit when it returns. A correction follows what it corrects. */
    Said say(ChartWord word);

    /** All of a session, oldest first. */
    List<Row> ofSession(String session);

    /** Newest first. */
    List<Row> rows(int atMost);

    Backlog backlog();

    /**
     * The way to the EHR while it does not flow.
     *
     * @param stopped nothing goes until a person asks again
     * @param waitMillis from the last attempt to the next; 0 where it has stopped
     */
    record Held(boolean stopped, long waitMillis) {}

    /** Empty while it flows, and where there is none. */
    default Optional<Held> held() {
        return Optional.empty();
    }
}
