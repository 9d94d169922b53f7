package io.vigil.cli.service;

import io.vigil.device.serial.ListedPort;
import io.vigil.device.serial.SerialProbe;
import io.vigil.session.port.PortDesk;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The ports of this machine as the configuration has given them away, and the one probe there may be. A port that a
 * configured device has is never opened here, whether that device answers or not. Any thread.
 */
final class SerialDesk implements PortDesk, AutoCloseable {
    /** Listens on a port; blocking. */
    @FunctionalInterface
    interface Prober {
        SerialProbe.Outcome probe(String path, SerialProbe.Follower follower);
    }

    private final Supplier<List<ListedPort>> listed;
    private final Function<ListedPort, Optional<String>> holder;
    private final Prober prober;
    private final long stepMillis;
    private volatile Optional<RunningProbe> running = Optional.empty();

    /**
     * @param listed the ports there are now; blocking
     * @param holder the configured device that has a port
     * @param stepMillis how long the prober listens at each setting
     */
    SerialDesk(
            Supplier<List<ListedPort>> listed,
            Function<ListedPort, Optional<String>> holder,
            Prober prober,
            long stepMillis) {
        this.listed = listed;
        this.holder = holder;
        this.prober = prober;
        this.stepMillis = stepMillis;
    }

    @Override
    public List<Port> ports() {
        // The system lists them in any order; a list that a person presses on keeps its own.
        return listed.get().stream()
                .map(this::port)
                .sorted(Comparator.comparing(Port::path))
                .toList();
    }

    private Port port(ListedPort port) {
        return new Port(
                port.path(),
                port.product(),
                port.usb() ? hex(port.vendorId()) : "",
                port.usb() ? hex(port.productId()) : "",
                port.usb() ? port.serial() : "",
                holder.apply(port).orElse(""));
    }

    private static String hex(int id) {
        return String.format(Locale.ROOT, "%04x", id);
    }

    @Override
    public synchronized Begun probe(String path, String by) {
        List<Port> all = ports();
        Optional<Port> wanted =
                all.stream().filter(port -> port.path().equals(path)).findFirst();
        if (wanted.isEmpty()) {
            return new Begun.Unknown();
        }
        if (!wanted.get().heldBy().isEmpty()) {
            return new Begun.Held(wanted.get().heldBy());
        }
        Optional<Probe> other = latest().filter(probe -> probe.state() == State.LISTENING);
        if (other.isPresent()) {
            return new Begun.Occupied(other.get().path(), other.get().by());
        }
        RunningProbe probe = new RunningProbe(wanted.get(), all, by, stepMillis);
        running = Optional.of(probe);
        probe.start(prober);
        return new Begun.Listening(probe.view());
    }

    @Override
    public Optional<Probe> latest() {
        return running.map(RunningProbe::view);
    }

    @Override
    public boolean stop() {
        return running.map(RunningProbe::stop).orElse(false);
    }

    @Override
    public void close() {
        running.ifPresent(RunningProbe::close);
    }
}
