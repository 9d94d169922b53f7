package io.vigil.device.contec;

import io.vigil.device.Decoder;
import io.vigil.device.DeviceFamily;
import io.vigil.device.Talk;
import io.vigil.device.scan.FrameScanner;
import java.util.Map;
import java.util.function.Supplier;

/** Contec oximeters, of both generations. */
public final class ContecFamily implements DeviceFamily {
    @Override
    public Map<String, Supplier<Decoder>> streams() {
        return Map.of(
                "contec-v7", () -> new FrameScanner(new ContecV7()),
                "contec-5byte", () -> new FrameScanner(new ContecFiveBytes()));
    }

    /** The older stream comes unasked. */
    @Override
    public Map<String, Supplier<Talk>> talks() {
        return Map.of("contec-v7", ContecTalk::new);
    }
}
