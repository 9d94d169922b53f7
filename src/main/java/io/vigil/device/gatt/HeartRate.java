package io.vigil.device.gatt;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;

/** 2A37, Heart Rate Measurement. The intervals between beats that may follow are no respiration rate, and not read. */
final class HeartRate implements Characteristic {
    private static final int WIDE = 0x01;
    private static final int CONTACT = 0x02;
    private static final int CONTACT_KNOWN = 0x04;
    private static final int ENERGY = 0x08;
    private static final int INTERVALS = 0x10;

    @Override
    public int excess(byte[] bytes) {
        int flags = bytes[0];
        int fixed = 2 + ((flags & WIDE) != 0 ? 1 : 0) + ((flags & ENERGY) != 0 ? 2 : 0);
        int rest = bytes.length - fixed;
        boolean intervals = (flags & INTERVALS) != 0 && rest >= 0;
        return intervals ? rest % 2 : rest;
    }

    @Override
    public Decoded read(byte[] bytes) {
        Octets in = new Octets(bytes);
        int flags = in.octet();
        int rate = (flags & WIDE) != 0 ? in.word() : in.octet();
        boolean off = (flags & (CONTACT_KNOWN | CONTACT)) == CONTACT_KNOWN;
        Quality quality = off ? Quality.SENSOR_OFF : Quality.GOOD;
        List<String> doubts = off ? List.of("no-contact") : List.of();
        return new Decoded.Sample(
                1, 0, List.of(Readings.of(Metric.HR, rate, rate == 0, quality, doubts)), "", "", false);
    }
}
