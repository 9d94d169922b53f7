package io.vigil.device.sim;

import java.util.Arrays;

/** Frames of a SunTech Advantage module, and of the host that asks it. */
public final class SunTechEncoder {
    private SunTechEncoder() {}

    /** The host's command to inflate. */
    public static byte[] start() {
        return checked(0x3A, 0x20, 0);
    }

    /** The host's command to stop and let the air out. */
    public static byte[] abort() {
        return checked(0x3A, 0x79, 0x01, 0x00, 0);
    }

    public static byte[] askCuffPressure() {
        return checked(0x3A, 0x79, 0x05, 0x00, 0);
    }

    public static byte[] askResult() {
        return checked(0x3A, 0x79, 0x03, 0x00, 0);
    }

    public static byte[] accepted() {
        return reply('K');
    }

    /** A short reply. @param code {@code K} accepted or done; the others are known less well */
    public static byte[] reply(char code) {
        return checked(0x3E, 4, code, 0);
    }

    /** @param mmHg 0-65535 */
    public static byte[] cuffPressure(int mmHg) {
        return checked(0x3E, 5, mmHg % 256, mmHg / 256, 0);
    }

    /** @param sbp mmHg; @param dbp mmHg; @param map mmHg; @param pulse 0-255; @param error 0 for none */
    public static byte[] result(int sbp, int dbp, int map, int pulse, int error) {
        int[] frame = new int[24];
        frame[0] = 0x3E;
        frame[1] = frame.length;
        frame[2] = sbp % 256;
        frame[3] = sbp / 256;
        frame[4] = dbp % 256;
        frame[5] = dbp / 256;
        frame[6] = 30;
        frame[7] = 1;
        frame[16] = pulse;
        frame[18] = map % 256;
        frame[19] = map / 256;
        frame[20] = error;
        return checked(frame);
    }

    /** The last byte becomes what brings the sum of all to 0. */
    private static byte[] checked(int... frame) {
        frame[frame.length - 1] = (256 - Arrays.stream(frame).sum() % 256) % 256;
        byte[] bytes = new byte[frame.length];
        for (int i = 0; i < frame.length; i++) {
            bytes[i] = (byte) frame[i];
        }
        return bytes;
    }
}
