package io.vigil.session.port;

import io.vigil.session.port.Notices.Backlog;
import io.vigil.session.port.Notices.Row;
import java.util.List;

/** What people see of the notifications, and what they ask of them. Blocking: workers only. */
public interface NoticeDesk {
    /** A person asks again: PENDING or EXPIRED becomes PENDING and due now. @return false when there is no such row */
    boolean retryNow(long number);

    /** Newest first, of every level. */
    List<Row> rows(int atMost);

    Backlog backlog(int fromLevel);

    /** False where the configuration names nobody who is to be told: what waits then waits for ever. */
    default boolean received() {
        return true;
    }
}
