package io.vigil.device;

/**
 * @param baud bits per second; @param dataBits 5 to 8; @param stopBits 1 or 2
 * @param dtr whether "terminal ready" is raised, and {@code rts} "request to send"
 * @param readTimeoutMillis how long a read waits for a byte
 * @param retryMillis the first wait between two attempts to open the port
 */
public record SerialSettings(
        int baud,
        int dataBits,
        Parity parity,
        int stopBits,
        Flow flow,
        boolean dtr,
        boolean rts,
        int readTimeoutMillis,
        int retryMillis)
        implements LinkSettings {
    public enum Parity {
        NONE,
        ODD,
        EVEN
    }

    public enum Flow {
        NONE,
        RTS_CTS,
        XON_XOFF
    }

    /** As most lines are: both control lines raised. */
    public SerialSettings(int baud, int dataBits, Parity parity, int stopBits, Flow flow) {
        this(baud, dataBits, parity, stopBits, flow, true, true, 100, 1000);
    }
}
