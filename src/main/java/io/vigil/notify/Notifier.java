package io.vigil.notify;

import io.vigil.session.port.Notices;
import io.vigil.session.port.SiteCondition;
import io.vigil.time.Clock;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings notifications to one webhook for as long as it runs; what is undelivered stays in the queue with the reason.
 * One thread of its own; every public method is for any thread, and only {@link #close} waits.
 */
public final class Notifier implements SiteCondition, AutoCloseable {
    private static final long CLOSE_MILLIS = 15_000;

    private final Webhook webhook;
    private final Clock clock;
    private final Round round;
    private final Thread thread = new Thread(this::run, "vigil-notify");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition called = lock.newCondition();
    private boolean asked;
    private volatile boolean closing;

    /** @param site the id that stands in every notification */
    public Notifier(Webhook webhook, String site, Notices notices, Clock clock) {
        this.webhook = webhook;
        this.clock = clock;
        this.round = new Round(notices, new HttpReceiver(webhook, clock), webhook, site, clock, new SecureRandom());
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** A person asks: look now, whatever it is waiting for. */
    public void wake() {
        lock.lock();
        try {
            asked = true;
            called.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closing) {
            pause(round.run(() -> closing));
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!asked && !closing && nanos > 0) {
                nanos = called.awaitNanos(nanos);
            }
            asked = false;
        } catch (InterruptedException asToEnd) {
            closing = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** True while some notification has waited longer than it may. */
    @Override
    public boolean holds(long nowMillis, long sinceMillis, boolean before) {
        return round.looked() ? overdueMillis() >= 0 : before;
    }

    /** Why people away from the screens are not told; empty when they are. */
    public Optional<String> problem() {
        NotifierStatus now = status();
        return overdueMillis() < 0
                ? Optional.empty()
                : Optional.of(now.pending() + " notifications wait, the oldest for "
                        + (overdueMillis() + webhook.alarmAfter().toMillis()) / 1000 + " s: " + now.lastError()
                        + "; check the receiver that notify.webhook names");
    }

    /** Age of the oldest undelivered notification, 0 when there is none. */
    public long oldestMillis() {
        long oldest = status().oldestMillis();
        return oldest == 0 ? 0 : Math.max(0, clock.wallMillis() - oldest);
    }

    private long overdueMillis() {
        long oldest = status().oldestMillis();
        return oldest == 0
                ? -1
                : clock.wallMillis() - oldest - webhook.alarmAfter().toMillis();
    }

    public NotifierStatus status() {
        return round.status();
    }

    /** Lets the attempt on its way end. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
