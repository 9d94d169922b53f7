package io.vigil.device;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which code reads which type; the only place that names both. */
final class Decoders {
    private static final Map<String, Supplier<Decoder>> STREAMS =
            Map.of("nonin-df8", NoninDf8Decoder::new, "masimo-ascii1", MasimoAscii1Decoder::new);

    private static final Map<String, MessageDecoder> MESSAGES =
            Map.of("gatt-blood-pressure", new GattBloodPressureDecoder(), "vigil-json", new VigilJsonDecoder());

    private Decoders() {}

    static Optional<Supplier<Decoder>> stream(String type) {
        return Optional.ofNullable(STREAMS.get(type));
    }

    static Optional<MessageDecoder> messages(String type) {
        return Optional.ofNullable(MESSAGES.get(type));
    }
}
