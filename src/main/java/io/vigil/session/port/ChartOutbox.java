package io.vigil.session.port;

import io.vigil.session.ChartEntry;
import java.util.List;
import java.util.Map;

/** The durable queue between the journal and the EHR. Blocking: workers only. */
public interface ChartOutbox extends ChartDesk {
    enum State {
        /** No reference to a patient in the EHR yet, or a person has to release it; the reason says which. */
        WAITING,
        PENDING,
        DELIVERED,
        /** The EHR refused it; a person has to look. */
        QUARANTINED,
        /**
         * A person took it back before it reached the EHR, another row stands for it now, or the EHR takes none of its
         * kind; it will never go, and the reason says why.
         */
        WITHDRAWN
    }

    /**
     * What became of a person's word.
     *
     * @param rows changed or added; 0 when the same had been said before
     */
    record Said(Inputs.Status status, String detail, int rows) {}

    /**
     * @param attempts deliveries tried so far
     * @param nextMillis not before, epoch ms
     * @param location of the resource in the EHR, empty until delivered
     * @param reason of the last failure or of the wait, readable; empty when none
     */
    record Row(
            long id,
            State state,
            ChartEntry entry,
            long queuedMillis,
            int attempts,
            long nextMillis,
            String location,
            String reason) {}

    /** @param oldestPendingMillis when the oldest undelivered row was queued, 0 when none */
    record Backlog(long waiting, long pending, long delivered, long quarantined, long oldestPendingMillis) {}

    /** PENDING rows due at {@code nowMillis}, oldest first, in order within each session. */
    List<Row> due(long nowMillis, int atMost);

    void delivered(long id, String location, long atMillis);

    /** Of one exchange with the EHR, at once. @param locations by id of the row */
    default void delivered(Map<Long, String> locations, long atMillis) {
        locations.forEach((id, location) -> delivered(id, location, atMillis));
    }

    void retryAt(long id, long nextMillis, String reason);

    void quarantine(long id, String reason);

    /** It stays here for good, since the EHR takes none of its kind. */
    void leave(long id, String reason);

    /** Not now, for a reason of our own: no attempt was made and none is counted. */
    void hold(long id, long nextMillis, String reason);

    /** The first {@code atMost} rows with a greater id, oldest first. */
    List<Row> after(long id, int atMost);
}
