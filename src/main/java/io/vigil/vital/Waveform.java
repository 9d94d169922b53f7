package io.vigil.vital;

import java.util.List;

/**
 * Some consecutive samples of a signal, such as the pulse wave of an oximeter. For the eye alone: no alarm looks at it.
 *
 * @param signal {@code pleth}, {@code ecg}, {@code resp}, {@code p1}, {@code p2}
 * @param perSecond samples a second, over 0
 * @param firstMillis when the first was taken, epoch ms on the host's clock, as well as its arrival tells
 * @param samples in the device's own steps, oldest first
 */
public record Waveform(String device, String signal, int perSecond, long firstMillis, List<Integer> samples) {
    private static final double MILLIS = 1000;

    public Waveform {
        if (perSecond <= 0) {
            throw new IllegalArgumentException(perSecond + " samples a second");
        }
        samples = List.copyOf(samples);
    }

    /** When the sample after the last would be due, epoch ms. */
    public long endMillis() {
        return firstMillis + Math.round(samples.size() * MILLIS / perSecond);
    }
}
