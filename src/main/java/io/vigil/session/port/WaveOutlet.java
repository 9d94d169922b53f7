package io.vigil.session.port;

import io.vigil.vital.Waveform;

/**
 * Whoever shows or keeps waveforms. Called on a link's thread: must hand over or drop, and return. Waveforms never enter
 * the fold, and whatever has no room for one drops it.
 */
@FunctionalInterface
public interface WaveOutlet {
    void wave(String session, Waveform wave);
}
