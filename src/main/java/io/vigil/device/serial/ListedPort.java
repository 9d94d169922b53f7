package io.vigil.device.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.util.Arrays;
import java.util.List;

/**
 * A serial port as the system lists it.
 *
 * @param path {@code /dev/ttyUSB0}, {@code COM3}
 * @param product the adapter's own name; empty where it says none
 * @param vendorId of a USB adapter, -1 for a port that is none
 * @param productId of a USB adapter, -1 for a port that is none
 * @param serial of a USB adapter; empty where it says none
 */
public record ListedPort(String path, String product, int vendorId, int productId, String serial) {
    /** What jSerialComm says where the system says nothing. */
    private static final String UNKNOWN = "Unknown";

    /** A port of which only the path is known. */
    public static ListedPort of(String path) {
        return new ListedPort(path, "", -1, -1, "");
    }

    /** Those of this machine now. Reads the system's own lists: some milliseconds, not on an event loop. */
    public static List<ListedPort> all() {
        return Arrays.stream(SerialPort.getCommPorts())
                .map(port -> new ListedPort(
                        port.getSystemPortPath(),
                        known(port.getPortDescription()),
                        port.getVendorID(),
                        port.getProductID(),
                        known(port.getSerialNumber())))
                .toList();
    }

    public boolean usb() {
        return vendorId > 0 && productId >= 0;
    }

    private static String known(String word) {
        return word.equals(UNKNOWN) ? "" : word.strip();
    }
}
