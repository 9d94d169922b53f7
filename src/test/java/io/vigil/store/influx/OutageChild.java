package io.vigil.store.influx;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.Journal;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Runs in a JVM of its own until it is killed or done: goes on where each session was, a second of each at a time and as
 * fast as they become durable, and copies to InfluxDB beside it. Prints {@code second N} when that second of all sessions
 * is durable, {@code failing} once the copy fails, and {@code copied} when all is there.
 */
final class OutageChild {
    private static final int IN_FLIGHT = 500;

    private OutageChild() {}

    /** @param args the data folder, the server, the first instant, seconds in all, then the sessions */
    public static void main(String[] args) throws Exception {
        long t0 = Long.parseLong(args[2]);
        int seconds = Integer.parseInt(args[3]);
        List<String> sessions = List.of(args).subList(4, args.length);
        // Trimmed often, so that what waits for the server has left the journal for the archives.
        StoreOptions options = StoreOptions.DEFAULT.withSeal(20, 60).withTrim(200);
        Store store = Store.open(Path.of(args[0]), options, Clock.system());
        var copy =
                new InfluxCopy(new Target(URI.create(args[1]), "", "vigil/autogen", "t"), store.feed(), Clock.system());
        copy.start();
        int from = sessions.stream()
                .mapToInt(session -> store.inputs(session).size())
                .min()
                .orElse(0);
        var places = new Semaphore(IN_FLIGHT);
        for (int second = from + 1; second <= seconds; second++) {
            for (String session : sessions) {
                places.acquire();
                var entry = new Journal.Entry(input(session, second, t0), List.of(), List.of());
                store.journal().append(entry, durable -> places.release());
            }
            if (second % 60 == 0) {
                places.acquire(IN_FLIGHT);
                places.release(IN_FLIGHT);
                System.out.println("second " + second);
            }
        }
        boolean failing = false;
        while (copy.status().blocksBehind() > 0) {
            if (!failing && copy.status().failures() > 0) {
                failing = true;
                System.out.println("failing");
            }
            Thread.sleep(50);
        }
        System.out.println("copied");
        copy.close();
        store.close();
    }

    /** The first is what the store's rows need; each other is a frame of two readings. */
    static Input input(String session, int second, long t0) {
        long at = t0 + second * 1_000L;
        double spo2 = 80 + (second * 7 + session.hashCode()) % 20;
        Reading first = second % 17 == 0
                ? Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of())
                : Reading.of(Metric.SPO2, spo2, second % 7 == 0 ? Quality.QUESTIONABLE : Quality.GOOD);
        Reading pulse = Reading.of(Metric.PR, 60.5 + second % 30, Quality.GOOD);
        return new Input(session, second, at, new Happening.Measured("ox-1", at - 5, "", List.of(first, pulse)));
    }
}
