package io.vigil.device.viatom;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a reply. A reply does not name its request: 13 bytes are the sensors; 12 and as many more as their last
 * two say are the real-time data.
 *
 * <p>The perfusion index is given as the ring gives it, an integer whose scale no source confirms; hence in doubt.
 */
final class O2RingReply {
    private static final int SENSORS = 13;
    private static final int REAL_TIME = 12;
    private static final int PER_SECOND = 125;
    private static final int NO_SPO2 = 255;
    private static final int NO_PULSE = 65_535;

    private O2RingReply() {}

    /** @param at of the frame; @param head bytes before the data; @param length of the data */
    static void read(byte[] bytes, int at, int head, int length, List<Decoded> out) {
        int data = at + head;
        if (length == SENSORS) {
            int pulse = octet(bytes, data + 1);
            boolean worn = octet(bytes, data + 11) != 0;
            out.add(sample(at, octet(bytes, data), pulse, octet(bytes, data + 10), worn));
            Decoded.Battery.of(at, octet(bytes, data + 7)).ifPresent(out::add);
        } else if (length >= REAL_TIME && length == REAL_TIME + word(bytes, data + 10)) {
            boolean on = octet(bytes, data + 6) == 1;
            out.add(sample(at, octet(bytes, data), word(bytes, data + 1), octet(bytes, data + 5), on));
            Decoded.Battery.of(at, octet(bytes, data + 3)).ifPresent(out::add);
            List<Integer> pleth = new ArrayList<>(length - REAL_TIME);
            for (int i = data + REAL_TIME; i < data + length; i++) {
                pleth.add(octet(bytes, i));
            }
            out.add(new Decoded.Wave(1, at, "pleth", PER_SECOND, pleth));
        } else {
            out.add(new Decoded.Ignored(at, head + length + 1, "answer of " + length + " bytes"));
        }
    }

    private static Decoded sample(int at, int spo2, int pulse, int perfusion, boolean worn) {
        boolean off = !worn || spo2 == NO_SPO2 || pulse == NO_PULSE;
        // Worn, and both still 0: it is finding the pulse.
        boolean calibrating = !off && spo2 == 0 && pulse == 0;
        Quality quality = off ? Quality.SENSOR_OFF : calibrating ? Quality.INVALID : Quality.GOOD;
        List<String> flags = off ? List.of("not-worn") : calibrating ? List.of("calibrating") : List.of();
        Quality doubted = quality == Quality.GOOD ? Quality.QUESTIONABLE : quality;
        List<Reading> readings = List.of(
                Readings.of(Metric.SPO2, spo2, spo2 == 0, quality, flags),
                Readings.of(Metric.PR, pulse, pulse == 0, quality, flags),
                Readings.of(Metric.PI, perfusion, false, doubted, Readings.with(flags, "scale-unconfirmed")));
        return new Decoded.Sample(1, at, readings, "", "", false);
    }

    private static int octet(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    private static int word(byte[] bytes, int at) {
        return octet(bytes, at) | octet(bytes, at + 1) << 8;
    }
}
