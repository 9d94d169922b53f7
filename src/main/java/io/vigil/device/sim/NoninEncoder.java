package io.vigil.device.sim;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.function.IntSupplier;

/** Nonin data formats 2, 7 and 13 as the vendor lays them out. */
public final class NoninEncoder {
    /** STATUS bits of formats 2 and 7. */
    public static final int ARTIFACT = 1 << 5;

    public static final int OUT_OF_TRACK = 1 << 4;
    public static final int SENSOR_ALARM = 1 << 3;
    public static final int LOW_PERFUSION = 1 << 2;
    public static final int MARGINAL_PERFUSION = 1 << 2 | 1 << 1;

    public static final int NO_SPO2 = 127;
    public static final int NO_PULSE = 511;
    private static final int FRAMES = 25;

    private NoninEncoder() {}

    /**
     * A packet of 25 frames. The display values are those of the plain ones.
     *
     * @param spo2 0-100 or 127; @param pulse 18-321 or 511; @param status bits, the same in each frame
     * @param pleth 0-255, for format 7 0-65535
     */
    public static byte[] packet(boolean format7, int spo2, int pulse, int status, int pleth) {
        return packet(format7, spo2, pulse, spo2, pulse, status, pleth);
    }

    /** @param shownSpo2 the display value, which the device keeps for ten seconds; @param shownPulse alike */
    public static byte[] packet(
            boolean format7, int spo2, int pulse, int shownSpo2, int shownPulse, int status, int pleth) {
        return packet(format7, spo2, pulse, shownSpo2, shownPulse, status, () -> pleth);
    }

    /** @param wave the samples of the 25 frames, one after the other */
    static byte[] packet(
            boolean format7, int spo2, int pulse, int shownSpo2, int shownPulse, int status, IntSupplier wave) {
        int[] values = new int[FRAMES + 1];
        pulse(values, 1, pulse);
        values[3] = spo2;
        values[4] = 48;
        values[9] = shownSpo2;
        values[10] = spo2;
        values[11] = spo2;
        pulse(values, 14, pulse);
        values[16] = spo2;
        values[17] = shownSpo2;
        pulse(values, 20, shownPulse);
        pulse(values, 22, shownPulse);
        ByteArrayOutputStream packet = new ByteArrayOutputStream(5 * FRAMES);
        for (int frame = 1; frame <= FRAMES; frame++) {
            int first = 0x80 | status | (frame == 1 ? 1 : 0);
            int pleth = wave.getAsInt();
            int[] four = format7
                    ? new int[] {first, pleth / 256, pleth % 256, values[frame]}
                    : new int[] {1, first, pleth, values[frame]};
            int sum = 0;
            for (int octet : four) {
                packet.write(octet);
                sum += octet;
            }
            packet.write(sum % 256);
        }
        return packet.toByteArray();
    }

    private static void pulse(int[] values, int frame, int pulse) {
        values[frame] = pulse / 128;
        values[frame + 1] = pulse % 128;
    }

    /** A format 13 record. @param spo2 0-100 or 127; @param pulse 18-321 or 511; @param more bytes behind the known ones */
    public static byte[] spotCheck(
            LocalDateTime at, int spo2, int pulse, boolean smartPoint, boolean stored, int more) {
        int[] data = new int[14 + more];
        data[0] = bcd(at.getYear() / 100);
        data[1] = bcd(at.getYear() % 100);
        data[2] = bcd(at.getMonthValue());
        data[3] = bcd(at.getDayOfMonth());
        data[4] = bcd(at.getHour());
        data[5] = bcd(at.getMinute());
        data[6] = bcd(at.getSecond());
        data[7] = bcd(at.getNano() / 10_000_000);
        data[8] = smartPoint ? 2 : 0;
        data[9] = stored ? 16 : 0;
        data[10] = pulse / 256;
        data[11] = pulse % 256;
        data[13] = spo2;
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(new byte[] {0, 2, 0, 13, 0, (byte) data.length});
        int sum = 0;
        for (int octet : data) {
            record.write(octet);
            sum += octet;
        }
        record.write(sum % 256);
        record.write(3);
        return record.toByteArray();
    }

    private static int bcd(int twoDigits) {
        return twoDigits / 10 * 16 + twoDigits % 10;
    }
}
