package io.vigil.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer thread: bounded, without a lock for those who offer. Everything but {@link #offer} and the
 * counts belongs to the writer thread.
 */
final class WorkQueue {
    private final int capacity;
    private final int reserve;
    private final ConcurrentLinkedQueue<Work> incoming = new ConcurrentLinkedQueue<>();
    /** Taken before and put back by a commit that failed; older than anything incoming. */
    private final ArrayDeque<Work> held = new ArrayDeque<>();

    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder refusedReadings = new LongAdder();
    private final LongAdder refusedVital = new LongAdder();
    private volatile boolean idle;
    private volatile boolean closed;
    private volatile @Nullable Thread writer;

    WorkQueue(int capacity, int reserve) {
        this.capacity = capacity;
        this.reserve = reserve;
    }

    /** Any thread; never blocks. @return false when there is no place for it */
    boolean offer(Work work) {
        boolean vital = work.vital();
        if (closed || size.incrementAndGet() > (vital ? capacity : capacity - reserve)) {
            if (!closed) {
                size.decrementAndGet();
            }
            (vital ? refusedVital : refusedReadings).increment();
            return false;
        }
        incoming.add(work);
        wake();
        return true;
    }

    void wake() {
        Thread thread = writer;
        if (idle && thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Waits for something incoming, or, unless {@code retrying}, for anything at all. */
    void await(long millis, boolean retrying) {
        writer = Thread.currentThread();
        idle = true;
        if (!closed && incoming.isEmpty() && (retrying || held.isEmpty())) {
            LockSupport.parkNanos(this, millis * 1_000_000);
        }
        idle = false;
    }

    @Nullable
    Work next() {
        Work first = held.poll();
        return first != null ? first : incoming.poll();
    }

    /** Done with so many of those taken. */
    void release(int count) {
        size.addAndGet(-count);
    }

    /** Puts a failed batch back in front, in its order. */
    void putBack(List<Work> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            Work work = batch.get(i);
            work.answer(false);
            if (work.kept()) {
                held.addFirst(work);
            } else {
                release(1);
            }
        }
    }

    /** Puts a batch back in front as it was; it will be tried again at once and nobody needs to know. */
    void takeBack(List<Work> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            held.addFirst(batch.get(i));
        }
    }

    /** Tells all who wait that it will not be now; what must not be lost stays. */
    void refuseWaiting() {
        for (Work work = incoming.poll(); work != null; work = incoming.poll()) {
            work.answer(false);
            if (work.kept()) {
                held.addLast(work);
            } else {
                release(1);
            }
        }
    }

    /** From now on nothing is taken in. */
    void close() {
        closed = true;
        Thread thread = writer;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    boolean empty() {
        return held.isEmpty() && incoming.isEmpty();
    }

    int depth() {
        return Math.max(0, size.get());
    }

    long refusedReadings() {
        return refusedReadings.sum();
    }

    long refusedVital() {
        return refusedVital.sum();
    }
}
