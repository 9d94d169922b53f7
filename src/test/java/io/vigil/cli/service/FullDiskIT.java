package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.config.VigilConfig;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.session.Action;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.SessionView;
import io.vigil.session.SiteAlarms;
import io.vigil.session.port.Inputs;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of a running service is full: that is a technical alarm, readings and alarms go on, nobody is told that
 * something was kept, and all of it is over without a restart once there is room.
 */
class FullDiskIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String TOPIC = "vigil/full/ox-1/reading";

    @TempDir
    private Path folder;

    private Path disk;

    @SuppressWarnings("NullAway.Init") // each test starts them first
    private Service service;

    @SuppressWarnings("NullAway.Init")
    private MqttPublisher device;

    private int key;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && run("mount", "-t", "tmpfs", "-o", "size=12m", "vigil-test", disk.toString()) == 0,
                "skipped: needs the right to mount a small tmpfs");
        Path file = Files.writeString(folder.resolve("vigil.yaml"), """
                site: {id: full, simulated: true}
                data: %s
                http: {listen: "127.0.0.1:0"}
                mqtt: {embedded: {listen: "127.0.0.1:0"}}
                chairs: ["1"]
                devices:
                  - {id: ox-1, type: vigil-json, chair: "1", mqtt: {topic: %s}}
                """.formatted(disk.resolve("data"), TOPIC));
        var types = Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet());
        var config = ((Outcome.Read<VigilConfig>) new ConfigReader(Map.of(), types).read(file)).value();
        List<Protocol> protocols = ((Outcome.Read<List<Protocol>>) Protocols.read(config.protocols())).value();
        service = Service.start(new ServicePlan(config, protocols, Clock.system(), false, List.of()));
        device = new MqttPublisher("tcp://127.0.0.1:" + service.mqttPort(), "ox", Clock.system());
        device.start();
        await().atMost(LONG).until(() -> device.status().connected());
    }

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            device.close();
            service.close();
        }
        run("umount", "-l", disk.toString());
    }

    private void spo2(int value) {
        String payload = "{\"spo2\":%d,\"pr\":70}".formatted(value);
        device.publish(TOPIC, payload.getBytes(StandardCharsets.UTF_8));
    }

    private SessionView view() {
        return service.inputs().sessions().get(0);
    }

    private boolean holds(String alarm) {
        return view().alarms().stream().anyMatch(one -> one.rule().id().equals(alarm));
    }

    private Inputs.Status note() throws Exception {
        return service.inputs()
                .act(view().id(), "nurse-1", "key-" + ++key, new Action.Note("a note"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .status();
    }

    private double shown() {
        return view().values().stream()
                .filter(value -> value.metric() == Metric.SPO2)
                .mapToDouble(SessionView.Value::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void fill(Path ballast) throws IOException {
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                file.write(ByteBuffer.allocate(4096));
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void a_full_disk_is_an_alarm_that_takes_nothing_else_away_and_ends_by_itself() throws Exception {
        spo2(97);
        var begun = service.inputs()
                .start(new Inputs.Start(
                        new Patient("p1", "A. B.", "1980-02-03", null, null),
                        "iv-40min",
                        "1",
                        List.of("ox-1"),
                        70,
                        "nurse-1",
                        "start"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        assertThat(begun.status()).as(begun.detail()).isEqualTo(Inputs.Status.DONE);
        spo2(97);
        await().atMost(LONG).until(() -> device.waiting() == 0 && shown() == 97);
        assertThat(note()).isEqualTo(Inputs.Status.DONE);

        Path ballast = disk.resolve("ballast");
        fill(ballast);
        await("the technical alarm").atMost(LONG).until(() -> {
            spo2(98);
            return holds(SiteAlarms.UNSTORED);
        });
        spo2(84);
        await("live values go on").atMost(LONG).until(() -> {
            spo2(84);
            return shown() == 84 && holds("spo2.low.crit");
        });
        assertThat(note()).as("a nurse is told the truth").isEqualTo(Inputs.Status.UNAVAILABLE);
        assertThat(device.waiting()).as("and so is a device's broker").isPositive();

        Files.delete(ballast);
        await("heals without a restart").atMost(LONG).until(() -> {
            spo2(84);
            return !holds(SiteAlarms.UNSTORED) && note() == Inputs.Status.DONE;
        });
        await().atMost(LONG).until(() -> device.waiting() == 0);
        assertThat(holds("spo2.low.crit")).as("the same alarm still").isTrue();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }
}
