package io.vigil.device.nonin;

import io.vigil.device.Decoder;
import io.vigil.device.DeviceFamily;
import io.vigil.device.scan.FrameScanner;
import java.util.Map;
import java.util.function.Supplier;

/** Nonin oximeters beside data format 8. */
public final class NoninFamily implements DeviceFamily {
    @Override
    public Map<String, Supplier<Decoder>> streams() {
        return Map.of(
                "nonin-df2", () -> new FrameScanner(new NoninPackets(false)),
                "nonin-df7", () -> new FrameScanner(new NoninPackets(true)),
                "nonin-df13", () -> new FrameScanner(new NoninSpotChecks()));
    }
}
