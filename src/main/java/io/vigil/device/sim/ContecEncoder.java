package io.vigil.device.sim;

/** Contec's real-time frames as the vendor (V7.0) and the readers of the older stream lay them out. */
public final class ContecEncoder {
    public static final int NO_SPO2 = 127;
    public static final int NO_PULSE = 255;
    /** Hundredths of a per cent: no perfusion index. */
    public static final int NO_PERFUSION = 0xFFFF;

    private ContecEncoder() {}

    /**
     * A V7.0 frame.
     *
     * @param spo2 0-100 or 127; @param pulse 0-254 or 255; @param hundredths of a per cent of perfusion, or none
     * @param pleth 0-127
     */
    public static byte[] v7(int spo2, int pulse, int hundredths, int pleth, boolean searching, boolean probeError) {
        int[] data = {
            4 + (probeError ? 128 : 0),
            pleth + (searching ? 128 : 0),
            hundredths == NO_PERFUSION ? 16 : 0,
            pulse,
            spo2,
            hundredths % 256,
            hundredths / 256
        };
        byte[] frame = new byte[9];
        int saved = 0;
        for (int i = 0; i < data.length; i++) {
            saved += data[i] >= 128 ? 1 << i : 0;
            frame[i + 2] = (byte) (128 + data[i] % 128);
        }
        frame[0] = 1;
        frame[1] = (byte) (128 + saved);
        return frame;
    }

    /** A frame of the older stream. @param spo2 0-100 or 127; @param pulse 0-254 or 255; @param pleth 0-127 */
    public static byte[] fiveBytes(int spo2, int pulse, int pleth, boolean searching, boolean probeError) {
        int third = (pulse >= 128 ? 64 : 0) + (searching ? 32 : 0) + (probeError ? 16 : 0) + pleth / 8 % 16;
        return new byte[] {(byte) (128 + 4), (byte) pleth, (byte) third, (byte) (pulse % 128), (byte) spo2};
    }
}
