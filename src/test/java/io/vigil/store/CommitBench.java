package io.vigil.store;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Durable rows per second at 750 readings a commit, beside the same layout written bare and a bare append and force of
 * the same rows in the same run. Arguments: a folder on the disk to measure, rounds of 750 readings. Five runs after a
 * warm-up, each in turn. Not a test.
 */
final class CommitBench {
    private static final int SESSIONS = 250;
    private static final List<Metric> METRICS = List.of(Metric.SPO2, Metric.PR, Metric.RR);
    private static final int ROWS = SESSIONS * 3;
    private static final int BARE_ROW = 22;

    private CommitBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);
        for (int repeat = 0; repeat < 6; repeat++) {
            Path place = Files.createTempDirectory(folder, "bench");
            double bare = bare(place.resolve("bare"), rounds);
            double layout = new LayoutBare(ROWS).run(place.resolve("layout.db"), rounds);
            double store = store(place.resolve("data"), rounds);
            System.out.printf(
                    "%s append %,.0f rows/s, same layout bare %,.0f, store %,.0f, of the layout %.2f, of the append %.2f%n",
                    repeat == 0 ? "warm-up" : "run " + repeat, bare, layout, store, store / layout, store / bare);
        }
    }

    private static double bare(Path file, int rounds) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer rows = ByteBuffer.allocate(ROWS * BARE_ROW);
            long began = Clock.system().nanos();
            for (int round = 0; round < rounds; round++) {
                rows.clear();
                for (int i = 0; i < ROWS; i++) {
                    rows.putInt(i)
                            .putLong(Given.T0 + round * 1_000L)
                            .putDouble(90 + i % 10)
                            .putShort((short) 0);
                }
                rows.flip();
                channel.write(rows);
                channel.force(false);
            }
            return rounds * (double) ROWS * 1e9 / (Clock.system().nanos() - began);
        }
    }

    private static double store(Path folder, int rounds) throws Exception {
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            for (int s = 0; s < SESSIONS; s++) {
                Given.append(store, Given.started("session-" + s));
            }
            Given.append(store, Given.acted("session-0", 2, Given.T0, new io.vigil.session.Action.Resume()))
                    .join();
            long commits = store.figures().commits();
            long began = Clock.system().nanos();
            for (int round = 0; round < rounds; round++) {
                round(store, round).join();
            }
            double rate = rounds * (double) ROWS * 1e9 / (Clock.system().nanos() - began);
            StoreFigures figures = store.figures();
            System.out.printf(
                    "  %d rounds in %d commits, p50 %d us, p99 %d us, %.1f bytes a row in %,d bytes%n",
                    rounds,
                    figures.commits() - commits,
                    figures.commitMicrosP50(),
                    figures.commitMicrosP99(),
                    figures.databaseBytes() / (rounds * (double) ROWS),
                    figures.databaseBytes());
            query(store, rounds);
            return rate;
        }
    }

    private static CompletableFuture<Boolean> round(Store store, int round) {
        var last = new CompletableFuture<Boolean>();
        long at = Given.T0 + round * 1_000L;
        for (int s = 0; s < SESSIONS; s++) {
            int session = s;
            List<Reading> readings = METRICS.stream()
                    .map(metric -> Reading.of(metric, 60 + (session + round / 7) % 30, Quality.GOOD))
                    .toList();
            var what = new Happening.Measured("ox-1", at - 20, "", readings);
            var input = new Input("session-" + s, round + 3, at + s % 50, what);
            boolean closing = s == SESSIONS - 1;
            store.journal().append(new Journal.Entry(input, List.of(), List.of()), durable -> {
                if (closing) {
                    last.complete(durable);
                }
            });
        }
        return last;
    }

    private static void query(Store store, int rounds) {
        long to = Given.T0 + rounds * 1_000L;
        for (int i = 0; i < 50; i++) {
            store.history().samples("session-7", Metric.SPO2, Given.T0, to);
            store.history().buckets("session-7", Metric.SPO2, Given.T0, to, 60_000);
        }
        long began = Clock.system().nanos();
        int n = store.history().samples("session-7", Metric.SPO2, 0, to).size();
        long middle = Clock.system().nanos();
        int m = store.history()
                .buckets("session-7", Metric.SPO2, Given.T0, to, 60_000)
                .size();
        System.out.printf(
                "  %d samples in %d us, %d one-minute buckets in %d us%n",
                n, (middle - began) / 1_000, m, (Clock.system().nanos() - middle) / 1_000);
    }
}
