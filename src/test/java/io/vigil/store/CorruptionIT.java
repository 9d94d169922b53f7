package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.chart;
import static io.vigil.store.Given.raised;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Effects;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.port.Accounts;
import io.vigil.session.port.History;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of a stopped or killed store are damaged anywhere: it starts, nothing it then says is wrong, and what is
 * missing is reported. 50 places a build, 500 with -Dvigil.campaign=true; -Dvigil.seed repeats a run.
 */
class CorruptionIT {
    private static final int PLACES = Campaign.dose("vigil.places", 50, 500);
    private static final List<String> SESSIONS = List.of("s1", "s2", "s3");
    private static final int INPUTS = 400;

    @TempDir
    Path temp;

    private final Map<String, List<Input>> given = new HashMap<>();
    private final Map<String, List<History.Sample>> samples = new HashMap<>();
    private final Map<String, Session> live = new HashMap<>();

    private static Store open(Path folder) throws Exception {
        return Store.open(folder, StoreOptions.DEFAULT.withSeal(30, 60).withTrim(3_600_000), Clock.system());
    }

    private void fill(Store store) throws Exception {
        for (int seq = 1; seq <= INPUTS; seq++) {
            for (String session : SESSIONS) {
                Input input = seq == 1
                        ? started(session)
                        : seq % 40 == 0
                                ? acted(session, seq, T0 + seq * 500L, new Action.Note("note ".repeat(200) + seq))
                                : spo2(session, seq, T0 + seq * 500L, 80 + seq % 20);
                var charts = seq % 25 == 0
                        ? List.of(chart(session + "#" + seq, session, "Patient/1", T0))
                        : List.<io.vigil.session.ChartEntry>of();
                var events = seq % 30 == 0
                        ? List.of(raised("spo2.low.crit", seq, T0 + seq))
                        : List.<io.vigil.alarm.AlarmEvent>of();
                var answer = append(store, new Journal.Entry(input, events, charts));
                given.computeIfAbsent(session, s -> new ArrayList<>()).add(input);
                if (seq % 2 == 0) {
                    answer.get(10, TimeUnit.SECONDS);
                }
                fold(store, session, input);
            }
        }
        // Half of it has left the journal for the archives.
        assertThat(store.trim()).isPositive();
        Input leave = acted("s3", INPUTS + 1, T0 + 1_000_000, new Action.Discharge(null));
        given.computeIfAbsent("s3", s -> new ArrayList<>()).add(leave);
        append(store, leave).get(10, TimeUnit.SECONDS);
        store.accounts().save(new Accounts.Account("demo", "nurse", "hash", false));
        for (String session : SESSIONS) {
            samples.put(session, store.history().samples(session, Metric.SPO2, 0, Long.MAX_VALUE));
        }
    }

    private void fold(Store store, String session, Input input) {
        Session fold = live.computeIfAbsent(session, s -> new Session(input));
        if (input.seq() > 1) {
            fold.apply(input, new Effects());
        }
        if (input.seq() % 100 == 0) {
            store.journal().snapshot(fold.snapshot());
        }
    }

    private List<Input> of(String session) {
        return given.getOrDefault(session, List.of());
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectory(to);
        // The log last: its index then never knows more than there is.
        for (String name : List.of("vigil.db", "vigil.db-shm", "vigil.db-wal")) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }

