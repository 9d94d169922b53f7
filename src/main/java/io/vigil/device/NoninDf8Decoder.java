package io.vigil.device;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Nonin data format 8: four bytes a second, no checksum. Source: Nonin 9560 Bluetooth specification 6470-000-01.
 *
 * <p>Only byte 1 has bit 7. A stream that lost or gained a byte is told by that bit, by byte 4's bit 6 (reserved, but
 * set in any SpO2 of 64 or more that slipped there) and by the vendor's ranges; beyond that the format offers nothing.
 */
final class NoninDf8Decoder implements Decoder {
    private static final int START = 0x80;
    private static final int OUT_OF_TRACK = 0x20;
    private static final int LOW_PERFUSION = 0x10;
    private static final int MARGINAL_PERFUSION = 0x08;
    private static final int ARTIFACT = 0x04;
    private static final int SLIPPED = 0x40;
    private static final int SENSOR_ALARM = 0x08;
    private static final int LOW_BATTERY = 0x01;
    private static final int PULSE_MISSING = 511;
    private static final int SPO2_MISSING = 127;

    private final int[] frame = new int[4];
    private int have;
    private long position;
    private long good;
    private final Noise noise = new Noise();

    @Override
    public void feed(byte[] bytes, int from, int length, Consumer<Decoded> out) {
        for (int i = from; i < from + length; i++) {
            take(bytes[i] & 0xFF, out);
        }
    }

    @Override
    public void end(Consumer<Decoded> out) {
        noise.flush(position - have, out);
        if (have > 0) {
            out.accept(new Decoded.Rejected(position - have, have, "truncated"));
            have = 0;
        }
    }

    private void take(int octet, Consumer<Decoded> out) {
        if ((octet & START) != 0) {
            noise.flush(position - have, out);
            if (have > 0) {
                out.accept(new Decoded.Rejected(position - have, have, "framing"));
            }
            have = 0;
        } else if (have == 0) {
            position++;
            noise.add(position, out);
            return;
        }
        frame[have++] = octet;
        position++;
        if (have == frame.length) {
            have = 0;
            out.accept(whole(position - frame.length));
        }
    }

    private Decoded whole(long offset) {
        int pulse = (frame[0] & 0x03) << 7 | frame[1];
        int spo2 = frame[2];
        if ((frame[3] & SLIPPED) != 0 || (spo2 > 100 && spo2 != SPO2_MISSING)) {
            return new Decoded.Rejected(offset, frame.length, "framing");
        }
        if (pulse != PULSE_MISSING && (pulse < 18 || pulse > 321)) {
            return new Decoded.Rejected(offset, frame.length, "framing");
        }
        Quality quality = quality();
        List<String> flags = flags();
        List<Reading> readings = List.of(
                Readings.of(Metric.SPO2, spo2, spo2 == SPO2_MISSING, quality, flags),
                Readings.of(Metric.PR, pulse, pulse == PULSE_MISSING, quality, flags));
        return new Decoded.Sample(++good, offset, readings, "", "", false);
    }

    /** The numbers are of the display family: with the sensor alarm on they are up to 10 s old and frozen. */
    private Quality quality() {
        if ((frame[3] & SENSOR_ALARM) != 0) {
            return Quality.SENSOR_OFF;
        }
        return (frame[0] & (OUT_OF_TRACK | LOW_PERFUSION | ARTIFACT)) != 0 ? Quality.QUESTIONABLE : Quality.GOOD;
    }

    private List<String> flags() {
        if ((frame[0] & 0x3C) == 0 && (frame[3] & (SENSOR_ALARM | LOW_BATTERY)) == 0) {
            return List.of();
        }
        List<String> flags = new ArrayList<>(4);
        flag(flags, frame[3] & SENSOR_ALARM, "sensor-alarm");
        flag(flags, frame[0] & OUT_OF_TRACK, "out-of-track");
        flag(flags, frame[0] & LOW_PERFUSION, "low-perfusion");
        flag(flags, frame[0] & MARGINAL_PERFUSION, "marginal-perfusion");
        flag(flags, frame[0] & ARTIFACT, "artifact");
        flag(flags, frame[3] & LOW_BATTERY, "low-battery");
        return flags;
    }

    private static void flag(List<String> flags, int bit, String name) {
        if (bit != 0) {
            flags.add(name);
        }
    }
}
