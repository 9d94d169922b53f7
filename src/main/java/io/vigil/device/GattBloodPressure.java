package io.vigil.device;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The bytes of Bluetooth characteristic 2A35, Blood Pressure Measurement, of one well-formed length. */
final class GattBloodPressure {
    private static final int KILOPASCAL = 0x01;
    private static final int TIME = 0x02;
    private static final int PULSE = 0x04;
    private static final int USER = 0x08;
    private static final int STATUS = 0x10;
    private static final int RESERVED = 0xE0;
    private static final BigDecimal MMHG_PER_KILOPASCAL = new BigDecimal("7.50062");
    private static final String[] STATUS_NAMES = {
        "body-movement", "cuff-loose", "irregular-pulse", "pulse-above-range", "pulse-below-range", "wrong-position"
    };

    private final byte[] bytes;
    private int at;

    private GattBloodPressure(byte[] bytes) {
        this.bytes = bytes;
    }

    static Decoded decode(byte[] bytes) {
        if (bytes.length == 0 || (bytes[0] & RESERVED) != 0) {
            return rejected(bytes, "not a blood pressure");
        }
        int length = lengthFor(bytes[0]);
        if (bytes.length != length) {
            return rejected(bytes, bytes.length < length ? "truncated" : "length");
        }
        try {
            return new GattBloodPressure(bytes).read();
        } catch (DateTimeException impossible) {
            return rejected(bytes, "impossible time");
        }
    }

    /** Bytes that a measurement with these flags has; flags are 0 to 31. */
    static int lengthFor(int flags) {
        return 7
                + ((flags & TIME) != 0 ? 7 : 0)
                + ((flags & PULSE) != 0 ? 2 : 0)
                + ((flags & USER) != 0 ? 1 : 0)
                + ((flags & STATUS) != 0 ? 2 : 0);
    }

    private static Decoded rejected(byte[] bytes, String reason) {
        return new Decoded.Rejected(0, bytes.length, reason);
    }

    private Decoded read() {
        int flags = octet();
        int systolic = word();
        int diastolic = word();
        int mean = word();
        String time = (flags & TIME) != 0 ? time() : "";
        int pulse = (flags & PULSE) != 0 ? word() : -1;
        at += (flags & USER) != 0 ? 1 : 0;
        int status = (flags & STATUS) != 0 ? word() : 0;

        boolean kilopascal = (flags & KILOPASCAL) != 0;
        List<String> doubts = doubts(status);
        List<Reading> readings = new ArrayList<>(4);
        readings.add(reading(Metric.SBP, systolic, kilopascal, doubts));
        readings.add(reading(Metric.DBP, diastolic, kilopascal, doubts));
        readings.add(reading(Metric.MAP, mean, kilopascal, doubts));
        if (pulse >= 0) {
            readings.add(reading(Metric.PR, pulse, false, doubts));
        }
        return new Decoded.Sample(1, 0, Readings.ordered(readings), time, time, false);
    }

    private static Reading reading(Metric metric, int word, boolean kilopascal, List<String> doubts) {
        if (Sfloat.special(word)) {
            return Reading.none(metric, Quality.INVALID, Readings.with(doubts, "no-value"));
        }
        BigDecimal value = Sfloat.value(word);
        double converted = (kilopascal ? value.multiply(MMHG_PER_KILOPASCAL) : value).doubleValue();
        return Readings.of(metric, converted, false, doubts.isEmpty() ? Quality.GOOD : Quality.QUESTIONABLE, doubts);
    }

    private static List<String> doubts(int status) {
        List<String> doubts = new ArrayList<>(2);
        for (int bit = 0; bit < STATUS_NAMES.length; bit++) {
            if ((status >> bit & 1) != 0) {
                doubts.add(STATUS_NAMES[bit]);
            }
        }
        return doubts;
    }

    /** Year, month or day 0 mean "not known"; then there is no time at all. */
    private String time() {
        int year = word();
        int month = octet();
        int day = octet();
        int hour = octet();
        int minute = octet();
        int second = octet();
        if (year == 0 || month == 0 || day == 0) {
            return "";
        }
        return LocalDateTime.of(year, month, day, hour, minute, second).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private int octet() {
        return bytes[at++] & 0xFF;
    }

    private int word() {
        return octet() | octet() << 8;
    }
}
