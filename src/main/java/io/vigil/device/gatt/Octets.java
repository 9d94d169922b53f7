package io.vigil.device.gatt;

import io.vigil.device.Readings;
import io.vigil.device.Sfloat;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The fields of a characteristic in their order, little endian. One thread. */
final class Octets {
    private final byte[] bytes;
    private int at;

    Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        return bytes[at++] & 0xFF;
    }

    int word() {
        return octet() | octet() << 8;
    }

    int threeOctets() {
        return word() | octet() << 16;
    }

    void skip(int count) {
        at += count;
    }

    /** Year, month or day 0 mean "not known"; such a time, and an impossible one, is empty. */
    String time() {
        int year = word();
        int month = octet();
        int day = octet();
        int hour = octet();
        int minute = octet();
        int second = octet();
        if (year == 0) {
            return "";
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second)
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        } catch (DateTimeException impossible) {
            return "";
        }
    }

    /** A value in SFLOAT; its special words are no value. */
    static Reading reading(Metric metric, int sfloat, Quality quality, List<String> flags) {
        if (!Sfloat.special(sfloat)) {
            return Readings.of(metric, Sfloat.value(sfloat).doubleValue(), false, quality, flags);
        }
        return Readings.of(metric, Double.NaN, true, quality, Readings.with(flags, "no-value"));
    }
}
