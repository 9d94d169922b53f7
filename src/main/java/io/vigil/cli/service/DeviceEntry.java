package io.vigil.cli.service;

import io.vigil.session.port.PortDesk.Port;
import java.util.List;
import java.util.Set;

/** The lines of {@code vigil.yaml} for a device on a serial port. */
final class DeviceEntry {
    private static final String PLAIN = "[A-Za-z/][A-Za-z0-9_./-]*";
    /** Plain words that YAML, or this file, takes for something else. */
    private static final Set<String> MEANS_MORE = Set.of("true", "false", "null", "yes", "no", "on", "off", "none");

    private DeviceEntry() {}

    /**
     * One element of {@code devices}, each line indented by two.
     *
     * @param chair empty: bound by hand
     * @param others all ports of the machine: an adapter without a serial number is told from its like by its path
     */
    static String of(String id, String type, String chair, Port port, List<Port> others) {
        StringBuilder lines = new StringBuilder();
        lines.append("  - id: ").append(scalar(id)).append('\n');
        lines.append("    type: ").append(scalar(type)).append('\n');
        if (!chair.isEmpty()) {
            lines.append("    chair: ").append(scalar(chair)).append('\n');
        }
        return lines.append("    serial: ")
                .append(line(port, others))
                .append('\n')
                .toString();
    }

    private static String line(Port port, List<Port> others) {
        boolean alone = others.stream()
                .filter(other -> other.vendor().equals(port.vendor())
                        && other.product().equals(port.product())
                        && other.serial().equals(port.serial()))
                .noneMatch(other -> !other.path().equals(port.path()));
        if (port.vendor().isEmpty() || !alone) {
            return "{port: " + scalar(port.path()) + "}";
        }
        String serial = port.serial().isEmpty() ? "" : ", serial: " + quoted(port.serial());
        return "{usb: {vid: " + quoted(port.vendor()) + ", pid: " + quoted(port.product()) + serial + "}}";
    }

    /** Whatever a person or a device wrote, as one YAML text and nothing more. */
    static String scalar(String text) {
        return text.matches(PLAIN) && !MEANS_MORE.contains(text.toLowerCase(java.util.Locale.ROOT))
                ? text
                : quoted(text);
    }

    static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }
}
