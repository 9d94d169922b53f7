package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.device.Dose;
import io.vigil.device.LineTrace;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.Times;
import io.vigil.device.sim.MasimoAscii1Simulator;
import io.vigil.device.sim.NoninDf8Simulator;
import io.vigil.device.sim.PseudoTerminal;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** True bytes through a real pseudo-terminal, read by the code that reads hardware. */
class SerialLinkIT {
    private static final Duration NOTICED = Duration.ofSeconds(2);
    private static final Duration TOO_LATE = Duration.ofSeconds(30);
    private static final Duration BACK = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Path port;
    private final RecordingWard ward = new RecordingWard();

    @BeforeEach
    void name() {
        port = folder.resolve("oximeter");
    }

    @Test
    void noninFramesArriveWithTheirValues() throws IOException {
        try (PseudoTerminal cable = plugIn();
                SerialLink link = start("nonin-df8")) {
            awaitState(LinkState.CONNECTING);
            NoninDf8Simulator oximeter = new NoninDf8Simulator(new ScriptedCourse(1), cable::write);
            awaitFirstFrame(() -> oximeter.second(30_000));
            Frame frame = ward.frames.get(0);
            assertThat(frame.device()).isEqualTo("ox-1");
            assertThat(frame.measuredMillis()).isEqualTo(frame.arrivedMillis());
            assertThat(frame.readings().get(0)).isEqualTo(Reading.of(Metric.SPO2, 85, Quality.GOOD));
            awaitState(LinkState.LIVE);
            assertThat(link.goodFrames()).isPositive();
            assertThat(link.bytesRead()).isEqualTo(4 * link.goodFrames());
            assertThat(link.badFrames()).isZero();
        }
    }

    @Test
    void masimoLinesArriveWithTheirValues() throws IOException {
        try (PseudoTerminal cable = plugIn();
                SerialLink link = start("masimo-ascii1")) {
            awaitState(LinkState.CONNECTING);
            MasimoAscii1Simulator oximeter = new MasimoAscii1Simulator(
                    new ScriptedCourse(3), cable::write, LocalDateTime.of(2026, 5, 4, 10, 0), 7);
            awaitFirstFrame(() -> oximeter.second(60_000));
            assertThat(ward.frames.get(0).readings())
                    .contains(Reading.of(Metric.PR, 128, Quality.GOOD))
                    .extracting(Reading::metric)
                    .containsExactly(Metric.SPO2, Metric.PR, Metric.PI);
            assertThat(ward.frames.get(0).stamp()).isEmpty();
            assertThat(link.badFrames()).isZero();
        }
    }

