package io.vigil.device.description;

import java.util.List;

/**
 * Input and what must become of it.
 *
 * @param topic empty for a stream
 * @param expected lines as in {@code spo2 97}, {@code pr none sensor_off no-sensor}, {@code refused checksum}
 */
public record Example(Place place, String topic, byte[] input, List<Expected> expected) {
    public Example {
        expected = List.copyOf(expected);
    }

    /** @param text as it is compared: metric, value or {@code none}, quality, flags, single blanks between */
    public record Expected(Place place, String text) {}
}
