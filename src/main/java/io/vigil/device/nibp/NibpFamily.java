package io.vigil.device.nibp;

import io.vigil.device.Decoder;
import io.vigil.device.DeviceFamily;
import io.vigil.device.scan.FrameScanner;
import java.util.Map;
import java.util.function.Supplier;

/** Blood pressure modules. */
public final class NibpFamily implements DeviceFamily {
    @Override
    public Map<String, Supplier<Decoder>> streams() {
        return Map.of("suntech-advantage", () -> new FrameScanner(new SunTechAdvantage()));
    }
}
