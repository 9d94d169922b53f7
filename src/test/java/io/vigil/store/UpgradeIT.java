package io.vigil.store;

import static io.vigil.store.Given.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.session.Action;
import io.vigil.session.Input;
import io.vigil.session.port.ChartOutbox;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database that each earlier schema's own program wrote is taken over whole, also when the first attempt is killed in
 * the middle: {@code schema-N.db.gz}, two sessions of 40 inputs, the second discharged; from the third schema on also an
 * older one of which a part has left the journal, and from the fifth a waveform.
 */
class UpgradeIT {
    private static final int ARCHIVES = 3;
    private static final int WAVEFORMS = 5;
    private static final int KILLS = Campaign.dose("vigil.upgrade-kills", 2, 60);

    @TempDir
    Path temp;

    /** What is killed: nothing but a start. */
    static final class Opens {
        private Opens() {}

        public static void main(String[] args) throws Exception {
            Store.open(Path.of(args[0]), StoreOptions.DEFAULT, Clock.system()).close();
        }
    }

    private Path stored(int version, String name) throws Exception {
        Path folder = Files.createDirectory(temp.resolve(name));
        String resource = "schema-" + version + ".db.gz";
        try (InputStream packed = Objects.requireNonNull(UpgradeIT.class.getResourceAsStream(resource), resource)) {
            Files.write(folder.resolve("vigil.db"), new GZIPInputStream(packed).readAllBytes());
        }
        return folder;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void everything_in_it_is_there_afterwards(int version) throws Exception {
        whole(stored(version, "data"), version, "schema " + version);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void a_kill_in_the_middle_leaves_one_that_can_be_taken_over(int version) throws Exception {
        assumeTrue(Strace.works(temp), "skipped: strace is not here or may not trace");
        int killed = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int write = KILLS > 10 ? kill : 1 + (kill - 1) * 9 + version;
            Path folder = stored(version, "killed-" + write);
            Process start = Strace.of(
                    List.of(
                            "-f",
                            "-o",
                            "/dev/null",
                            "-e",
                            "trace=pwrite64",
                            "-e",
                            "inject=pwrite64:signal=KILL:when=" + write),
                    "-Dvigil.upgrade=1",
                    Opens.class,
                    List.of(folder.toString()));
            assertThat(start.waitFor(3, TimeUnit.MINUTES)).isTrue();
            killed += start.exitValue() == 0 ? 0 : 1;
            whole(folder, version, "schema " + version + " killed at write " + write);
        }
        assertThat(killed).as("starts that were killed").isPositive();
        System.out.println("schema " + version + ": " + killed + " of " + KILLS + " starts killed in the middle");
    }

    private static void whole(Path folder, int version, String at) throws Exception {
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            assertThat(store.health().warning()).as(at).isEmpty();
            assertThat(store.quarantined()).as(at).isEmpty();
            assertThat(store.inputs("s3")).as(at).hasSize(version < ARCHIVES ? 0 : 301);
            assertThat(store.waves().waveforms("s1", "", 0, Long.MAX_VALUE, 1_000_000).stream()
                            .mapToInt(wave -> wave.samples().size())
                            .sum())
                    .as(at)
                    .isEqualTo(version < WAVEFORMS ? 0 : 40 * 75);
            for (String session : List.of("s1", "s2")) {
                List<Input> inputs = store.inputs(session);
                assertThat(inputs).as(at).hasSize(session.equals("s1") ? 40 : 41);
                for (int seq = 2; seq <= 40; seq++) {
                    // The limit before a change was not journaled by the first schema's program; no fold looks at it.
                    assertThat(inputs.get(seq - 1))
                            .usingRecursiveComparison()
                            .ignoringFields("what.from")
                            .as(at)
                            .isEqualTo(input(session, seq));
                }
                assertThat(store.history().samples(session, Metric.SPO2, 0, Long.MAX_VALUE))
                        .as(at)
                        .hasSize(35)
                        .allMatch(sample -> sample.value() >= 80 && sample.value() < 100);
                assertThat(store.history().events(session).stream()
                                .filter(event -> event.category().equals("alarm")))
                        .as(at)
                        .hasSize(4);
            }
            assertThat(store.journal().openSessions())
                    .as(at)
                    .singleElement()
                    .satisfies(past -> assertThat(past.first().session()).isEqualTo("s1"));
            assertThat(store.outbox().rows(100)).as(at).hasSize(10);
            assertThat(store.outbox().rows(100).stream()
                            .filter(row -> row.state() == ChartOutbox.State.WAITING)
                            .map(ChartOutbox.Row::reason))
                    .as(at)
                    .hasSize(2)
                    .allMatch(reason -> reason.contains("patient"));
            assertThat(store.accounts().accounts()).as(at).hasSize(1);
            assertThat(store.auditProblem()).as(at).isEmpty();
        }
    }

    private static Input input(String session, int seq) {
        long at = T0 + seq * 1_000L;
        return seq % 10 == 0
                ? Given.acted(session, seq, at, new Action.Note("note " + seq))
                : Given.spo2(session, seq, at, 80 + seq % 20);
    }
}
