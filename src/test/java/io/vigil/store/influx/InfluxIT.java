package io.vigil.store.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.History;
import io.vigil.session.port.Journal;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy in a real server, row by row against the embedded database, through outages of either. */
class InfluxIT {
    private static final long T0 = Clock.system().wallMillis() / 60_000 * 60_000 - 7_200_000;
    private static final List<String> SESSIONS = List.of("s1", "s2", "it's; \\s, 3");

    @TempDir
    Path temp;

    private InfluxServer server;
    private Store store;
    private InfluxCopy copy;
    private long seq = 0;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(InfluxServer.installed(), "skipped: no influxd here (Debian's package influxdb)");
        server = new InfluxServer(Files.createDirectory(temp.resolve("influx")));
        open();
    }

    @AfterEach
    void stop() throws Exception {
        if (store != null) {
            copy.close();
            store.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private void open() throws Exception {
        store = Store.open(temp.resolve("data"), StoreOptions.DEFAULT.withSeal(20, 60), Clock.system());
        copy = new InfluxCopy(server.target(), store.feed(), Clock.system());
        copy.start();
    }

    @Test
    void every_reading_is_there_once_and_history_is_the_same_from_either() throws Exception {
        measured(600);
        caughtUp();

        same("influx");
        assertThat(copy.problem()).isEmpty();
        assertThat(copy.status().written()).isEqualTo(600L * SESSIONS.size() * 2);
    }

    @Test
    void a_server_that_was_away_gets_all_of_it_and_nothing_twice() throws Exception {
        measured(100);
        caughtUp();
        server.kill();
        measured(2_000);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> copy.status().failures() > 0);
        assertThat(copy.problem()).get().asString().contains("s behind").contains("embedded database");
        same("embedded");

        // Killed in the middle of it, as by kill -9: the place reached is not kept, and it begins where it last was.
        copy = new InfluxCopy(server.target(), store.feed(), Clock.system());
        copy.start();
        server.startAgain();
        server.loseAnswers(2);
        measured(100);
        caughtUp();
        same("influx");
    }

    @Test
    void a_restart_goes_on_where_it_was_also_with_a_packed_journal() throws Exception {
        measured(300);
        caughtUp();
        copy.close();
        assertThat(store.feed().reached(server.target().name()).block())
                .as("the place kept")
                .isPositive();
        measured(700);
        for (String session : SESSIONS) {
            appended(new Input(session, ++seq, at(seq), discharged()));
        }
        store.close();
        store = Store.open(
                temp.resolve("data"), StoreOptions.DEFAULT.withTrim(50).withSeal(20, 60), Clock.system());
        copy = new InfluxCopy(server.target(), store.feed(), Clock.system());
        copy.start();
        caughtUp();

        same("influx");
    }

    @Test
    void a_bucket_that_is_not_there_is_told() {
        assertThat(InfluxCopy.tried(server.target())).isEmpty();
        assertThat(InfluxCopy.tried(new Target(server.url(), "", "other/autogen", "t")))
                .get()
                .asString()
                .contains("other/autogen");
        assertThat(InfluxCopy.tried(new Target(java.net.URI.create("http://127.0.0.1:1"), "", "v/a", "t")))
                .get()
                .asString()
                .contains("does not answer");
    }

    private static Happening discharged() {
        return new Happening.Acted("nurse-1", "key", new io.vigil.session.Action.Abort("over"));
    }

    private static long at(long seq) {
        return T0 + seq * 250;
    }

    /** Of each session so many frames of two readings: good ones, doubtful ones, none, and impossible numbers. */
    private void measured(int frames) throws Exception {
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        for (int i = 0; i < frames; i++) {
            for (String session : SESSIONS) {
                seq++;
                double value = i % 11 == 0 ? 333 : 80 + seq % 20;
                Quality quality = i % 7 == 0 ? Quality.QUESTIONABLE : i % 13 == 0 ? Quality.INVALID : Quality.GOOD;
                Reading spo2 = i % 17 == 0
                        ? Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of())
                        : Reading.of(Metric.SPO2, value, quality);
                Reading pulse = Reading.of(Metric.PR, 60.5 + seq % 30, Quality.GOOD);
                // Some frames of one millisecond: with a stamp, and without one.
                long measured = i % 5 == 0 ? T0 + 777 : at(seq) - 5;
                String stamp = i % 2 == 0 ? "n" + seq : "";
                last = append(new Input(
                        session, seq, at(seq), new Happening.Measured("ox-1", measured, stamp, List.of(spo2, pulse))));
            }
        }
        assertThat(last.get(1, TimeUnit.MINUTES)).isTrue();
    }

    private void appended(Input input) throws Exception {
        assertThat(append(input).get(1, TimeUnit.MINUTES)).isTrue();
    }

    private CompletableFuture<Boolean> append(Input input) {
        var answer = new CompletableFuture<Boolean>();
        store.journal().append(new Journal.Entry(input, List.of(), List.of()), answer::complete);
        return answer;
    }

    private void caughtUp() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> copy.status().blocksBehind() == 0);
    }

    /** Row by row, by the history both give; the count also past the client. */
    private void same(String source) throws Exception {
        History embedded = store.history();
        History asked = copy.history(embedded);
        long to = at(seq) + 1;
        for (String session : SESSIONS) {
            for (Metric metric : List.of(Metric.SPO2, Metric.PR)) {
                var rows = asked.samplesTold(session, metric, T0, to);
                assertThat(rows.source()).isEqualTo(source);
                assertThat(rows.rows().stream().map(InfluxIT::text).sorted().toList())
                        .isEqualTo(embedded.samples(session, metric, T0, to).stream()
                                .map(InfluxIT::text)
                                .sorted()
                                .toList());
                var buckets = asked.bucketsTold(session, metric, T0, to, 60_000);
                assertThat(buckets.source()).isEqualTo(source);
                assertThat(buckets.rows().stream().map(InfluxIT::text).toList())
                        .isEqualTo(embedded.buckets(session, metric, T0, to, 60_000).stream()
                                .map(InfluxIT::text)
                                .toList());
            }
        }
        if (source.equals("influx")) {
            long all = SESSIONS.stream()
                    .mapToLong(s -> embedded.samples(s, Metric.SPO2, T0, to).size()
                            + embedded.samples(s, Metric.PR, T0, to).size())
                    .sum();
            assertThat(server.ask("SELECT count(quality) FROM reading").trim()).endsWith("," + all);
        }
    }

    private static String text(History.Sample one) {
        return one.toString();
    }

    /** The sums are made in another order. */
    private static String text(History.Bucket one) {
        return String.format(
                Locale.ROOT, "%d %s %s %.9f %d", one.fromMillis(), one.min(), one.max(), one.mean(), one.count());
    }
}
