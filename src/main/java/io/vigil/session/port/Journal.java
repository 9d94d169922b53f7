package io.vigil.session.port;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.ChartEntry;
import io.vigil.session.Input;
import io.vigil.session.Snapshot;
import io.vigil.vital.Frame;
import java.util.List;
import java.util.function.Consumer;

/**
 * The durable memory of all sessions. One writer thread commits whatever is queued as soon as the last commit returned.
 */
public interface Journal {
    /** An input with all that the fold made of it; written in one transaction. */
    record Entry(Input input, List<AlarmEvent> events, List<ChartEntry> charts) {
        public Entry {
            events = List.copyOf(events);
            charts = List.copyOf(charts);
        }
    }

    /**
     * Queues; never blocks. Any thread, but one thread per session, in order of {@code seq}.
     *
     * @param done true after the commit, on the writer's thread; false when it will not be durable (queue full, disk)
     */
    void append(Entry entry, Consumer<Boolean> done);

    /**
     * As {@link #append} for inputs of several sessions that are one: a device handed from one patient to another. All
     * of them are durable or none is.
     */
    void appendTogether(List<Entry> entries, Consumer<Boolean> done);

    /**
     * Something a person asked for that became no input of a session: on record all the same.
     *
     * @param session it was about, empty where there was none
     * @param what as the API's path calls it; @param detail a JSON object
     */
    record Refused(String session, long atMillis, String what, String by, String detail) {}

    /** Queues; never blocks. Any thread. */
    void refused(Refused request, Consumer<Boolean> done);

    /** A frame of a device that nobody wears: kept, so that an acknowledgement to its broker is true. */
    void appendUnworn(Frame frame, Consumer<Boolean> done);

    /** Events of a tick (no input): announced, therefore recorded. */
    void note(String session, long atMillis, List<AlarmEvent> events, List<ChartEntry> charts);

    /** @param done once everything queued before this is durable: how a redelivery waits for what it repeats */
    void fence(Consumer<Boolean> done);

    /** Notes that all sessions have been evaluated up to here; once a second. */
    void passed(long atMillis);

    /** The largest instant passed or journaled before this start; 0 when there is none. Blocking; at start only. */
    long lastInstantMillis();

    /**
     * Keeps a session's state, so that a restart need not begin at its first input. Queues; never blocks. On the
     * session's thread, after the inputs the snapshot holds.
     */
    default void snapshot(Snapshot snapshot) {}

    /** What is kept of the sessions without a Discharge. Blocking; at start only. */
    List<Past> openSessions();

    /** What is kept of one session. Blocking. */
    interface Past {
        /** The Started input. */
        Input first();

        /** Those whose bytes can be believed, the newest first. */
        List<Snapshot> snapshots();

        /** Every input with a {@code seq} above this one, in order. */
        List<Input> after(long seq);

        /** A past without snapshots. @param inputs all, in order */
        static Past of(List<Input> inputs) {
            return new Past() {
                @Override
                public Input first() {
                    return inputs.get(0);
                }

                @Override
                public List<Snapshot> snapshots() {
                    return List.of();
                }

                @Override
                public List<Input> after(long seq) {
                    return inputs.stream().filter(input -> input.seq() > seq).toList();
                }
            };
        }
    }
}
