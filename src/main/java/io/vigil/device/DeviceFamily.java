package io.vigil.device;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The code that reads some types. Found by {@link java.util.ServiceLoader}: a family's package knows this one, and not
 * the reverse.
 */
public interface DeviceFamily {
    /** By type id; a fresh decoder for each connection. */
    default Map<String, Supplier<Decoder>> streams() {
        return Map.of();
    }

    /** By type id. */
    default Map<String, MessageDecoder> messages() {
        return Map.of();
    }

    /** What is said to devices of a type, by type id; a fresh talk for each device. Types without are listened to. */
    default Map<String, Supplier<Talk>> talks() {
        return Map.of();
    }

    /** Readers of the files in which devices of a type keep their own record, by type id. */
    default Map<String, StoredFile> files() {
        return Map.of();
    }

    /** @param firstBytes by which such a file is known; none of the type's messages begins so */
    record StoredFile(byte[] firstBytes, Supplier<Decoder> decoder) {}
}
