package io.vigil.session;

import io.vigil.vital.Reading;
import java.util.List;

/** What makes two messages of a device one: its raw time or sequence together with the values. */
final class Stamp {
    private Stamp() {}

    /** A clock that counts whole seconds gives two messages one time; only with equal values are they one. */
    static String of(String raw, List<Reading> readings) {
        StringBuilder said = new StringBuilder(raw);
        for (Reading reading : readings) {
            said.append('|').append(reading.metric().wire()).append(reading.value());
            said.append(reading.quality().wire());
        }
        return said.toString();
    }
}
