package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.Effects;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import io.vigil.vital.Waveform;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Runs in a JVM of its own until it is killed: takes up the sessions it finds, appends, snapshots, keeps waveforms,
 * trims, and prints what the journal has acknowledged.
 */
final class CrashChild {
    static final int ACTED = 40;
    /** Fewer make more and smaller commits. A third of them goes into one. */
    private static final int IN_FLIGHT = Integer.getInteger("vigil.inflight", 2_000);

    private static final int SNAPSHOT = 150;
    private static final int WAVED = 10;

    private CrashChild() {}

    /** @param args the data folder, how many inputs at most (0 = without end), then the sessions */
    public static void main(String[] args) throws Exception {
        var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        StoreOptions options = StoreOptions.DEFAULT
                .withSeal(20, 60)
                .withRetry(5, 100)
                .withTrim(250)
                .withCommit(IN_FLIGHT / 3);
        long began = Clock.system().nanos();
        Store store = Store.open(Path.of(args[0]), options, Clock.system());
        long most = Long.parseLong(args[1]);
        Session[] live = new Session[args.length - 2];
        // Asked once, as the service does: each asking reads the whole journal.
        List<Journal.Past> open = store.journal().openSessions();
        for (int i = 0; i < live.length; i++) {
            live[i] = takenUp(open, args[i + 2]);
        }
        var places = new Semaphore(IN_FLIGHT);
        out.println("ready " + (Clock.system().nanos() - began) / 1_000_000);
        for (long n = 0; most == 0 || n < most; n++) {
            places.acquire();
            int i = (int) (n % live.length);
            String session = args[i + 2];
            Input input = next(session, live[i]);
            if (live[i] == null) {
                live[i] = new Session(input);
            } else {
                live[i].apply(input, new Effects());
            }
            long seq = input.seq();
            store.journal().append(entry(input), durable -> {
                out.println((durable ? "yes " : "no ") + session + " " + seq);
                places.release();
            });
            if (seq % WAVED == 0) {
                store.waves().wave(session, pleth(input.atMillis()));
            }
            if (seq % SNAPSHOT == 0) {
                store.journal().snapshot(live[i].snapshot());
            }
        }
        places.acquire(IN_FLIGHT);
        if (!store.health().writable()) {
            out.println("unwell " + store.health().reason());
        }
        store.close();
        out.println("closed");
    }

    /** A second of it; load, not evidence: nobody is told that a waveform is kept. */
    private static Waveform pleth(long atMillis) {
        List<Integer> samples =
                IntStream.range(0, 75).mapToObj(i -> 2_000 + (i * 37) % 500).toList();
        return new Waveform("ox-1", "pleth", 75, atMillis, samples);
    }

    /** As a restart does: the newest snapshot and what came after it. */
    @SuppressWarnings("NullAway") // null: there is no such session yet
    private static Session takenUp(List<Journal.Past> open, String session) {
        for (Journal.Past past : open) {
            if (past.first().session().equals(session)) {
                return resumed(past);
            }
        }
        return null;
    }

    static Session resumed(Journal.Past past) {
        List<Snapshot> snapshots = past.snapshots();
        Session session =
                snapshots.isEmpty() ? new Session(past.first()) : Session.resume(past.first(), snapshots.get(0));
        for (Input input : past.after(session.seq())) {
            session.apply(input, new Effects());
        }
        return session;
    }

    static Input input(String session, long seq) {
        long at = Given.T0 + seq * 100;
        if (seq == 1) {
            return Given.started(session);
        }
        return seq % ACTED == 0
                ? Given.acted(session, seq, at, new Action.Acknowledge("*", 0))
                : Given.spo2(session, seq, at, seq % 100);
    }

    private static Input next(String session, Session live) {
        return input(session, live == null ? 1 : live.seq() + 1);
    }

    /** Every seventh raises an alarm, every fifth is charted. */
    private static Journal.Entry entry(Input input) {
        long seq = input.seq();
        long at = input.atMillis();
        List<AlarmEvent> events = seq % 7 == 0 ? List.of(Given.raised("spo2.low.crit", (int) seq, at)) : List.of();
        List<ChartEntry> charts = seq % 5 == 0
                ? List.of(Given.chart(input.session() + "#" + seq, input.session(), "Patient/1", at))
                : List.of();
        return new Journal.Entry(input, events, charts);
    }
}
