package io.vigil.session.port;

import io.vigil.alarm.AlarmEvent;
import java.util.List;
import java.util.Locale;

/**
 * What is to be told to people away from the screens, as a durable queue. A row is written in the transaction of the
 * alarm event it tells of, so nothing is told that is not on record. Blocking: workers only.
 */
public interface Notices extends NoticeDesk {
    /** How far the telling of one event has come. */
    enum State {
        PENDING,
        DELIVERED,
        /** Undelivered for so long that it would only mislead. */
        EXPIRED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param number rises with each row
     * @param level how urgent: the escalation level of the event, or of the one it follows up
     * @param attempts deliveries tried so far
     * @param nextMillis not before, epoch ms
     * @param deliveredMillis epoch ms, 0 until delivered
     * @param reason of the last failure, readable; empty when none
     */
    record Row(
            long number,
            String session,
            String chair,
            AlarmEvent event,
            int level,
            State state,
            int attempts,
            long nextMillis,
            long deliveredMillis,
            String reason) {
        /** The event's own: the same after a crash, so that a receiver can ignore what it has seen. */
        public String id() {
            return event.id(session);
        }
    }

    /** @param oldestMillis when the event of the oldest pending row happened, 0 when there is none */
    record Backlog(long pending, long expired, long oldestMillis) {}

    /** PENDING rows of at least that level due at {@code nowMillis}, oldest first. */
    List<Row> due(long nowMillis, int fromLevel, int atMost);

    void delivered(long number, long atMillis);

    void retryAt(long number, long nextMillis, String reason);

    void expire(long number, String reason);
}
