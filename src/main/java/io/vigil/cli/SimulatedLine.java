package io.vigil.cli;

import io.vigil.device.DeviceType;
import io.vigil.device.SerialSettings;
import io.vigil.device.serial.SerialOutlet;
import io.vigil.device.sim.GattBloodPressureEncoder;
import io.vigil.device.sim.GattCuffSimulator;
import io.vigil.device.sim.MasimoAscii1Simulator;
import io.vigil.device.sim.NoninDf8Simulator;
import io.vigil.device.sim.PseudoTerminal;
import io.vigil.device.sim.Script;
import io.vigil.device.sim.SimulatedDevice;
import io.vigil.device.sim.VigilJsonSimulator;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Where one simulated device's bytes go, and the simulator that fits its type. */
record SimulatedLine(DeviceType type, String where, Consumer<byte[]> wire, Runnable end) implements AutoCloseable {
    private static final String MAC = "001122334455";

    /** Into the serial port at {@code path}, or, where there is none, into a pseudo-terminal that is then found there. */
    static SimulatedLine serial(DeviceType type, Path path) throws IOException {
        if (!(type.link() instanceof SerialSettings settings)) {
            throw new IOException(type.id() + " is no serial device");
        }
        if (Files.exists(path)) {
            SerialOutlet port = SerialOutlet.open(path.toString(), settings);
            return new SimulatedLine(type, path.toString(), port::write, port::close);
        }
        PseudoTerminal terminal = PseudoTerminal.open();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(path);
        }
        Files.createSymbolicLink(path, Path.of(terminal.path()));
        Runnable end = () -> {
            terminal.close();
            path.toFile().delete();
        };
        // Interrupted from the keyboard, the link would else stay and point nowhere.
        Runtime.getRuntime().addShutdownHook(new Thread(end));
        return new SimulatedLine(type, path + " (" + terminal.path() + ")", terminal::write, end);
    }

    static SimulatedLine mqtt(DeviceType type, String topic, BiConsumer<String, byte[]> publisher) {
        String to = topic.isEmpty() ? usual(type) : topic;
        return new SimulatedLine(type, to, payload -> publisher.accept(to, payload), () -> {});
    }

    private static String usual(DeviceType type) {
        return type.id().equals("vigil-json") ? "vigil/default/simulated-1/reading" : "home/simulated/BTtoMQTT/" + MAC;
    }

    SimulatedDevice device(Script script) {
        LocalDateTime now =
                LocalDateTime.ofInstant(Instant.ofEpochMilli(Clock.system().wallMillis()), ZoneId.systemDefault());
        return switch (type.id()) {
            case "nonin-df8" -> new NoninDf8Simulator(script, wire);
            case "masimo-ascii1" -> new MasimoAscii1Simulator(script, wire, now, 1);
            case "gatt-blood-pressure" ->
                new GattCuffSimulator(
                        script, bytes -> text(GattBloodPressureEncoder.openMqttGatewayReply(MAC, bytes)), now);
            case "vigil-json" -> new VigilJsonSimulator(script, Set.copyOf(type.metrics()), this::text);
            default -> throw new IllegalStateException("no simulator of " + type.id());
        };
    }

    private void text(String message) {
        wire.accept(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        end.run();
    }
}