    private static String damage(Path file, Random random) throws Exception {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long at = (long) (random.nextDouble() * bytes.length());
            if (random.nextInt(5) == 0) {
                bytes.setLength(at);
                return file.getFileName() + " cut to " + at;
            }
            int bit = random.nextInt(8);
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 1 << bit);
            return file.getFileName() + " bit " + bit + " of byte " + at;
        }
    }

    private int salvaged;
    private int setAside;
    private int harmless;
    private long lost;

    private void starts(Path folder, String at) throws Exception {
        String salvage;
        try (Store store = open(folder)) {
            salvage = store.health().warning();
            // What only shows when it is looked at is looked at while the service runs.
            store.trim();
            String warned = store.health().warning();
            boolean told = !warned.isEmpty() || !store.quarantined().isEmpty();
            for (String session : SESSIONS) {
                List<Input> there = store.inputs(session);
                assertThat(of(session))
                        .as(at + ": no input is another than it was")
                        .containsAll(there);
                assertThat(there.size() == of(session).size() || told)
                        .as(at + ": what is missing of " + session + " is reported, " + there.size() + " left")
                        .isTrue();
                lost += of(session).size() - there.size();
                assertThat(samples.get(session))
                        .as(at + ": no sample is another than it was")
                        .containsAll(store.history().samples(session, Metric.SPO2, 0, Long.MAX_VALUE));
            }
            List<List<Input>> open = Given.open(store);
            assertThat(open.stream()
                                    .map(inputs -> inputs.get(0).session())
                                    .toList()
                                    .containsAll(List.of("s1", "s2"))
                            || told)
                    .as(at + ": a session that was open is open or its loss is told")
                    .isTrue();
            store.outbox().rows(1_000);
            store.outbox().due(T0 * 2, 1_000);
            store.history().events("s1");
            assertThat(append(store, started("fresh")).get(10, TimeUnit.SECONDS))
                    .as(at + ": it takes more")
                    .isTrue();
            salvaged += salvage.isEmpty() ? 0 : 1;
            setAside += store.quarantined().isEmpty() ? 0 : 1;
            harmless += told ? 0 : 1;
        }
        try (Store store = open(folder)) {
            assertThat(store.health().warning()).as(at + ": mended once").isEqualTo(salvage);
            assertThat(store.quarantined()).as(at + ": said once").isEmpty();
            assertThat(store.inputs("fresh")).hasSize(1);
        }
    }

    private void places(Path template, String file, int places) throws Exception {
        long seed = Long.getLong("vigil.seed", new Random().nextLong());
        var random = new Random(seed);
        System.out.println(file + ": " + places + " places, seed " + seed);
        for (int i = 0; i < places; i++) {
            Path folder = temp.resolve("place-" + i);
            copy(template, folder);
            String at = damage(folder.resolve(file), random) + ", place " + i + ", seed " + seed;
            starts(folder, at);
        }
        System.out.println(file + ": " + salvaged + " made again, " + setAside + " with blocks set aside, " + harmless
                + " without loss, " + lost + " inputs lost in all");
    }

    @Test
    void a_database_damaged_anywhere_starts_tells_no_lie_and_reports_what_is_gone() throws Exception {
        Path template = temp.resolve("template");
        try (Store store = open(template)) {
            fill(store);
        }
        assertThat(template.resolve("vigil.db-wal")).doesNotExist();
        places(template, "vigil.db", PLACES);
    }

    /** After a kill the index beside the log knows what was committed, so that a cut is told too. */
    @Test
    void a_log_damaged_after_a_kill_starts_and_loses_no_commit_in_silence() throws Exception {
        Path template = temp.resolve("template");
        Path running = temp.resolve("running");
        try (Store store = open(running)) {
            fill(store);
            copy(running, template);
        }
        assertThat(Files.size(template.resolve("vigil.db-wal"))).isGreaterThan(100_000);
        places(template, "vigil.db-wal", PLACES / 5);
    }

    @Test
    void no_database_at_all_is_moved_aside_and_the_service_starts() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("data"));
        Files.writeString(folder.resolve("vigil.db"), "this is not a database ".repeat(1_000));
        try (Store store = open(folder)) {
            assertThat(store.health().warning()).contains("vigil.db.damaged-").contains(".txt");
            assertThat(append(store, started("s1")).get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.list(folder).map(path -> path.getFileName().toString()))
                .anyMatch(name -> name.matches("vigil.db.damaged-\\d{8}T\\d{6}Z"))
                .anyMatch(name -> name.matches("vigil.db.damaged-\\d{8}T\\d{6}Z.txt"));
    }
}
