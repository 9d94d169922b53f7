package io.vigil.device;

import io.vigil.vital.Waveform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers a device's waves, which may come sample by sample, to a quarter of a second each, so that a wave costs four
 * hand-overs a second and not sixty. One thread; one instance per device.
 */
public final class WaveGathering {
    private static final int PARTS_OF_A_SECOND = 4;
    /** A monitor has five signals; what names more is confused. */
    private static final int MOST_SIGNALS = 8;

    private static final int MOST_SAMPLES = 4_096;

    private final String device;
    private final Map<String, List<Integer>> gathered = new HashMap<>();

    public WaveGathering(String device) {
        this.device = device;
    }

    /** @param arrivedMillis of its last sample, epoch ms; @return what is enough to hand over */
    public Optional<Waveform> add(Decoded.Wave wave, long arrivedMillis) {
        if (wave.perSecond() <= 0 || !gathered.containsKey(wave.signal()) && gathered.size() >= MOST_SIGNALS) {
            return Optional.empty();
        }
        List<Integer> samples = gathered.computeIfAbsent(wave.signal(), signal -> new ArrayList<>());
        samples.addAll(wave.samples().subList(0, Math.min(wave.samples().size(), MOST_SAMPLES)));
        if (samples.size() * PARTS_OF_A_SECOND < wave.perSecond()) {
            return Optional.empty();
        }
        long first = arrivedMillis - samples.size() * 1000L / wave.perSecond();
        Waveform whole = new Waveform(device, wave.signal(), wave.perSecond(), first, samples);
        samples.clear();
        return Optional.of(whole);
    }
}
