package io.vigil.session.port;

import io.vigil.vital.Waveform;
import java.util.List;

/** The waveforms that are kept. Blocking: workers only. */
public interface Waveforms {
    /**
     * Blocks that overlap {@code from <= t < to}, oldest first, cut to it; a gap between two is a gap in the signal.
     *
     * @param signal empty for all
     * @param mostSamples about so many; the newest are left out
     */
    List<Waveform> waveforms(String session, String signal, long fromMillis, long toMillis, int mostSamples);
}
