package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.device.Catalogue;
import io.vigil.device.serial.SerialLink;
import io.vigil.device.sim.Faults;
import io.vigil.device.sim.PseudoTerminal;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.device.sim.Setting;
import io.vigil.device.sim.SimulatedDevice;
import io.vigil.device.sim.Simulators;
import io.vigil.device.sim.SunTechEncoder;
import io.vigil.session.Action;
import io.vigil.session.Sessions;
import io.vigil.session.port.DeviceBoard;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import io.vigil.session.port.LoopProbe;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.ward.KnownDevice;
import io.vigil.ward.Parts;
import io.vigil.ward.Ward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the nurse's word to the air in the cuff: desk, journal, serial line, a simulated module at the other end, and back. */
class CuffOrderIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String START = hex(SunTechEncoder.start());
    private static final String STOP = hex(SunTechEncoder.abort());
    private static final Action.Cuff NOW = new Action.Cuff("start", true);

    @TempDir
    private Path folder;

    private final Clock clock = Clock.system();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService far = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<SerialLink> line = new AtomicReference<>();
    private final StringBuffer said = new StringBuffer();
    private Store store;
    private Ward ward;
    private PseudoTerminal cable;
    private SimulatedDevice module;
    private long elapsedMillis;
    private int keys;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(folder.resolve("data"), StoreOptions.DEFAULT, clock);
        ward = new Ward(new Parts(
                Sessions.SITE,
                clock,
                loop,
                store.journal(),
                List.of(),
                Map.of("small", Sessions.protocol()),
                Map.of(
                        "cuff-1",
                        new KnownDevice("cuff-1", "suntech-advantage", "serial", "1", List.of("sbp", "dbp", "map"))),
                LoopProbe.NONE,
                () -> "s1",
                new LateCuffs(() -> new SerialCuffs(Map.of("cuff-1", line.get())))));
        plugIn();
        line.set(SerialLink.start(
                "cuff-1",
                Catalogue.builtIn().type("suntech-advantage").orElseThrow(),
                folder.resolve("cuff").toString(),
                ward,
                clock));
        far.scheduleWithFixedDelay(this::turn, 0, 50, TimeUnit.MILLISECONDS);
        settled(ward.desk()
                .start(new Inputs.Start(Sessions.patient("p"), "small", "1", List.of("cuff-1"), 70, "nurse", "key")));
        awaitState(DeviceBoard.State.CONNECTING, DeviceBoard.State.LIVE);
    }

    @AfterEach
    void close() throws Exception {
        Objects.requireNonNull(line.get()).close();
        far.shutdownNow();
        assertThat(far.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        cable.close();
        loop.shutdown();
        assertThat(loop.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        store.close();
    }

    /** Another terminal each time, as a replugged adapter gets another name behind its by-id link. */
    private synchronized void plugIn() throws IOException {
        cable = PseudoTerminal.open();
        module = Simulators.of(
                        "suntech-advantage",
                        new Setting(
                                new ScriptedCourse(1),
                                Faults.none(),
                                bytes -> cable.write(bytes),
                                (topic, payload) -> {},
                                LocalDateTime.of(2026, 5, 4, 10, 0)))
                .orElseThrow();
        Files.deleteIfExists(folder.resolve("cuff"));
        Files.createSymbolicLink(folder.resolve("cuff"), Path.of(cable.path()));
    }

    private synchronized void turn() {
        byte[] heard = cable.read();
        if (heard.length > 0) {
            said.append(hex(heard)).append(' ');
            module.heard(heard, elapsedMillis);
        }
        module.second(elapsedMillis);
        loop.execute(ward::tick);
    }

    /** For the module's pneumatics. */
    private synchronized void passes(long millis) {
        elapsedMillis += millis;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private long told(String command) {
        return said.toString().split(command, -1).length - 1;
    }

    private Answer act(Action action) throws Exception {
        return settled(ward.desk().act("s1", "nurse", "n" + ++keys, action));
    }

    private static Answer settled(CompletionStage<Answer> answer) throws Exception {
        return answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void awaitState(DeviceBoard.State... anyOf) {
        await().atMost(SOON)
                .until(() -> ward.board().devices().stream()
                        .anyMatch(view -> List.of(anyOf).contains(view.state())));
    }

    @Test
    void aNursesStartBecomesAReadingAndASecondOneTooSoonIsRefused() throws Exception {
        assertThat(told(START)).as("nothing starts by itself").isZero();
        assertThat(act(NOW).status()).isEqualTo(Status.DONE);
        await().atMost(SOON).until(() -> told(START) == 1);
        // The module is asked for its pressure: what was never seen at work has not ended.
        passes(4_000);
        long before = told(hex(SunTechEncoder.askCuffPressure()));
        await().atMost(SOON).until(() -> told(hex(SunTechEncoder.askCuffPressure())) >= before + 2);
        passes(26_000);
        await().atMost(SOON)
                .until(() -> ward.desk().session("s1").orElseThrow().values().stream()
                        .anyMatch(value -> value.metric() == Metric.SBP && value.value() > 60));

        Answer refused = act(NOW);
        assertThat(refused.status()).isEqualTo(Status.CONFLICT);
        assertThat(refused.detail()).contains("started");
        assertThat(told(START)).isEqualTo(1);
    }

    @Test
    void anAbortLetsTheAirOut() throws Exception {
        act(NOW);
        await().atMost(SOON).until(() -> told(START) == 1);
        assertThat(act(new Action.Cuff("abort", false)).status()).isEqualTo(Status.DONE);
        await().atMost(SOON).until(() -> told(STOP) >= 1);
        passes(30_000);
        assertThat(ward.desk().session("s1").orElseThrow().values())
                .noneMatch(value -> value.metric() == Metric.SBP && !Double.isNaN(value.value()));
        assertThat(told(START)).isEqualTo(1);
    }

    @Test
    void aReplugStartsNothing() throws Exception {
        act(NOW);
        await().atMost(SOON).until(() -> told(START) == 1);
        synchronized (this) {
            cable.close();
            plugIn();
        }
        await().atMost(SOON).until(() -> Objects.requireNonNull(line.get()).losses() == 1);
        awaitState(DeviceBoard.State.CONNECTING, DeviceBoard.State.LIVE);
        // Two polls of a running measurement's pressure would have come, and a repeated start with them.
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> told(START) == 1);
    }
}
