package io.vigil.cli;

import io.vigil.device.DeviceType;
import io.vigil.device.MqttSettings;
import io.vigil.device.SerialSettings;
import io.vigil.device.sim.Fault;
import io.vigil.device.sim.Faults;
import io.vigil.device.sim.Script;
import io.vigil.device.sim.Setting;
import io.vigil.device.sim.SimulatedDevice;
import io.vigil.device.sim.Simulators;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One simulated device on its line, with what goes wrong there. Its seconds come from one thread, what the host says
 * from another; the device sees one call at a time.
 */
final class SimulatedLine implements SimulatedDevice, AutoCloseable {
    private static final String MAC = "001122334455";
    private static final long LISTEN_MILLIS = 20;
    private static final long MILLI_NANOS = 1_000_000;

    private final DeviceType type;
    private final Faults faults;
    private final Optional<SimulatedCable> cable;
    private final String topic;
    private final BiConsumer<String, byte[]> publisher;
    private final Random random = new Random();
    private final SimulatedDevice device;
    private final Clock clock = Clock.system();
    private @Nullable Thread ears;
    private volatile boolean closed;
    private long secondMillis;
    private long secondNanos;
    private boolean out;

    private SimulatedLine(
            DeviceType type,
            Script script,
            Faults faults,
            Optional<SimulatedCable> cable,
            String topic,
            BiConsumer<String, byte[]> publisher) {
        this.type = type;
        this.faults = faults;
        this.cable = cable;
        this.topic = topic;
        this.publisher = publisher;
        LocalDateTime now = LocalDateTime.ofInstant(Instant.ofEpochMilli(clock.wallMillis()), ZoneId.systemDefault());
        this.device = Simulators.of(type.id(), new Setting(script, faults, this::send, this::publish, now))
                .orElseThrow(() -> new IllegalStateException("no simulator of " + type.id()));
    }

    /** Into the serial port at {@code path}, or, where there is none, into a pseudo-terminal that is then found there. */
    static SimulatedLine serial(DeviceType type, Path path, Script script, Faults faults) throws IOException {
        if (!(type.link() instanceof SerialSettings settings)) {
            throw new IOException(type.id() + " is no serial device");
        }
        SimulatedCable cable = SimulatedCable.at(path, settings);
        SimulatedLine line = new SimulatedLine(type, script, faults, Optional.of(cable), "", (nowhere, bytes) -> {});
        line.listen(cable);
        return line;
    }

    /** @param topic empty for the type's usual one; {@code +name} in it is a level that the device fills */
    static SimulatedLine mqtt(
            DeviceType type, String topic, BiConsumer<String, byte[]> publisher, Script script, Faults faults) {
        return new SimulatedLine(
                type, script, faults, Optional.empty(), topic.isEmpty() ? usual(type) : topic, publisher);
    }

    private static String usual(DeviceType type) {
        if (type.id().equals("vigil-json")) {
            return "vigil/default/simulated-1/reading";
        }
        String pattern = type.link() instanceof MqttSettings mqtt ? mqtt.topic() : type.id();
        return pattern.replace("+mac", MAC).replaceAll("\\+(?!object)\\w+", "simulated");
    }

    String where() {
        return cable.map(SimulatedCable::where).orElse(topic);
    }

    private void listen(SimulatedCable from) {
        ears = new Thread(
                () -> {
                    while (!closed) {
                        hear(from.read());
                    }
                },
                "simulated-" + type.id());
        ears.setDaemon(true);
        ears.start();
    }

    private void hear(byte[] bytes) {
        if (bytes.length > 0) {
            heard(bytes, 0);
            return;
        }
        try {
            Thread.sleep(LISTEN_MILLIS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public synchronized void second(long elapsedMillis) {
        secondMillis = elapsedMillis;
        secondNanos = clock.nanos();
        boolean pulled = faults.on(Fault.DISCONNECT, elapsedMillis);
        if (pulled != out) {
            out = pulled;
            cable.ifPresent(pulled ? SimulatedCable::unplug : SimulatedCable::plug);
        }
        if (!out) {
            device.second(elapsedMillis);
        }
    }

    @Override
    public synchronized void heard(byte[] bytes, long unused) {
        long elapsed = secondNanos == 0 ? 0 : secondMillis + (clock.nanos() - secondNanos) / MILLI_NANOS;
        device.heard(faults.damaged(bytes, secondMillis, random), elapsed);
    }

    private void send(byte[] bytes) {
        cable.ifPresent(line -> line.write(faults.damaged(bytes, secondMillis, random)));
    }

    private void publish(String level, String payload) {
        publisher.accept(
                topic.replaceAll("\\+\\w+", level),
                faults.damaged(payload.getBytes(StandardCharsets.UTF_8), secondMillis, random));
    }

    @Override
    public void close() {
        closed = true;
        if (ears != null) {
            ears.interrupt();
        }
        cable.ifPresent(SimulatedCable::close);
    }
}
