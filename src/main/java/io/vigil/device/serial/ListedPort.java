package io.vigil.device.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
    /** What jSerialComm says where the system says nothing, and of a port that was opened by its path. */
    private static final Set<String> NOTHING = Set.of("Unknown", "User-Specified Port");

    /** A port of which only the path is known. */
    public static ListedPort of(String path) {
        return new ListedPort(path, "", -1, -1, "");
    }

    /** Those of this machine now. Reads the system's own lists: some milliseconds, not on an event loop. */
    public static List<ListedPort> all() {
        return Arrays.stream(SerialPort.getCommPorts())
                .filter(port -> !gone(port.getSystemPortPath()))
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

    /** jSerialComm goes on listing what it once opened. */
    private static boolean gone(String path) {
        return path.startsWith("/") && !Files.exists(Path.of(path));
    }

    private static String known(String word) {
        return NOTHING.contains(word) ? "" : word.strip();
    }
}
