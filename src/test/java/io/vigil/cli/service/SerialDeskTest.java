package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.config.Place;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Line;
import io.vigil.device.SerialSettings;
import io.vigil.device.serial.ListedPort;
import io.vigil.device.serial.PortTrouble;
import io.vigil.device.serial.SerialProbe;
import io.vigil.session.port.PortDesk.Begun;
import io.vigil.session.port.PortDesk.Port;
import io.vigil.session.port.PortDesk.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialDeskTest {
    private static final Place PLACE = Place.top("vigil.yaml");
    private static final SerialSettings LINE =
            new SerialSettings(9600, 8, SerialSettings.Parity.NONE, 1, SerialSettings.Flow.NONE);
    private static final SerialProbe.Outcome NOTHING = new SerialProbe.Outcome(List.of(), 0, PortTrouble.NONE, "");

    private static final List<ListedPort> PORTS = List.of(
            new ListedPort("/dev/ttyS0", "", -1, -1, ""),
            new ListedPort("/dev/ttyUSB0", "FT232R", 0x0403, 0x6001, "A1"),
            new ListedPort("/dev/ttyUSB1", "FT232R", 0x0403, 0x6001, "B2"));

    private final Queue<String> opened = new ConcurrentLinkedQueue<>();

    private static VigilConfig.Device device(String id, Line line) {
        return new VigilConfig.Device(PLACE, id, "nonin-df8", Optional.empty(), line);
    }

    private SerialDesk desk(SerialProbe.Outcome outcome, VigilConfig.Device... devices) {
        HeldPorts held = new HeldPorts(List.of(devices));
        return new SerialDesk(
                () -> held.and(PORTS, List.of("/dev/pts/77")),
                held::holder,
                (path, follower) -> {
                    opened.add(path);
                    return outcome;
                },
                5_000);
    }

    private static State state(SerialDesk desk) {
        return desk.latest().orElseThrow().state();
    }

    @Test
    void eachPortSaysWhatItIsAndWhoHasIt() {
        SerialDesk desk = desk(NOTHING, device("ox-1", new Line.UsbAdapter(PLACE, "0403", "6001", "B2")));
        assertThat(desk.ports())
                .containsExactly(
                        new Port("/dev/pts/77", "", "", "", "", ""),
                        new Port("/dev/ttyS0", "", "", "", "", ""),
                        new Port("/dev/ttyUSB0", "FT232R", "0403", "6001", "A1", ""),
                        new Port("/dev/ttyUSB1", "FT232R", "0403", "6001", "B2", "ox-1"));
    }

    @Test
    void aDevicesPortIsNeverOpened() {
        SerialDesk desk = desk(
                NOTHING,
                device("ox-1", new Line.UsbAdapter(PLACE, "0403", "6001", "")),
                device("cuff-1", new Line.SerialPort(PLACE, "/dev/ttyS0")),
                device("away", new Line.SerialPort(PLACE, "/dev/serial/by-id/gone")));
        assertThat(desk.probe("/dev/ttyS0", "tess")).isEqualTo(new Begun.Held("cuff-1"));
        assertThat(desk.probe("/dev/ttyUSB1", "tess")).isEqualTo(new Begun.Held("ox-1"));
        assertThat(desk.probe("/dev/serial/by-id/gone", "tess")).isEqualTo(new Begun.Held("away"));
        assertThat(desk.probe("/etc/passwd", "tess")).isEqualTo(new Begun.Unknown());
        assertThat(opened).isEmpty();
        assertThat(desk.latest()).isEmpty();
    }

    @Test
    void aPortUnderAnotherNameIsTheSamePort(@TempDir Path folder) throws IOException {
        Path port = Files.createFile(folder.resolve("ttyUSB7"));
        Path link = Files.createSymbolicLink(folder.resolve("by-id"), port);
        HeldPorts held = new HeldPorts(List.of(device("ox-1", new Line.SerialPort(PLACE, link.toString()))));
        ListedPort listed = ListedPort.of(port.toString());
        assertThat(held.and(List.of(listed), List.of())).containsExactly(listed);
        assertThat(held.holder(listed)).contains("ox-1");
    }

    @Test
    void oneProbeAtATimeAndItCanBeStopped() {
        CountDownLatch begun = new CountDownLatch(1);
        SerialDesk desk = new SerialDesk(
                () -> PORTS,
                port -> Optional.empty(),
                (path, follower) -> {
                    follower.listening(2, 4, LINE);
                    begun.countDown();
                    while (follower.goOn()) {
                        Thread.onSpinWait();
                    }
                    return NOTHING;
                },
                5_000);
        assertThat(desk.stop()).isFalse();
        assertThat(desk.probe("/dev/ttyS0", "tess")).isInstanceOf(Begun.Listening.class);
        await().until(() -> begun.getCount() == 0);
        assertThat(desk.latest().orElseThrow().step()).isEqualTo(2);
        assertThat(desk.latest().orElseThrow().line()).isEqualTo("9600 8N1");
        assertThat(desk.probe("/dev/ttyUSB0", "toni")).isEqualTo(new Begun.Occupied("/dev/ttyS0", "tess"));
        assertThat(desk.stop()).isTrue();
        await().until(() -> state(desk) == State.STOPPED);
        assertThat(desk.probe("/dev/ttyUSB0", "toni")).isInstanceOf(Begun.Listening.class);
        desk.close();
        await().until(() -> state(desk) == State.STOPPED);
    }

    @Test
    void whyAPortCannotBeOpenedIsToldApart() {
        for (PortTrouble trouble : List.of(PortTrouble.BUSY, PortTrouble.FORBIDDEN, PortTrouble.MISSING)) {
            SerialDesk desk = desk(new SerialProbe.Outcome(List.of(), 0, trouble, "why"));
            desk.probe("/dev/ttyS0", "tess");
            await().until(() -> state(desk) == State.valueOf(trouble.name()));
        }
    }

    @Test
    void aFaultOfTheProbeIsToldAndTheNextOneMayBegin() {
        SerialDesk desk = new SerialDesk(
                () -> PORTS,
                port -> Optional.empty(),
                (path, follower) -> {
                    throw new IllegalStateException("broken on purpose");
                },
                5_000);
        desk.probe("/dev/ttyS0", "tess");
        await().until(() -> state(desk) == State.FAILED);
        assertThat(desk.probe("/dev/ttyS0", "tess")).isInstanceOf(Begun.Listening.class);
    }
}
