package io.vigil.device.serial;

import com.fazecast.jSerialComm.SerialPort;
import io.vigil.device.SerialSettings;
import io.vigil.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A USB serial adapter by what it says of itself, so that the same device is found again when the system gives it another
 * name.
 *
 * @param vendor four hex digits; @param product four hex digits; @param serial empty for any
 */
public record UsbAdapter(String vendor, String product, String serial) {
    /** A port as the system lists it. */
    record Listed(String path, int vendor, int product, String serial) {}

    /** Looks for the adapter anew at each attempt. */
    LineOpener opener(SerialSettings settings, Clock clock) {
        return () -> find(UsbAdapter::listed)
                .map(path -> HardwarePort.opener(path, settings, clock).open())
                .orElseGet(() -> new LineOpener.Refused(
                        "No USB adapter " + this + " is plugged in. Check the cable and its USB plug."));
    }

    /** True while it is plugged in. */
    public boolean present() {
        return find(UsbAdapter::listed).isPresent();
    }

    /** The path of the first that matches. */
    Optional<String> find(Supplier<Stream<Listed>> ports) {
        return ports.get().filter(this::matches).map(Listed::path).findFirst();
    }

    private boolean matches(Listed port) {
        return port.vendor() == Integer.parseInt(vendor, 16)
                && port.product() == Integer.parseInt(product, 16)
                && (serial.isEmpty() || serial.equals(port.serial()));
    }

    private static Stream<Listed> listed() {
        return Arrays.stream(SerialPort.getCommPorts())
                .map(port -> new Listed(
                        port.getSystemPortPath(), port.getVendorID(), port.getProductID(), port.getSerialNumber()));
    }

    @Override
    public String toString() {
        return (vendor + ":" + product).toLowerCase(Locale.ROOT) + (serial.isEmpty() ? "" : " " + serial);
    }
}
