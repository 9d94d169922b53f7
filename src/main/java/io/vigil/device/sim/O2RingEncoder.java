package io.vigil.device.sim;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;

/** Replies of an O2Ring (Oxy protocol) and its stored night file. */
public final class O2RingEncoder {
    private O2RingEncoder() {}

    /** Answer to "read sensors". @param spo2 0-100 or 255; @param pulse 0-255; @param perfusion 0-255 */
    public static byte[] sensors(int spo2, int pulse, int perfusion, boolean worn) {
        int[] data = new int[13];
        data[0] = spo2;
        data[1] = pulse;
        data[7] = 80;
        data[10] = perfusion;
        data[11] = worn ? 1 : 0;
        return reply(data);
    }

    /** Answer to "real time". @param spo2 0-100 or 255; @param pulse 0-65535; @param pleth 0-255 each */
    public static byte[] realTime(int spo2, int pulse, int perfusion, boolean worn, int... pleth) {
        int[] data = new int[12 + pleth.length];
        data[0] = spo2;
        data[1] = pulse % 256;
        data[2] = pulse / 256;
        data[3] = 80;
        data[5] = perfusion;
        data[6] = worn ? 1 : 0;
        data[10] = pleth.length % 256;
        data[11] = pleth.length / 256;
        System.arraycopy(pleth, 0, data, 12, pleth.length);
        return reply(data);
    }

    private static byte[] reply(int[] data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(
                new byte[] {0x55, 0, (byte) 0xFF, 0, 0, (byte) (data.length % 256), (byte) (data.length / 256)});
        for (int octet : data) {
            frame.write(octet);
        }
        frame.write(remainder(frame.toByteArray()));
        return frame.toByteArray();
    }

    /** The remainder of the polynomial division by x^8 + x^2 + x + 1, bit by bit over the whole message. */
    private static int remainder(byte[] message) {
        int register = 0;
        for (int bit = 0; bit < 8 * (message.length + 1); bit++) {
            int next = bit / 8 < message.length ? message[bit / 8] >> 7 - bit % 8 & 1 : 0;
            register = register << 1 | next;
            if (register >= 256) {
                register ^= 0b1_0000_0111;
            }
        }
        return register;
    }

    /** @param records SpO2 and pulse every 4 s; 255 for none */
    public static byte[] night(LocalDateTime start, int[][] records) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int size = 40 + 5 * records.length;
        int[] header = new int[40];
        header[0] = 3;
        header[2] = start.getYear() % 256;
        header[3] = start.getYear() / 256;
        header[4] = start.getMonthValue();
        header[5] = start.getDayOfMonth();
        header[6] = start.getHour();
        header[7] = start.getMinute();
        header[8] = start.getSecond();
        header[9] = size % 256;
        header[10] = size / 256 % 256;
        header[11] = size / 65_536;
        header[13] = 4 * records.length % 256;
        header[14] = 4 * records.length / 256 % 256;
        for (int octet : header) {
            file.write(octet);
        }
        for (int[] record : records) {
            file.write(record[0]);
            file.write(record[1]);
            file.write(record[0] == 255 ? 255 : 0);
            file.write(0);
            file.write(0);
        }
        return file.toByteArray();
    }
}
