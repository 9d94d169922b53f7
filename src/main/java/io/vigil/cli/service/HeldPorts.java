package io.vigil.cli.service;

import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Line;
import io.vigil.device.serial.ListedPort;
import io.vigil.device.serial.UsbAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which configured device has which serial port, by the configuration alone: a device that is away keeps its port. */
record HeldPorts(List<VigilConfig.Device> devices) {
    /**
     * The system's ports, then those that only the configuration or the caller knows, such as a link of udev's or a
     * pseudo-terminal. Blocking.
     */
    List<ListedPort> and(List<ListedPort> listed, List<String> spare) {
        Map<String, ListedPort> all = new LinkedHashMap<>();
        listed.forEach(port -> all.put(real(port.path()), port));
        devices.stream()
                .flatMap(device -> path(device).stream())
                .forEach(path -> all.putIfAbsent(real(path), ListedPort.of(path)));
        spare.forEach(path -> all.putIfAbsent(real(path), ListedPort.of(path)));
        return List.copyOf(all.values());
    }

    /** An adapter that a device would take is that device's, also where it has taken another one of its kind. */
    Optional<String> holder(ListedPort port) {
        return devices.stream()
                .filter(device -> has(device, port))
                .map(VigilConfig.Device::id)
                .findFirst();
    }

    private static boolean has(VigilConfig.Device device, ListedPort port) {
        if (device.line() instanceof Line.UsbAdapter usb) {
            return new UsbAdapter(usb.vendor(), usb.product(), usb.serial()).matches(port);
        }
        return path(device).filter(path -> real(path).equals(real(port.path()))).isPresent();
    }

    private static Optional<String> path(VigilConfig.Device device) {
        return device.line() instanceof Line.SerialPort line ? Optional.of(line.path()) : Optional.empty();
    }

    /** What a name under {@code /dev/serial/by-id} stands for now; what is not there, or no file, stands for itself. */
    private static String real(String path) {
        try {
            return path.startsWith("/") ? Path.of(path).toRealPath().toString() : path;
        } catch (IOException gone) {
            return path;
        }
    }
}
