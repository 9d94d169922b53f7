package io.vigil.store;

import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The store beside the same layout written bare, pair by pair in the same run: 750 readings a durable commit for both.
 * What the store is given is made as it is offered, and its caller is two commits ahead, as devices are.
 * Arguments: a folder on the disk to measure, commits a run, pairs; with {@code start} and a number of readings, the
 * time a start takes instead. Not a test.
 */
final class StoreBench {
    private static final int SESSIONS = 250;
    private static final int SNAPSHOT = 300;
    private static final List<Metric> METRICS = List.of(Metric.SPO2, Metric.PR, Metric.RR);
    private static final int ROWS = SESSIONS * 3;
    private static final int AHEAD = 2 * SESSIONS;
    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT.withCommit(SESSIONS);
    private static final String[] IDS =
            IntStream.range(0, SESSIONS).mapToObj(s -> "session-" + s).toArray(String[]::new);
    private static final Clock CLOCK = Clock.system();

    private StoreBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        if (args[1].equals("start")) {
            start(Files.createTempDirectory(folder, "start"), Long.parseLong(args[2]));
        } else {
            pairs(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        }
    }

    private static void pairs(Path folder, int commits, int pairs) throws Exception {
        double[] ratios = new double[pairs];
        double[] toHanded = new double[pairs];
        for (int pair = -2; pair < pairs; pair++) {
            Path place = Files.createTempDirectory(folder, "bench");
            var bare = new LayoutBare(ROWS);
            double layout = bare.run(place.resolve("layout.db"), commits, bare.inPlace());
            double handed = handed(place.resolve("handed.db"), commits);
            double store = store(place.resolve("data"), commits);
            if (pair >= 0) {
                ratios[pair] = store / layout;
                toHanded[pair] = store / handed;
            }
            System.out.printf(
                    "%s: same layout bare %,.0f readings/s, handed the same inputs %,.0f, store %,.0f, ratio %.2f and %.2f%n",
                    pair < 0 ? "warm-up" : "pair " + (pair + 1),
                    layout,
                    handed,
                    store,
                    store / layout,
                    store / handed);
        }
        tell("to the layout bare", ratios);
        tell("to the layout bare, handed the same inputs", toHanded);
    }

