package io.vigil.device.gatt;

import io.vigil.device.Decoded;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;

/** 2A5F, continuous, and 2A5E, spot check: the same fields behind different flags. Fast and slow averages are not read. */
final class PulseOximetry implements Characteristic {
    private static final int ALWAYS = 5;
    private static final int PAIR = 4;
    private static final int TIME = 7;
    private static final int CLOCK_NOT_SET = 0x10;

    private final boolean continuous;

    PulseOximetry(boolean continuous) {
        this.continuous = continuous;
    }

    /** Which optional fields there are, in their order. */
    private record Fields(boolean time, int pairs, boolean measurement, boolean device, boolean perfusion) {
        int length() {
            return ALWAYS
                    + (time ? TIME : 0)
                    + pairs * PAIR
                    + (measurement ? 2 : 0)
                    + (device ? 3 : 0)
                    + (perfusion ? 2 : 0);
        }
    }

    private Fields fields(int flags) {
        return continuous
                ? new Fields(
                        false,
                        Integer.bitCount(flags & 0x03),
                        (flags & 0x04) != 0,
                        (flags & 0x08) != 0,
                        (flags & 0x10) != 0)
                : new Fields((flags & 0x01) != 0, 0, (flags & 0x02) != 0, (flags & 0x04) != 0, (flags & 0x08) != 0);
    }

    @Override
    public int excess(byte[] bytes) {
        return bytes.length - fields(bytes[0]).length();
    }

    @Override
    public Decoded read(byte[] bytes) {
        Octets in = new Octets(bytes);
        int flags = in.octet();
        Fields fields = fields(flags);
        int spo2 = in.word();
        int pulse = in.word();
        String time = fields.time() ? in.time() : "";
        in.skip(fields.pairs() * PAIR);
        PlxStatus status = new PlxStatus(fields.measurement() ? in.word() : 0, fields.device() ? in.threeOctets() : 0);
        Quality quality = status.quality();
        List<String> doubts = status.flags();
        List<Reading> readings = new ArrayList<>(3);
        readings.add(Octets.reading(Metric.SPO2, spo2, quality, doubts));
        readings.add(Octets.reading(Metric.PR, pulse, quality, doubts));
        if (fields.perfusion()) {
            readings.add(Octets.reading(Metric.PI, in.word(), quality, doubts));
        }
        boolean set = continuous || (flags & CLOCK_NOT_SET) == 0;
        return new Decoded.Sample(1, 0, readings, set ? time : "", set ? time : "", status.fromStorage());
    }
}
