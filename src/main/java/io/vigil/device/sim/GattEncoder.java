package io.vigil.device.sim;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Characteristics 2A37, 2A5F, 2A5E and 2A36 as the Bluetooth SIG lays them out. */
public final class GattEncoder {
    private static final int NAN = 0x07FF;

    private GattEncoder() {}

    /** 2A37. @param rate 0-65535; @param intervals between beats, 1/1024 s */
    public static byte[] heartRate(int rate, boolean contact, int... intervals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((rate > 255 ? 1 : 0) + (contact ? 2 : 0) + 4 + (intervals.length > 0 ? 16 : 0));
        if (rate > 255) {
            word(bytes, rate);
        } else {
            bytes.write(rate);
        }
        for (int interval : intervals) {
            word(bytes, interval);
        }
        return bytes.toByteArray();
    }

    /** 2A5F with all of its fields. @param spo2 %, NaN for none; the others alike; @param measurement status bits */
    public static byte[] continuous(double spo2, double pulse, double perfusion, int measurement, int device) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0x1F);
        for (int average = 0; average < 3; average++) {
            sfloat(bytes, average == 0 ? spo2 : Double.NaN);
            sfloat(bytes, average == 0 ? pulse : Double.NaN);
        }
        word(bytes, measurement);
        word(bytes, device % 65_536);
        bytes.write(device / 65_536);
        sfloat(bytes, perfusion);
        return bytes.toByteArray();
    }

    /** 2A5E. @param at null for an oximeter without a clock; @param measurement status bits */
    public static byte[] spotCheck(double spo2, double pulse, @Nullable LocalDateTime at, int measurement) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((at == null ? 0 : 1) + 2);
        sfloat(bytes, spo2);
        sfloat(bytes, pulse);
        if (at != null) {
            word(bytes, at.getYear());
            bytes.write(at.getMonthValue());
            bytes.write(at.getDayOfMonth());
            bytes.write(at.getHour());
            bytes.write(at.getMinute());
            bytes.write(at.getSecond());
        }
        word(bytes, measurement);
        return bytes.toByteArray();
    }

    /** 2A36. @param mmHg pressure in the cuff, NaN for none */
    public static byte[] cuffPressure(double mmHg) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(7);
        bytes.write(0);
        sfloat(bytes, mmHg);
        word(bytes, NAN);
        word(bytes, NAN);
        return bytes.toByteArray();
    }

    /** Tenths with exponent -1 where they fit, else whole numbers with exponent 0. */
    private static void sfloat(ByteArrayOutputStream bytes, double value) {
        if (Double.isNaN(value)) {
            word(bytes, NAN);
        } else if (value == Math.rint(value) || Math.abs(value) > 204) {
            word(bytes, (int) Math.round(value) & 0x0FFF);
        } else {
            word(bytes, 0xF000 | (int) Math.round(value * 10) & 0x0FFF);
        }
    }

    private static void word(ByteArrayOutputStream bytes, int value) {
        bytes.write(value & 0xFF);
        bytes.write(value >> 8 & 0xFF);
    }
}
