package io.vigil.cli;

import io.vigil.device.SerialSettings;
import io.vigil.device.serial.SerialOutlet;
import io.vigil.device.sim.PseudoTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A simulated device's end of a serial line: a port of this machine, or a pseudo-terminal that is made for it. */
sealed interface SimulatedCable extends AutoCloseable {
    String where();

    void write(byte[] bytes);

    /** What the host said since the last call. */
    byte[] read();

    /** Pulls the cable, as far as that can be simulated. */
    void unplug();

    void plug();

    @Override
    void close();

    /** @throws IOException when there is no such port, or no pseudo-terminal can be had */
    static SimulatedCable at(Path path, SerialSettings settings) throws IOException {
        return Files.exists(path) ? new Port(path, SerialOutlet.open(path.toString(), settings)) : new Made(path);
    }

    /** A real port cannot be pulled: it falls silent. */
    final class Port implements SimulatedCable {
        private final Path path;
        private final SerialOutlet port;
        private volatile boolean out;

        private Port(Path path, SerialOutlet port) {
            this.path = path;
            this.port = port;
        }

        @Override
        public String where() {
            return path.toString();
        }

        @Override
        public void write(byte[] bytes) {
            if (!out) {
                port.write(bytes);
            }
        }

        @Override
        public byte[] read() {
            byte[] heard = port.read();
            return out ? new byte[0] : heard;
        }

        @Override
        public void unplug() {
            out = true;
        }

        @Override
        public void plug() {
            out = false;
        }

        @Override
        public void close() {
            port.close();
        }
    }

    /** Found at a path, where it is a symbolic link; pulled, the terminal is gone and the link too. */
    final class Made implements SimulatedCable {
        private final Path path;
        private @Nullable PseudoTerminal terminal;

        private Made(Path path) throws IOException {
            this.path = path;
            open();
            // Interrupted from the keyboard, the link would else stay and point nowhere.
            Runtime.getRuntime().addShutdownHook(new Thread(this::unplug));
        }

        private synchronized void open() throws IOException {
            PseudoTerminal made = PseudoTerminal.open();
            terminal = made;
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(path);
            }
            Files.createSymbolicLink(path, Path.of(made.path()));
        }

        @Override
        public synchronized String where() {
            return terminal == null ? path.toString() : path + " (" + terminal.path() + ")";
        }

        @Override
        public synchronized void write(byte[] bytes) {
            if (terminal != null) {
                terminal.write(bytes);
            }
        }

        @Override
        public synchronized byte[] read() {
            return terminal == null ? new byte[0] : terminal.read();
        }

        @Override
        public synchronized void unplug() {
            if (terminal != null) {
                terminal.close();
                terminal = null;
                path.toFile().delete();
            }
        }

        @Override
        public synchronized void plug() {
            if (terminal == null) {
                try {
                    open();
                } catch (IOException refused) {
                    throw new UncheckedIOException(refused);
                }
            }
        }

        @Override
        public void close() {
            unplug();
        }
    }
}
