package io.vigil.device;

import java.util.Locale;

/** What the hardware of a serial line notices: a wrong rate or parity, a bad cable, a host that reads too slowly. */
public enum LineError {
    /** The line was held down for longer than a character. */
    BREAK,
    /** A character without its stop bit: most often the wrong rate. */
    FRAMING,
    /** A character whose parity is wrong. */
    PARITY,
    /** Characters were lost in the adapter or the driver before they were read. */
    OVERRUN;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
