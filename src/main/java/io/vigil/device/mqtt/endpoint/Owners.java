package io.vigil.device.mqtt.endpoint;

import io.vigil.device.DeviceFlags;
import io.vigil.device.mqtt.intake.DeviceLine;
import io.vigil.device.mqtt.intake.Intake;
import java.util.HashMap;
import java.util.Map;

/** Which connection speaks for a device: one at a time. One thread (the server's event loop). */
final class Owners {
    /** A device heard so lately is no line left over from before a reboot. */
    private static final long LATELY_MILLIS = 10_000;

    private final Map<String, ClientConnection> owners = new HashMap<>();
    private final Intake intake;
    private final Tally tally;

    Owners(Intake intake, Tally tally) {
        this.intake = intake;
        this.tally = tally;
    }

    /** @return false when another client, heard lately, speaks for the device: the newcomer is not believed */
    boolean claim(String device, ClientConnection claimant) {
        ClientConnection owner = owners.get(device);
        if (owner == claimant) {
            return true;
        }
        DeviceLine line = intake.line(device);
        if (owner != null) {
            tally.secondClients.increment();
            line.flag(DeviceFlags.SECOND_CLIENT);
            line.suspect("A second client sends as this device; find it and give it an id of its own");
            if (line.speaking(LATELY_MILLIS)) {
                return false;
            }
        }
        owners.put(device, claimant);
        intake.connected(device);
        return true;
    }

    /** Its client id was taken over by another connection. */
    void replaced(ClientConnection old) {
        owners.forEach((device, owner) -> {
            DeviceLine line = intake.line(device);
            // A device that comes back after a loss of its network looks the same but for its silence before.
            if (owner == old && line.speaking(LATELY_MILLIS)) {
                tally.secondClients.increment();
                line.flag(DeviceFlags.SECOND_CLIENT);
                line.suspect("A second client connected under this device's client id; give each device its own");
            }
        });
    }

    void gone(ClientConnection connection) {
        owners.entrySet().removeIf(entry -> {
            boolean mine = entry.getValue() == connection;
            if (mine) {
                intake.line(entry.getKey()).gone("The device has disconnected; check its power and network");
            }
            return mine;
        });
    }
}
