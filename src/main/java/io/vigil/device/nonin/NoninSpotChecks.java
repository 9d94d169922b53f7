package io.vigil.device.nonin;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.device.scan.FrameFormat;
import io.vigil.device.scan.Look;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Data format 13: one record for each spot check, with the device's own time. The format may grow: the length it gives
 * is honoured, and what lies beyond the known fields is left alone.
 */
final class NoninSpotChecks implements FrameFormat {
    private static final byte[] HEAD = {0x00, 0x02, 0x00, 0x0D};
    private static final int KNOWN = 14;
    private static final int MOST = 256;
    private static final int DATA = 6;
    private static final int TAIL = 2;
    private static final byte ETX = 0x03;
    private static final int SMART_POINT = 0x02;
    private static final int NO_MEASUREMENT = 0x01;
    private static final int FROM_MEMORY = 0x10;
    private static final int LOW_BATTERY = 0x01;
    private static final int PULSE_MISSING = 511;
    private static final int SPO2_MISSING = 127;

    @Override
    public int longest() {
        return DATA + MOST + TAIL;
    }

    @Override
    public Look look(byte[] bytes, int from, int length, boolean last) {
        for (int i = 0; i < HEAD.length; i++) {
            if (i == length) {
                return Look.MORE;
            }
            if (bytes[from + i] != HEAD[i]) {
                return Look.NOISE;
            }
        }
        if (length < DATA) {
            return Look.MORE;
        }
        int data = (bytes[from + 4] & 0xFF) << 8 | bytes[from + 5] & 0xFF;
        if (data < KNOWN || data > MOST) {
            return Look.bad(DATA, "length");
        }
        int whole = DATA + data + TAIL;
        int inner = headInside(bytes, from, Math.min(length, whole));
        if (inner > 0) {
            return Look.bad(inner, "truncated");
        }
        if (length < whole) {
            return Look.MORE;
        }
        if (bytes[from + whole - 1] != ETX) {
            return Look.bad(whole, "framing");
        }
        int sum = 0;
        for (int i = from + DATA; i < from + DATA + data; i++) {
            sum += bytes[i];
        }
        return (sum & 0xFF) == (bytes[from + whole - TAIL] & 0xFF) ? Look.whole(whole) : Look.bad(whole, "checksum");
    }

    /**
     * Where another record begins before this one ended, 0 for nowhere. Spot checks come minutes apart: a wrong length
     * must not keep the next ones waiting for bytes that nobody sends.
     */
    private static int headInside(byte[] bytes, int from, int length) {
        for (int i = DATA; i + HEAD.length <= length; i++) {
            if (Arrays.equals(bytes, from + i, from + i + HEAD.length, HEAD, 0, HEAD.length)) {
                return i;
            }
        }
        return 0;
    }

    @Override
    public boolean read(byte[] record, long number, long offset, Consumer<Decoded> out) {
        int high = record[DATA + 8];
        int low = record[DATA + 9];
        // Eight low bits here, where the streaming formats have seven.
        int pulse = (record[DATA + 10] & 0x01) << 8 | record[DATA + 11] & 0xFF;
        int spo2 = record[DATA + 13] & 0xFF;
        String time = time(record);
        List<String> flags = new ArrayList<>(2);
        flag(flags, (high & NO_MEASUREMENT) != 0, "no-measurement");
        flag(flags, (high & (SMART_POINT | NO_MEASUREMENT)) == 0, "no-smartpoint");
        flag(flags, (low & FROM_MEMORY) != 0, "from-memory");
        flag(flags, (low & LOW_BATTERY) != 0, "low-battery");
        flag(flags, time.isEmpty(), "clock-not-set");
        Quality quality = quality(high);
        out.accept(new Decoded.Sample(
                number,
                offset,
                List.of(
                        Readings.of(Metric.SPO2, spo2, spo2 == SPO2_MISSING, quality, flags),
                        Readings.of(Metric.PR, pulse, pulse == PULSE_MISSING, quality, flags)),
                time,
                time,
                (low & FROM_MEMORY) != 0));
        return true;
    }

    private static Quality quality(int status) {
        if ((status & NO_MEASUREMENT) != 0) {
            return Quality.INVALID;
        }
        return (status & SMART_POINT) != 0 ? Quality.GOOD : Quality.QUESTIONABLE;
    }

    private static void flag(List<String> flags, boolean set, String name) {
        if (set) {
            flags.add(name);
        }
    }

    /** Empty for a clock that was never set, whose digits make no date. */
    private static String time(byte[] record) {
        int[] two = new int[8];
        for (int i = 0; i < two.length; i++) {
            int tens = record[DATA + i] >> 4 & 0x0F;
            int ones = record[DATA + i] & 0x0F;
            if (tens > 9 || ones > 9) {
                return "";
            }
            two[i] = 10 * tens + ones;
        }
        try {
            return LocalDateTime.of(100 * two[0] + two[1], two[2], two[3], two[4], two[5], two[6], two[7] * 10_000_000)
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        } catch (DateTimeException unset) {
            return "";
        }
    }
}
