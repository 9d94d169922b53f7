package io.vigil.cli.service;

import io.vigil.config.Listen;
import io.vigil.config.VigilConfig;
import io.vigil.session.port.DraftDesk.Device;
import io.vigil.session.port.DraftDesk.Wanted;
import io.vigil.session.port.PortDesk.Port;
import java.util.List;
import java.util.stream.Collectors;

/** A {@code vigil.yaml} with its comments. @param check the command for it; @param run the command for it */
record DraftText(VigilConfig present, List<Port> ports, String check, String run) {
    String of(Wanted wanted) {
        StringBuilder text = new StringBuilder();
        text.append("# Written by the first-steps page of a running Vigil. Check it, then start with it:\n");
        text.append("#   ").append(check).append('\n');
        text.append("#   ").append(run).append('\n');
        text.append(
                "# What is not said here stays as it is without a file: reached from this machine only, no EHR.\n\n");
        site(text, wanted);
        data(text);
        listening(text);
        text.append("# The chairs, in the order in which the ward shows them.\n");
        text.append("chairs: [").append(quoted(wanted.chairs())).append("]\n");
        devices(text, wanted.devices());
        return text.toString();
    }

    private void site(StringBuilder text, Wanted wanted) {
        text.append("site:\n");
        text.append(
                "  # First part of every MQTT topic, and where a reading came from in the EHR. Do not change it later.\n");
        text.append("  id: ").append(DeviceEntry.scalar(wanted.site())).append('\n');
        if (present.site().simulated()) {
            text.append(
                    "  # The devices of this station are simulated ones. Take this line out where patients are real.\n");
            text.append("  simulated: true\n");
        }
        text.append('\n');
    }

    /** The demonstration's folder holds invented patients: nothing real begins there. */
    private void data(StringBuilder text) {
        if (!present.site().simulated()) {
            text.append("# Sessions and accounts: the folder that is in use now.\n");
            text.append("data: ")
                    .append(DeviceEntry.scalar(present.data().toAbsolutePath().toString()))
                    .append("\n\n");
        }
    }

    private void listening(StringBuilder text) {
        Listen http = present.http().listen();
        if (http.loopback() && !http.equals(Listen.HTTP)) {
            text.append("http: {listen: ")
                    .append(DeviceEntry.quoted(http.toString()))
                    .append("}\n\n");
        }
        VigilConfig.Embedded embedded = present.mqtt().embedded();
        if (embedded.enabled()
                && embedded.listen().loopback()
                && !embedded.listen().equals(Listen.MQTT)) {
            text.append("mqtt: {embedded: {listen: ")
                    .append(DeviceEntry.quoted(embedded.listen().toString()))
                    .append("}}\n\n");
        }
    }

    private void devices(StringBuilder text, List<Device> devices) {
        if (devices.isEmpty()) {
            text.append("\n# No device yet: find them on the ports of the first-steps page, or add them by hand.\n");
            text.append("devices: []\n");
            return;
        }
        text.append("\n# A device with a chair is put on with it; one without is bound by hand.\n");
        text.append("devices:\n");
        for (Device device : devices) {
            text.append(DeviceEntry.of(device.id(), device.type(), device.chair(), port(device.path()), ports));
        }
    }

    /** As it is plugged in now; one that was pulled meanwhile is known by its path only. */
    private Port port(String path) {
        return ports.stream()
                .filter(port -> port.path().equals(path))
                .findFirst()
                .orElse(new Port(path, "", "", "", "", ""));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(DeviceEntry::quoted).collect(Collectors.joining(", "));
    }
}
