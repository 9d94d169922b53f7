package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.session.Input;
import io.vigil.time.Clock;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The n-th call to the operating system on the database's files fails, each n in turn: no disk, an error, a write that
 * writes nothing, a file that cannot be forced. Nothing acknowledged is lost, what fails is said, and it heals by
 * itself. The files are then read by plain SQLite and by the store.
 */
class SyscallFaultIT {
    private static final int MOST = Campaign.dose("vigil.faults", 30, 300);
    /** Enough that even the last call is one of the round's own. */
    private static final int INPUTS = Campaign.dose("vigil.round-inputs", 60, 120);

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "pwrite64, error=ENOSPC",
        "pwrite64, error=EIO",
        "pwrite64, retval=0",
        "'fsync,fdatasync', error=EIO",
    })
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void the_nth_call_fails(String calls, String fault) throws Exception {
        assumeTrue(Strace.works(temp), "skipped: strace is not here or may not trace");
        Process child = new ProcessBuilder(Strace.jvm("-Dvigil.round-inputs=" + INPUTS, FaultChild.class, List.of()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long began = Clock.system().nanos();
        int met = 0;
        int refused = 0;
        int done = 0;
        int step = MOST >= 300 ? 1 : 10;
        try (BufferedReader said = child.inputReader();
                BufferedWriter ask = child.outputWriter()) {
            assertThat(said.readLine()).isEqualTo("ready");
            for (int i = 1; i <= MOST && !Campaign.timeIsUp(began); i++) {
                // A build tries a few of the first and then every tenth.
                int n = i <= 10 ? i : 10 + (i - 10) * step;
                Round round = round(child.pid(), said, ask, calls, fault, n);
                met += round.met ? 1 : 0;
                refused += round.no;
                done = i;
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(met).as("faults that were met").isPositive();
        Campaign.evidence(
                "C3-" + calls.replace(',', '-') + "-" + fault.replace('=', '-'),
                Map.of(
                        "tried",
                        done,
                        "met",
                        met,
                        "inputs answered no",
                        refused,
                        "lost",
                        0,
                        "last n",
                        done <= 10 ? done : 10 + (done - 10) * step));
    }

    private record Round(boolean met, int no) {}

    private Round round(long pid, BufferedReader said, BufferedWriter ask, String calls, String fault, int n)
            throws Exception {
        String at = calls + " " + fault + " at " + n;
        Path folder = temp.resolve(calls.hashCode() + fault + n);
        Path log = temp.resolve("strace.log");
        Process strace = new ProcessBuilder(List.of(
                        "strace",
                        "-f",
                        "-p",
                        String.valueOf(pid),
                        "-o",
                        log.toString(),
                        "-e",
                        "trace=" + calls,
                        "-e",
                        "inject=" + calls + ":" + fault + ":when=" + n))
                .start();
        List<Long> acknowledged = new ArrayList<>();
        int no = 0;
        boolean healed = false;
        try (BufferedReader words = strace.errorReader()) {
            assertThat(words.readLine()).as(at).contains("attached");
            // One input at a time, and by turns so many that some are queued while others fail.
            ask.write((n % 2 == 0 ? 10 : 1) + " " + folder + "\n");
            ask.flush();
            for (String line = said.readLine(); !line.equals("round"); line = said.readLine()) {
                assertThat(line).as(at + ": " + line).doesNotStartWith("broken").doesNotStartWith("silent");
                if (line.startsWith("yes ")) {
                    acknowledged.add(Long.parseLong(line.split(" ")[2]));
                }
                no += line.startsWith("no ") ? 1 : 0;
                healed |= line.equals("healed");
            }
        } finally {
            strace.destroy();
            strace.waitFor(20, TimeUnit.SECONDS);
        }
        assertThat(healed).as(at + ": heals without a restart").isTrue();
        boolean met = Files.readString(log).contains("INJECTED");
        check(folder, acknowledged, at);
        remove(folder);
        return new Round(met, no);
    }

    private static void check(Path folder, List<Long> acknowledged, String at) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("vigil.db"));
                var rows = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
            assertThat(rows.getString(1)).as(at).isEqualTo("ok");
        }
        try (Store store = Store.open(folder, StoreOptions.DEFAULT.withTrim(3_600_000), Clock.system())) {
            List<Input> there = store.inputs("s1");
            assertThat(there.stream().map(Input::seq)).as(at + ": acknowledged").containsAll(acknowledged);
            for (int i = 0; i < there.size(); i++) {
                assertThat(there.get(i)).as(at + ": once, in order").isEqualTo(CrashChild.input("s1", i + 1));
            }
            assertThat(there).as(at + ": what was refused is there too").hasSize(INPUTS + 1);
            assertThat(store.auditProblem()).as(at).isEmpty();
            assertThat(store.quarantined()).as(at).isEmpty();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .as(at + ": a disk that fails is no damage")
                    .noneMatch(name -> name.contains("damaged"));
        }
    }

    private static void remove(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
