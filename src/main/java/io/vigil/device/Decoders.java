package io.vigil.device;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Which code reads which type: what stands in this package, and the families. */
final class Decoders {
    private static final Map<String, Supplier<Decoder>> STREAMS =
            new HashMap<>(Map.of("nonin-df8", NoninDf8Decoder::new, "masimo-ascii1", MasimoAscii1Decoder::new));

    private static final Map<String, MessageDecoder> MESSAGES = new HashMap<>(
            Map.of("gatt-blood-pressure", new GattBloodPressureDecoder(), "vigil-json", new VigilJsonDecoder()));

    private static final Map<String, Supplier<Talk>> TALKS = new HashMap<>();

    private static final Map<String, DeviceFamily.StoredFile> FILES = new HashMap<>();

    static {
        for (DeviceFamily family : ServiceLoader.load(DeviceFamily.class, DeviceFamily.class.getClassLoader())) {
            STREAMS.putAll(family.streams());
            MESSAGES.putAll(family.messages());
            TALKS.putAll(family.talks());
            FILES.putAll(family.files());
        }
    }

    private Decoders() {}

    static Optional<Supplier<Decoder>> stream(String type) {
        return Optional.ofNullable(STREAMS.get(type));
    }

    static Optional<MessageDecoder> messages(String type) {
        return Optional.ofNullable(MESSAGES.get(type));
    }

    static Optional<Supplier<Talk>> talk(String type) {
        return Optional.ofNullable(TALKS.get(type));
    }

    static Optional<DeviceFamily.StoredFile> file(String type) {
        return Optional.ofNullable(FILES.get(type));
    }
}
