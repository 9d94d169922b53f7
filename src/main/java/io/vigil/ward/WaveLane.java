package io.vigil.ward;

import io.vigil.session.port.WaveOutlet;
import io.vigil.vital.Waveform;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The waveforms' own way past the fold: to whom wears the device now, at once, on the link's thread. Any thread. */
final class WaveLane {
    private final Roster roster;
    private final LongAdder unworn = new LongAdder();
    private volatile List<WaveOutlet> outlets = List.of();

    WaveLane(Roster roster) {
        this.roster = roster;
    }

    void outlets(List<WaveOutlet> next) {
        outlets = List.copyOf(next);
    }

    void take(Waveform wave) {
        String session = roster.wearer(wave.device());
        if (session.isEmpty()) {
            unworn.increment();
            return;
        }
        for (WaveOutlet outlet : outlets) {
            outlet.wave(session, wave);
        }
    }

    long unworn() {
        return unworn.sum();
    }
}
