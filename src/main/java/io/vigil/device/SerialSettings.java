package io.vigil.device;

/**
 * @param baud bits per second
 * @param dataBits 5 to 8
 * @param stopBits 1 or 2
 * @param dtr whether Data Terminal Ready is raised while the port is open; some adapters and isolated cables live from it
 * @param rts whether Request To Send is raised; without meaning under {@link Flow#RTS_CTS}
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

    private static final int USUAL_READ_MILLIS = 100;
    private static final int USUAL_RETRY_MILLIS = 1_000;

    /** Both control lines raised, as every system does on opening a port. */
    public SerialSettings(int baud, int dataBits, Parity parity, int stopBits, Flow flow) {
        this(baud, dataBits, parity, stopBits, flow, true, true);
    }

    public SerialSettings(int baud, int dataBits, Parity parity, int stopBits, Flow flow, boolean dtr, boolean rts) {
        this(baud, dataBits, parity, stopBits, flow, dtr, rts, USUAL_READ_MILLIS, USUAL_RETRY_MILLIS);
    }

    /** The same line at another speed, where a device's menu offers several. */
    public SerialSettings withBaud(int rate) {
        return new SerialSettings(rate, dataBits, parity, stopBits, flow, dtr, rts, readTimeoutMillis, retryMillis);
    }

    /** {@code 9600 8N1}. */
    public String inWords() {
        return baud + " " + dataBits + parity.name().charAt(0) + stopBits;
    }
}
