package io.vigil.device.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.vigil.device.LineError;
import io.vigil.device.SerialSettings;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A port of this machine, by path. A pulled plug shows as a failing read (jSerialComm goes on calling the port open);
 * its disconnect event is not used, since that repeats in a tight loop until the port is closed.
 */
final class HardwarePort implements ByteLine {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TOO_FAST_NANOS = 5_000_000;
    private static final int TOO_FAST_READS = 50;
    /** EINVAL of POSIX. */
    private static final int INVALID_ARGUMENT = 22;

    private final SerialPort port;
    private final String path;
    private final String opened;
    private final Clock clock;
    private long lookedNanos;
    private int fastReads;

    private HardwarePort(SerialPort port, String path, Clock clock) {
        this.port = port;
        this.path = path;
        this.opened = leadsTo(path);
        this.clock = clock;
        this.lookedNanos = clock.nanos();
    }

    /** @param path {@code /dev/…} or {@code COM3}; a symbolic link is followed anew at each attempt */
    static LineOpener opener(String path, SerialSettings settings, Clock clock) {
        return () -> {
            if (vanished(path)) {
                return new LineOpener.Refused(
                        "Nothing is plugged in at " + path + ". Check the cable and its USB plug.",
                        PortTrouble.MISSING);
            }
            try {
                SerialPort port = SerialPort.getCommPort(path);
                configure(port, settings);
                if (port.openPort()) {
                    // What the system kept from before we listened has no known time.
                    port.flushIOBuffers();
                    return new LineOpener.Opened(new HardwarePort(port, path, clock));
                }
                return unopened(path, settings, port.getLastErrorCode());
            } catch (SerialPortInvalidPortException notAPort) {
                return new LineOpener.Refused(
                        path + " is no serial port. Check the configured port.", PortTrouble.NO_PORT);
            }
        };
    }

    private static LineOpener.Refused unopened(String path, SerialSettings settings, int error) {
        if (path.startsWith("/") && error == INVALID_ARGUMENT) {
            return new LineOpener.Refused(
                    path + " cannot be set to " + settings.inWords() + ". Check the device's type.",
                    PortTrouble.SETTINGS);
        }
        return new LineOpener.Refused(
                path + " cannot be opened: another program has it, or this user may not use it.",
                forbidden(path) ? PortTrouble.FORBIDDEN : PortTrouble.BUSY);
    }

    private static boolean forbidden(String path) {
        return path.startsWith("/") && !(Files.isReadable(Path.of(path)) && Files.isWritable(Path.of(path)));
    }

    static void configure(SerialPort port, SerialSettings settings) {
        int parity = switch (settings.parity()) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
        };
        int flow = switch (settings.flow()) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case RTS_CTS -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case XON_XOFF -> SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
        int stopBits = settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
        port.setComPortParameters(settings.baud(), settings.dataBits(), stopBits, parity);
        port.setFlowControl(flow);
        // Before the port is opened they say how it is opened.
        if (settings.dtr()) {
            port.setDTR();
        } else {
            port.clearDTR();
        }
        if (settings.rts()) {
            port.setRTS();
        } else {
            port.clearRTS();
        }
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, settings.readTimeoutMillis(), 0);
    }

    /** A port that is a file is gone when the file is. */
    private static boolean vanished(String path) {
        return path.startsWith("/") && !Files.exists(Path.of(path));
    }

    @Override
    public int read(byte[] into) {
        long before = clock.nanos();
        int count = port.readBytes(into, into.length);
        if (count != 0) {
            fastReads = 0;
            return count < 0 ? -1 : count;
        }
        long now = clock.nanos();
        // Some drivers answer "nothing" at once for ever after an unplug: that must not become a busy loop.
        fastReads = now - before < TOO_FAST_NANOS ? fastReads + 1 : 0;
        if (fastReads >= TOO_FAST_READS) {
            return -1;
        }
        if (now - lookedNanos >= SECOND_NANOS) {
            lookedNanos = now;
            return !opened.isEmpty() && leadsTo(path).equals(opened) ? 0 : -1;
        }
        return 0;
    }

    /**
     * What a by-id name stands for now: after a quick replug it is another port, while the one that was opened goes on
     * saying nothing. Empty where there is nothing; a name that is no file stands for itself.
     */
    private static String leadsTo(String path) {
        if (!path.startsWith("/")) {
            return path;
        }
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public int write(byte[] bytes) {
        return Math.max(0, port.writeBytes(bytes, bytes.length));
    }

    @Override
    public void watch(Consumer<LineError> amiss) {
        port.addDataListener(new LineErrors(amiss));
    }

    @Override
    public void close() {
        port.closePort();
    }
}
