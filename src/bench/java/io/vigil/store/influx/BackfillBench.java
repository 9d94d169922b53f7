package io.vigil.store.influx;

import io.vigil.session.port.Journal;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Whether a back-fill slows what is live: the time from a reading's journaling until it is durable, fifty readings a
 * second of sixteen sessions, first with nothing to back-fill, then, in the same run, while hours of an outage go to a
 * real InfluxDB. Arguments: a folder on the disk to measure, hours, rounds. Not a test.
 */
final class BackfillBench {
    private static final int LIVE = 500;
    private static final long EVERY_NANOS = 20_000_000;
    private static final int IN_FLIGHT = 500;
    private static final List<String> SESSIONS =
            IntStream.rangeClosed(1, 16).mapToObj(i -> "s" + i).toList();
    private static final Clock CLOCK = Clock.system();

    private BackfillBench() {}

    public static void main(String[] args) throws Exception {
        for (int round = 1; round <= Integer.parseInt(args[2]); round++) {
            Path folder = Files.createTempDirectory(Path.of(args[0]), "backfill");
            try (var server = new InfluxServer(Files.createDirectory(folder.resolve("influx")))) {
                round(round, folder.resolve("data"), server.target(), Integer.parseInt(args[1]) * 3_600);
            }
        }
    }

    private static void round(int round, Path data, Target target, int seconds) throws Exception {
        long t0 = CLOCK.wallMillis() / 60_000 * 60_000 - 2 * seconds * 1_000L;
        try (Store store = Store.open(data, StoreOptions.DEFAULT, CLOCK)) {
            fill(store, seconds, t0);
            var copy = new InfluxCopy(target, store.feed(), CLOCK);
            double[] quiet = live(store, seconds, t0);
            copy.start();
            long began = CLOCK.nanos();
            while (copy.status().blocksBehind() == 0) {
                Thread.sleep(5);
            }
            long before = copy.status().blocksBehind();
            double[] busy = live(store, seconds + LIVE, t0);
            long left = copy.status().blocksBehind();
            while (copy.status().blocksBehind() > 0) {
                Thread.sleep(20);
            }
            System.out.printf(
                    "round %d: durable after, nothing to back-fill: %s; during it: %s; blocks behind %d, %d of them left"
                            + " when measured; %,d rows in %.1f s%n",
                    round,
                    told(quiet),
                    told(busy),
                    before,
                    left,
                    2L * SESSIONS.size() * seconds,
                    (CLOCK.nanos() - began) / 1e9);
            copy.close();
        }
    }

    private static void fill(Store store, int seconds, long t0) throws InterruptedException {
        var places = new Semaphore(IN_FLIGHT);
        for (int second = 1; second <= seconds; second++) {
            for (String session : SESSIONS) {
                places.acquire();
                store.journal().append(entry(session, second, t0), durable -> places.release());
            }
        }
        places.acquire(IN_FLIGHT);
    }

    private static Journal.Entry entry(String session, int second, long t0) {
        return new Journal.Entry(OutageChild.input(session, second, t0), List.of(), List.of());
    }

    /** @return milliseconds until durable, sorted */
    private static double[] live(Store store, int from, long t0) throws InterruptedException {
        double[] millis = new double[LIVE];
        var answered = new Semaphore(0);
        long next = CLOCK.nanos();
        for (int i = 0; i < LIVE; i++) {
            int at = i;
            long began = CLOCK.nanos();
            store.journal().append(entry(SESSIONS.get(i % 16), from + 1 + i, t0), durable -> {
                millis[at] = (CLOCK.nanos() - began) / 1e6;
                answered.release();
            });
            next += EVERY_NANOS;
            LockSupport.parkNanos(next - CLOCK.nanos());
        }
        answered.acquire(LIVE);
        Arrays.sort(millis);
        return millis;
    }

    private static String told(double[] sorted) {
        return String.format(
                "p50 %.1f, p99 %.1f, worst %.1f ms",
                sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], sorted[sorted.length - 1]);
    }
}
