package io.vigil.notify;

import io.vigil.notify.Receiver.Answer;
import io.vigil.session.port.Notices;
import io.vigil.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * One look at the queue: tells what is due, oldest first. A receiver that is away holds all, since each attempt may take
 * its whole deadline; one that refuses a notification holds only that one. Blocking; one thread.
 */
final class Round {
    static final long POLL_MILLIS = 500;

    private static final int MOST = 50;
    private static final long FIRST_MILLIS = 1_000;
    /** Alarms cannot wait as long as charts. */
    private static final long LONGEST_AWAY_MILLIS = 30_000;

    private static final long LONGEST_REFUSED_MILLIS = 600_000;
    private static final int MOST_DOUBLINGS = 16;

    private final Notices notices;
    private final Receiver receiver;
    private final Webhook webhook;
    private final String site;
    private final Clock clock;
    private final RandomGenerator random;
    private volatile NotifierStatus status = NotifierStatus.NONE;
    private volatile boolean looked;
    private int failures;
    private long sent;
    private long failed;
    private String lastError = "";

    Round(Notices notices, Receiver receiver, Webhook webhook, String site, Clock clock, RandomGenerator random) {
        this.notices = notices;
        this.receiver = receiver;
        this.webhook = webhook;
        this.site = site;
        this.clock = clock;
        this.random = random;
    }

    /** @param closing ends the round after the attempt on its way; @return ms until the next round */
    long run(BooleanSupplier closing) {
        try {
            return tell(closing);
        } catch (RuntimeException storeDown) {
            lastError = "the queue cannot be read or written: " + storeDown.getMessage();
            return wait(++failures, LONGEST_AWAY_MILLIS);
        } finally {
            NotifierStatus last = status;
            status = new NotifierStatus(last.pending(), last.expired(), last.oldestMillis(), sent, failed, lastError);
        }
    }

    private long tell(BooleanSupplier closing) {
        long wait = POLL_MILLIS;
        List<Notices.Row> due = notices.due(clock.wallMillis(), webhook.fromLevel(), MOST);
        count();
        for (Notices.Row row : due) {
            if (closing.getAsBoolean() || wait > POLL_MILLIS) {
                break;
            }
            wait = tell(row);
        }
        if (!due.isEmpty()) {
            count();
        }
        return wait > POLL_MILLIS || due.size() < MOST ? wait : 0;
    }

    private long tell(Notices.Row row) {
        if (clock.wallMillis() - row.event().atMillis() >= webhook.giveUpAfter().toMillis()) {
            notices.expire(
                    row.number(), "given up: too old to be told" + (row.reason().isEmpty() ? "" : "; ") + row.reason());
            return POLL_MILLIS;
        }
        Answer answer = receiver.post(row.id(), NoticeJson.text(site, row));
        if (answer instanceof Answer.Taken) {
            notices.delivered(row.number(), clock.wallMillis());
            sent++;
            failures = 0;
            lastError = "";
            return POLL_MILLIS;
        }
        failed++;
        if (answer instanceof Answer.Refused refused) {
            lastError = refused.reason();
            long next = wait(row.attempts() + 1, LONGEST_REFUSED_MILLIS);
            notices.retryAt(row.number(), clock.wallMillis() + next, refused.reason());
            return POLL_MILLIS;
        }
        return away(row, (Answer.Away) answer);
    }

    private long away(Notices.Row row, Answer.Away away) {
        lastError = away.reason();
        long wait = Math.max(POLL_MILLIS + 1, Math.max(away.askedMillis(), wait(++failures, LONGEST_AWAY_MILLIS)));
        notices.retryAt(row.number(), clock.wallMillis() + wait, away.reason());
        return wait;
    }

    /** Half of it by chance, so that many sites do not call at once. */
    private long wait(int failuresInARow, long longest) {
        long ceiling = Math.min(longest, FIRST_MILLIS << Math.min(failuresInARow - 1, MOST_DOUBLINGS));
        return ceiling / 2 + random.nextLong(ceiling / 2 + 1);
    }

    private void count() {
        Notices.Backlog backlog = notices.backlog(webhook.fromLevel());
        status = new NotifierStatus(
                backlog.pending(), backlog.expired(), backlog.oldestMillis(), sent, failed, lastError);
        looked = true;
    }

    /** False until the queue has been read once. Any thread. */
    boolean looked() {
        return looked;
    }

    /** Any thread. */
    NotifierStatus status() {
        return status;
    }
}
