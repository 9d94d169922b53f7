package io.vigil.device.serial;

import io.vigil.device.SerialSettings;
import io.vigil.time.Clock;
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
    /** Looks for the adapter anew at each attempt. */
    LineOpener opener(SerialSettings settings, Clock clock) {
        return () -> find(() -> ListedPort.all().stream())
                .map(path -> HardwarePort.opener(path, settings, clock).open())
                .orElseGet(() -> new LineOpener.Refused(
                        "No USB adapter " + this + " is plugged in. Check the cable and its USB plug.",
                        PortTrouble.MISSING));
    }

    /** True while it is plugged in. */
    public boolean present() {
        return find(() -> ListedPort.all().stream()).isPresent();
    }

    /** The path of the first that matches. */
    Optional<String> find(Supplier<Stream<ListedPort>> ports) {
        return ports.get().filter(this::matches).map(ListedPort::path).findFirst();
    }

    /** True for a port that is such an adapter; several may be where no serial number is asked for. */
    public boolean matches(ListedPort port) {
        return port.vendorId() == Integer.parseInt(vendor, 16)
                && port.productId() == Integer.parseInt(product, 16)
                && (serial.isEmpty() || serial.equals(port.serial()));
    }

    @Override
    public String toString() {
        return (vendor + ":" + product).toLowerCase(Locale.ROOT) + (serial.isEmpty() ? "" : " " + serial);
    }
}
