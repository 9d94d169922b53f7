package io.vigil.device.nonin;

import io.vigil.device.Decoder;
import io.vigil.device.DeviceFamily;
import io.vigil.device.Talk;
import io.vigil.device.scan.FrameScanner;
import java.util.Map;
import java.util.function.Supplier;

/** Nonin oximeters beside the bytes of data format 8. */
public final class NoninFamily implements DeviceFamily {
    @Override
    public Map<String, Supplier<Decoder>> streams() {
        return Map.of(
                "nonin-df2", () -> new FrameScanner(new NoninPackets(false)),
                "nonin-df7", () -> new FrameScanner(new NoninPackets(true)),
                "nonin-df13", () -> new FrameScanner(new NoninSpotChecks()));
    }

    @Override
    public Map<String, Supplier<Talk>> talks() {
        return Map.of(
                "nonin-df2", () -> new NoninTalk(2, true),
                "nonin-df7", () -> new NoninTalk(7, true),
                "nonin-df8", () -> new NoninTalk(8, true),
                "nonin-df13", () -> new NoninTalk(13, false));
    }
}
