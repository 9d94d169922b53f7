package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.ChartEntry;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal;
import io.vigil.store.read.BlockLog;
import io.vigil.vital.Frame;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The door of the journal. Whatever does not find a place in the queue is refused at once, on the caller's thread.
 *
 * <p>After a failed commit everyone who waits is told false, but the inputs of sessions stay queued and are written
 * when the disk is well again: the fold has taken them already, and a journal with holes would tell another story after
 * a restart. False therefore means "not durable now", never "undone".
 */
final class StoredJournal implements Journal {
    private final WorkQueue queue;
    private final AtomicLong passed;
    private final BlockLog log;
    private final long lastInstantMillis;

    StoredJournal(WorkQueue queue, AtomicLong passed, BlockLog log, long lastInstantMillis) {
        this.queue = queue;
        this.passed = passed;
        this.log = log;
        this.lastInstantMillis = lastInstantMillis;
    }

    @Override
    public void append(Entry entry, Consumer<Boolean> done) {
        var promise = new Promise(done);
        if (!queue.offer(new Work.Appended(entry, promise))) {
            promise.give(false);
        }
    }

    @Override
    public void appendTogether(List<Entry> entries, Consumer<Boolean> done) {
        var promise = new Promise(done);
        if (!queue.offer(new Work.Together(entries, promise))) {
            promise.give(false);
        }
    }

    @Override
    public void refused(Refused request, Consumer<Boolean> done) {
        var promise = new Promise(done);
        if (!queue.offer(new Work.Refused(request, promise))) {
            promise.give(false);
        }
    }

    @Override
    public void appendUnworn(Frame frame, Consumer<Boolean> done) {
        var promise = new Promise(done);
        if (!queue.offer(new Work.Unworn(frame, promise))) {
            promise.give(false);
        }
    }

    @Override
    public void fence(Consumer<Boolean> done) {
        var promise = new Promise(done);
        if (!queue.offer(new Work.Fence(promise))) {
            promise.give(false);
        }
    }

    @Override
    public void note(String session, long atMillis, List<AlarmEvent> events, List<ChartEntry> charts) {
        queue.offer(new Work.Noted(session, atMillis, events, charts));
    }

    @Override
    public void passed(long atMillis) {
        passed.accumulateAndGet(atMillis, Math::max);
    }

    @Override
    public long lastInstantMillis() {
        return lastInstantMillis;
    }

    @Override
    public void snapshot(Snapshot snapshot) {
        queue.offer(new Work.Snapped(snapshot));
    }

    @Override
    public List<Past> openSessions() {
        return log.openSessions();
    }
}
