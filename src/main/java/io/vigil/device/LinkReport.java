package io.vigil.device;

/**
 * How a device's line stands.
 *
 * @param reason why it is not LIVE, in a nurse's words, with the mend; empty when it is
 * @param goodFrames since the service started
 * @param badFrames frames, lines or messages refused since the service started
 */
public record LinkReport(String device, LinkState state, String reason, long goodFrames, long badFrames) {
    /** SILENT: open, but no good frame for the type's silence limit. FAULTY: only bad ones. */
    public enum LinkState {
        CONNECTING,
        LIVE,
        SILENT,
        FAULTY,
        GONE
    }
}
