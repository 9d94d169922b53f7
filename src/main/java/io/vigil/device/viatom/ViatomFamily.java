package io.vigil.device.viatom;

import io.vigil.device.DeviceFamily;
import io.vigil.device.MessageDecoder;
import java.util.Map;

/** Viatom oximeters. */
public final class ViatomFamily implements DeviceFamily {
    private static final String O2RING = "viatom-o2ring";

    @Override
    public Map<String, MessageDecoder> messages() {
        return Map.of(O2RING, new O2RingMessages());
    }

    @Override
    public Map<String, StoredFile> files() {
        return Map.of(O2RING, new StoredFile(new byte[] {3, 0}, NightFile::new));
    }
}
