package io.vigil.device;

/** @param baud bits per second; @param dataBits 5 to 8; @param stopBits 1 or 2 */
public record SerialSettings(int baud, int dataBits, Parity parity, int stopBits, Flow flow) implements LinkSettings {
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
}