    @Test
    void bytesOfAnotherDeviceMakeTheLinkFaultyAndNeverAReading() throws IOException {
        try (PseudoTerminal cable = plugIn();
                SerialLink link = start("masimo-ascii1")) {
            awaitState(LinkState.CONNECTING);
            NoninDf8Simulator wrong = new NoninDf8Simulator(new ScriptedCourse(1), cable::write);
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        wrong.second(1000);
                        return ward.state() == LinkState.FAULTY;
                    });
            assertThat(ward.frames).isEmpty();
            assertThat(link.goodFrames()).isZero();
            assertThat(ward.reports.get(ward.reports.size() - 1).reason()).contains("output format");
        }
    }

    /** Each time under another terminal, as a replugged adapter gets another name behind its by-id link. */
    @Test
    void anUnplugIsNoticedAndTheLinkComesBackEachTimeWithoutLeaks() throws IOException {
        int cycles = Dose.of(200);
        Times noticed = new Times("unplug noticed");
        Times back = new Times("live after the replug");
        Clock clock = Clock.system();
        PseudoTerminal cable = plugIn();
        try (SerialLink link = start("nonin-df8")) {
            liveAgain(cable, 0);
            long files = openFiles();
            int threads = serialThreads();
            for (int cycle = 1; cycle <= cycles; cycle++) {
                long unplugged = clock.nanos();
                cable.close();
                Files.delete(port);
                await().atMost(TOO_LATE)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> ward.state() == LinkState.GONE);
                noticed.add((clock.nanos() - unplugged) / 1_000_000);
                int before = ward.frames.size();
                long plugged = clock.nanos();
                cable = plugIn();
                liveAgain(cable, before);
                back.add((clock.nanos() - plugged) / 1_000_000);
            }
            System.out.println(noticed + "; " + back);
            assertThat(noticed.worst()).isLessThan(NOTICED.toMillis());
            assertThat(back.worst()).isLessThan(BACK.toMillis());
            assertThat(link.losses()).isEqualTo(cycles);
            assertThat(openFiles()).isLessThanOrEqualTo(files);
            assertThat(serialThreads()).isEqualTo(threads);
        } finally {
            cable.close();
        }
        assertThat(serialThreads()).isZero();
    }

    /** The old terminal stays open, as a driver that has not noticed: only the name leads elsewhere. */
    @Test
    void aNameThatLeadsToAnotherPortIsFollowedWithinTwoSeconds() throws IOException {
        try (PseudoTerminal before = plugIn();
                SerialLink link = start("nonin-df8")) {
            liveAgain(before, 0);
            Files.delete(port);
            try (PseudoTerminal after = plugIn()) {
                await().atMost(NOTICED).until(() -> link.losses() == 1);
                liveAgain(after, ward.frames.size());
            }
        }
    }

    @Test
    void noiseHalfFramesAndTheBytesThemselvesAreShown() throws IOException {
        try (PseudoTerminal cable = plugIn();
                SerialLink link = start("masimo-ascii1")) {
            awaitState(LinkState.CONNECTING);
            await().atMost(BACK).pollInterval(Duration.ofMillis(50)).until(() -> {
                cable.write("SPO2=09\r\nzz\u0000\r\n".getBytes(StandardCharsets.ISO_8859_1));
                return link.badFrames() >= 4;
            });
            LineTrace.View shown = link.trace().view(Clock.system().wallMillis());
            assertThat(shown.refused().values().stream()
                            .mapToLong(count -> count)
                            .sum())
                    .isGreaterThanOrEqualTo(4);
            String bytes = shown.pieces().stream()
                    .map(piece -> new String(piece.bytes(), StandardCharsets.ISO_8859_1))
                    .collect(Collectors.joining());
            assertThat(bytes).contains("SPO2=09");
            assertThat(ward.frames).isEmpty();
        }
    }

    @Test
    void aPortThatIsNotThereIsGoneWithAReasonAndTakenWhenItComes() throws IOException {
        try (SerialLink link = start("nonin-df8")) {
            await().atMost(NOTICED).until(() -> ward.state() == LinkState.GONE && !ward.reports.isEmpty());
            assertThat(ward.reports.get(0).reason()).contains(port.toString()).contains("cable");
            try (PseudoTerminal cable = plugIn()) {
                liveAgain(cable, 0);
            }
            assertThat(link.losses()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whatWasSentBeforeTheLinkListenedIsNotTakenForNow() throws IOException {
        try (PseudoTerminal cable = plugIn()) {
            cable.write(NoninDf8Simulator.frame(50, 40, false, false, false));
            try (SerialLink link = start("nonin-df8")) {
                liveAgain(cable, 0);
                assertThat(ward.frames)
                        .allSatisfy(frame ->
                                assertThat(frame.readings().get(0).value()).isGreaterThan(90));
                assertThat(link.losses()).isZero();
            }
        }
    }

    private PseudoTerminal plugIn() throws IOException {
        PseudoTerminal cable = PseudoTerminal.open();
        Files.createSymbolicLink(port, Path.of(cable.path()));
        return cable;
    }

    private SerialLink start(String type) {
        DeviceType known = Catalogue.builtIn().type(type).orElseThrow();
        return SerialLink.start("ox-1", known, port.toString(), ward, Clock.system());
    }

    private void awaitState(LinkState state) {
        await().atMost(NOTICED).until(() -> !ward.reports.isEmpty() && ward.state() == state);
    }

    private void awaitFirstFrame(Runnable send) {
        await().atMost(BACK).pollInterval(Duration.ofMillis(50)).until(() -> {
            send.run();
            return !ward.frames.isEmpty();
        });
    }

    private void liveAgain(PseudoTerminal cable, int framesBefore) {
        NoninDf8Simulator oximeter = new NoninDf8Simulator(new ScriptedCourse(2), cable::write);
        await().atMost(TOO_LATE).pollInterval(Duration.ofMillis(50)).until(() -> {
            oximeter.second(1000);
            return ward.frames.size() > framesBefore && ward.state() == LinkState.LIVE;
        });
    }

    /** Terminals only: what else the virtual machine opens meanwhile is not the link's. */
    private static long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(SerialLinkIT::isTerminal).count();
        }
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/ptmx") || target.startsWith("/dev/pts");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static int serialThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("serial-"))
                .count();
    }
}
