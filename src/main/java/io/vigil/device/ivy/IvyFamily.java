package io.vigil.device.ivy;

import io.vigil.device.Decoder;
import io.vigil.device.DeviceFamily;
import io.vigil.device.scan.FrameScanner;
import java.util.Map;
import java.util.function.Supplier;

/** Ivy monitors. */
public final class IvyFamily implements DeviceFamily {
    @Override
    public Map<String, Supplier<Decoder>> streams() {
        return Map.of("ivy-450c", () -> new FrameScanner(new AnsarB()));
    }
}
