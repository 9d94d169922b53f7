package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.ChartEntry;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Runs in a JVM of its own until it is killed: appends, and prints what the journal has acknowledged. */
final class CrashChild {
    private static final int IN_FLIGHT = 2_000;

    private CrashChild() {}

    /** @param args the data folder, then {@code session=nextSeq} for each session */
    public static void main(String[] args) throws Exception {
        var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        Store store = Store.open(Path.of(args[0]), StoreOptions.DEFAULT.withSeal(20, 60), Clock.system());
        long[] next = new long[args.length - 1];
        for (int i = 0; i < next.length; i++) {
            next[i] = Long.parseLong(args[i + 1].split("=")[1]);
        }
        var places = new Semaphore(IN_FLIGHT);
        out.println("ready");
        for (int i = 0; ; i = (i + 1) % next.length) {
            places.acquire();
            String session = args[i + 1].split("=")[0];
            long seq = next[i]++;
            store.journal().append(entry(session, seq), durable -> {
                out.println((durable ? "yes " : "no ") + session + " " + seq);
                places.release();
            });
        }
    }

    /** Every seventh raises an alarm, every fifth is charted. */
    private static Journal.Entry entry(String session, long seq) {
        long at = Given.T0 + seq * 100;
        List<AlarmEvent> events = seq % 7 == 0 ? List.of(Given.raised("spo2.low.crit", (int) seq, at)) : List.of();
        List<ChartEntry> charts =
                seq % 5 == 0 ? List.of(Given.chart(session + "#" + seq, session, "Patient/1", at)) : List.of();
        return new Journal.Entry(
                seq == 1 ? Given.started(session) : Given.spo2(session, seq, at, seq % 100), events, charts);
    }
}