    private static void tell(String to, double[] ratios) {
        Arrays.sort(ratios);
        System.out.printf(
                "ratio %s: median %.2f, from %.2f to %.2f of %d pairs%n",
                to, ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1], ratios.length);
    }

    /** The bare layout on a thread of its own that is handed what the store is, by the same caller in the same way. */
    private static double handed(Path file, int commits) throws Exception {
        var places = new Semaphore(AHEAD);
        var queue = new ConcurrentLinkedQueue<Input>();
        var bare = new LayoutBare(ROWS);
        LayoutBare.Rows rows = (round, row) -> {
            places.release(round == 0 ? 0 : SESSIONS);
            for (int s = 0; s < SESSIONS; s++) {
                Input input = taken(queue);
                List<Reading> readings = ((Happening.Measured) input.what()).readings();
                for (int i = 0; i < readings.size(); i++) {
                    row.of(s * 3 + i, (int) (input.atMillis() % 1_000), readings.get(i).value());
                }
            }
        };
        var rate = CompletableFuture.supplyAsync(() -> {
            try {
                return bare.run(file, commits, rows);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        for (int round = 0; round < commits; round++) {
            places.acquire(SESSIONS);
            for (Journal.Entry entry : entries(round, round + 1)) {
                queue.add(entry.input());
            }
        }
        return rate.get();
    }

    /** Waits without sleeping: the bare layout is to have every advantage. */
    private static Input taken(ConcurrentLinkedQueue<Input> queue) {
        Input next = queue.poll();
        while (next == null) {
            Thread.onSpinWait();
            next = queue.poll();
        }
        return next;
    }

    private static double store(Path folder, int commits) throws Exception {
        try (Store store = Store.open(folder, OPTIONS, CLOCK)) {
            begin(store);
            long before = store.figures().commits();
            long spent = fill(store, 0, commits, input -> {});
            StoreFigures figures = store.figures();
            System.out.printf(
                    "  %d commits, p50 %d us, p99 %d us, %.1f bytes a reading%n",
                    figures.commits() - before,
                    figures.commitMicrosP50(),
                    figures.commitMicrosP99(),
                    figures.databaseBytes() / (commits * (double) ROWS));
            query(store, commits);
            return commits * (double) ROWS * 1e9 / spent;
        }
    }

    private static void begin(Store store) throws Exception {
        for (int s = 0; s < SESSIONS - 1; s++) {
            Given.append(store, Given.started("session-" + s));
        }
        Given.append(store, Given.started("session-" + (SESSIONS - 1))).get();
    }

    /** @return nanoseconds from the first input made to the last one durable */
    private static long fill(Store store, int from, int to, Consumer<Input> each) throws Exception {
        var places = new Semaphore(AHEAD);
        long began = CLOCK.nanos();
        // A round at a time: a device's loop does not wait for each reading, and waking one costs more than keeping it.
        var durable = new Round(places);
        for (int round = from; round < to; round++) {
            places.acquire(SESSIONS);
            for (Journal.Entry entry : entries(round, round + 1)) {
                each.accept(entry.input());
                store.journal().append(entry, durable);
            }
        }
        places.acquire(AHEAD);
        return CLOCK.nanos() - began;
    }

    /** Lets the next round in when one is durable. Writer thread. */
    private static final class Round implements Consumer<Boolean> {
        private final Semaphore places;
        private int durable;

        Round(Semaphore places) {
            this.places = places;
        }

        @Override
        public void accept(Boolean kept) {
            if (++durable % SESSIONS == 0) {
                places.release(SESSIONS);
            }
        }
    }

    private static List<Journal.Entry> entries(int from, int to) {
        List<Journal.Entry> entries = new ArrayList<>();
        for (int round = from; round < to; round++) {
            long at = Given.T0 + round * 1_000L;
            for (int s = 0; s < SESSIONS; s++) {
                double value = 60 + (s + round / 7) % 30;
                List<Reading> readings = METRICS.stream()
                        .map(metric -> Reading.of(metric, value, Quality.GOOD))
                        .toList();
                var what = new Happening.Measured("ox-1", at - 20, "", readings);
                entries.add(Given.entry(new Input(IDS[s], round + 2, at + s % 50, what)));
            }
        }
        return entries;
    }

    private static void query(Store store, int commits) {
        long from = Given.T0 + Math.max(0, commits - 7_200) * 1_000L;
        long to = Given.T0 + commits * 1_000L;
        LongSupplier range =
                () -> store.history().samples("session-7", Metric.SPO2, from, to).size();
        LongSupplier minutes = () ->
                store.history().buckets("session-7", Metric.SPO2, from, to, 60_000).size();
        System.out.printf(
                "  history %s; one-minute buckets %s%n", timed(range), timed(minutes));
    }

    private static String timed(LongSupplier query) {
        double[] millis = new double[41];
        long size = 0;
        for (int i = 0; i < millis.length; i++) {
            long began = CLOCK.nanos();
            size = query.getAsLong();
            millis[i] = (CLOCK.nanos() - began) / 1e6;
        }
        Arrays.sort(millis);
        return String.format("%d in %.2f ms (median of 41, worst %.2f)", size, millis[20], millis[40]);
    }

    /** As the service does: snapshots every five minutes, and the journal trimmed behind them. */
    private static void start(Path folder, long readings) throws Exception {
        int rounds = (int) (readings / ROWS);
        try (Store store = Store.open(folder, OPTIONS, CLOCK)) {
            begin(store);
            Map<String, Session> live = new HashMap<>();
            for (int s = 0; s < SESSIONS; s++) {
                live.put("session-" + s, new Session(Given.started("session-" + s)));
            }
            var effects = new Effects();
            for (int from = 0; from < rounds; from += SNAPSHOT) {
                fill(store, from, Math.min(rounds, from + SNAPSHOT), input -> {
                    Objects.requireNonNull(live.get(input.session())).apply(input, effects);
                    effects.clear();
                });
                live.values().forEach(session -> store.journal().snapshot(session.snapshot()));
                store.trim();
            }
            System.out.printf(
                    "filled with %,d readings, %,d bytes%n", rounds * (long) ROWS, store.figures().databaseBytes());
            query(store, rounds);
        }
        for (int i = 0; i < 5; i++) {
            long began = CLOCK.nanos();
            try (Store store = Store.open(folder, OPTIONS, CLOCK)) {
                long open = CLOCK.nanos();
                long after = 0;
                List<Journal.Past> pasts = store.journal().openSessions();
                for (Journal.Past past : pasts) {
                    List<Snapshot> snapshots = past.snapshots();
                    after += past.after(snapshots.isEmpty() ? 0 : snapshots.get(0).seq()).size();
                }
                System.out.printf(
                        "start %d: store open after %.0f ms, %d sessions and %,d inputs after their snapshots read after"
                                + " %.0f ms%n",
                        i + 1, (open - began) / 1e6, pasts.size(), after, (CLOCK.nanos() - began) / 1e6);
            }
        }
    }
}
