package io.vigil.device.gatt;

import io.vigil.device.DeviceFamily;
import io.vigil.device.MessageDecoder;
import java.util.Map;

/** Belts, oximeters and cuffs by their Bluetooth characteristic; 2A35 is read elsewhere. */
public final class GattFamily implements DeviceFamily {
    @Override
    public Map<String, MessageDecoder> messages() {
        return Map.of(
                "gatt-heart-rate", new GattMessages("2a37", new HeartRate()),
                "gatt-plx-continuous", new GattMessages("2a5f", new PulseOximetry(true)),
                "gatt-plx-spot", new GattMessages("2a5e", new PulseOximetry(false)),
                "gatt-intermediate-cuff", new GattMessages("2a36", new IntermediateCuff()));
    }
}
