package io.vigil.device.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.vigil.device.SerialSettings;
import java.io.IOException;
import java.util.Arrays;

/** A device's end of a serial port, for simulated devices on a real cable. One thread writes, one reads. */
public final class SerialOutlet implements AutoCloseable {
    private final SerialPort port;

    private SerialOutlet(SerialPort port) {
        this.port = port;
    }

    /** @throws IOException when there is no such port or it is in use */
    public static SerialOutlet open(String path, SerialSettings settings) throws IOException {
        try {
            SerialPort port = SerialPort.getCommPort(path);
            HardwarePort.configure(port, settings);
            if (port.openPort()) {
                return new SerialOutlet(port);
            }
        } catch (SerialPortInvalidPortException notAPort) {
            throw new IOException(path + " is no serial port", notAPort);
        }
        throw new IOException(path + " cannot be opened: in use, or not allowed");
    }

    /** @return how many bytes the port took; fewer than given when it is gone */
    public int write(byte[] bytes) {
        return Math.max(0, port.writeBytes(bytes, bytes.length));
    }

    /** Waits at most {@link ByteLine#WAIT_MILLIS}. @return what the host said meanwhile; empty for nothing */
    public byte[] read() {
        byte[] bytes = new byte[256];
        return Arrays.copyOf(bytes, Math.max(0, port.readBytes(bytes, bytes.length)));
    }

    @Override
    public void close() {
        port.closePort();
    }
}
