package io.vigil.store.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * InfluxDB is away while sessions go on, Vigil is killed (SIGKILL) in the middle of that and again while it back-fills:
 * afterwards every reading is there exactly once, compared row by row past the client. Ten minutes of three sessions a
 * build; an hour of sixteen with {@code -Dvigil.dose=full}.
 */
class OutageIT {
    private static final boolean FULL = "full".equals(System.getProperty("vigil.dose"));
    private static final int BEFORE = 120;
    private static final int AWAY = FULL ? 3_600 : 600;
    private static final long T0 = Clock.system().wallMillis() / 60_000 * 60_000 - 3 * 3_600_000L;
    private static final List<String> SESSIONS =
            IntStream.rangeClosed(1, FULL ? 16 : 3).mapToObj(i -> "s" + i).toList();

    @TempDir
    Path temp;

    @SuppressWarnings("NullAway.Init") // each test starts it first
    private InfluxServer server;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(InfluxServer.installed(), "skipped: no influxd here (Debian's package influxdb)");
        server = new InfluxServer(Files.createDirectory(temp.resolve("influx")));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private Process begun(int seconds) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OutageChild.class.getName(),
                temp.resolve("data").toString(),
                server.url().toString(),
                String.valueOf(T0),
                String.valueOf(seconds)));
        command.addAll(SESSIONS);
        return new ProcessBuilder(command)
                .redirectError(temp.resolve("child.log").toFile())
                .start();
    }

    /** Until it says so; then it is killed, or has ended. */
    private void child(int seconds, boolean kill, String until) throws Exception {
        Process child = begun(seconds);
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(until)) {
                    if (kill) {
                        child.toHandle().destroyForcibly();
                    }
                    int exit = child.waitFor();
                    assertThat(exit).isEqualTo(kill ? 128 + 9 : 0);
                    return;
                }
            }
        }
        throw new AssertionError("it ended early: " + Files.readString(temp.resolve("child.log")));
    }

    @Test
    void everyReadingIsThereOnceAfterAnOutageWithKillsInTheMiddle() throws Exception {
        child(BEFORE, false, "copied");
        server.kill();
        child(BEFORE + AWAY, true, "second " + (BEFORE + AWAY / 2));
        child(BEFORE + AWAY, true, "failing");
        assertThat(rows()).as("the server is away").isEmpty();

        server.startAgain();
        Process filling = begun(BEFORE + AWAY);
        server.afterNextWrite(filling::destroyForcibly);
        assertThat(filling.waitFor())
                .as("killed when the server had some of it")
                .isEqualTo(128 + 9);
        int before = rows().size();
        server.loseAnswers(1);
        child(BEFORE + AWAY, false, "copied");

        Map<String, String> expected = expected();
        Map<String, String> there = rows();
        assertThat(there).hasSize(SESSIONS.size() * 2 * (BEFORE + AWAY)).isEqualTo(expected);
        System.out.printf(
                "{\"sessions\":%d,\"seconds away\":%d,\"rows when killed in the back-fill\":%d,\"rows\":%d,\"missing\":0,\"doubled\":0}%n",
                SESSIONS.size(), AWAY, before, there.size());
    }

    /** What the journal says must be there, from its inputs alone. */
    private Map<String, String> expected() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        try (Store store = Store.open(temp.resolve("data"), StoreOptions.DEFAULT, Clock.system())) {
            for (String session : SESSIONS) {
                List<Input> inputs = store.inputs(session);
                assertThat(inputs).hasSize(BEFORE + AWAY);
                for (int second = 1; second <= inputs.size(); second++) {
                    assertThat(inputs.get(second - 1)).isEqualTo(OutageChild.input(session, second, T0));
                    var frame = (Happening.Measured) inputs.get(second - 1).what();
                    for (Reading reading : frame.readings()) {
                        rows.put(
                                session + " " + reading.metric().wire() + " " + frame.measuredMillis(),
                                reading.quality().wire() + " "
                                        + (reading.quality() == Quality.SENSOR_OFF ? "" : reading.value()));
                    }
                }
            }
        }
        return rows;
    }

    /** The server's own, by its own query address; a row that is there twice fails. */
    private Map<String, String> rows() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        if (!server.running()) {
            return rows;
        }
        for (String session : SESSIONS) {
            String csv =
                    server.ask("SELECT session, metric, quality, value FROM reading WHERE session = '" + session + "'");
            for (String line : csv.lines().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                double value = cells[6].isEmpty() ? Double.NaN : Double.parseDouble(cells[6]);
                String before = rows.put(
                        cells[3] + " " + cells[4] + " " + cells[2],
                        cells[5] + " " + (Double.isNaN(value) ? "" : value));
                assertThat(before).as("twice: " + line).isNull();
            }
        }
        return rows;
    }
}
