package io.vigil.device.contec;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.device.scan.FrameFormat;
import io.vigil.device.scan.Look;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.function.Consumer;

/**
 * Protocol V7.0: a type byte below 80, then bytes from 80 on, the first of which keeps the high bits of the others. No
 * checksum: a frame counts when the byte after it begins another, so that neither a lost nor an extra byte can shift a
 * number. Newer devices' frames, which begin EB, are told among them. Source: Contec, communication protocol of pulse
 * oximeter V7.0.
 */
final class ContecV7 implements FrameFormat {
    private static final int REAL_TIME = 0x01;
    private static final int FRAME = 9;
    private static final int DATA = FRAME - 2;
    private static final int HIGH = 0x80;
    private static final int PER_SECOND = 60;
    private static final int PULSE_MISSING = 0xFF;
    private static final int SPO2_MISSING = 0x7F;
    private static final int PERFUSION_MISSING = 0xFFFF;
    private static final int PERFUSION_MOST = 2200;

    @Override
    public int longest() {
        return FRAME + 1;
    }

    @Override
    public Look look(byte[] bytes, int from, int length, boolean last) {
        int type = bytes[from] & 0xFF;
        if (type == ContecEb.START) {
            return ContecEb.look(bytes, from, length);
        }
        if (type >= HIGH || (type != REAL_TIME && answer(type).isEmpty())) {
            return Look.NOISE;
        }
        int end = 1;
        while (end < length && end <= FRAME && bytes[from + end] < 0) {
            end++;
        }
        if (end > FRAME) {
            return Look.bad(end, "length");
        }
        if (end == length && !last) {
            return Look.MORE;
        }
        if (type != REAL_TIME) {
            return end > 1 ? Look.whole(end) : Look.NOISE;
        }
        if (end < FRAME) {
            return end == length ? Look.MORE : Look.bad(end, "framing");
        }
        return Look.whole(FRAME);
    }

    @Override
    public boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
        if ((frame[0] & 0xFF) == ContecEb.START) {
            return ContecEb.read(frame, number, offset, out);
        }
        if (frame[0] != REAL_TIME) {
            out.accept(new Decoded.Ignored(offset, frame.length, answer(frame[0])));
            return false;
        }
        int[] d = restored(frame);
        ContecStatus status = new ContecStatus(
                d[0] & 0x0F, (d[1] & 0x80) != 0, (d[0] & 0x10) != 0, (d[0] & 0x20) != 0, (d[0] & 0x80) != 0);
        Quality quality = status.quality();
        List<String> flags = status.flags();
        List<Reading> readings = List.of(
                Readings.of(Metric.SPO2, d[4], d[4] == SPO2_MISSING, quality, flags),
                Readings.of(Metric.PR, d[3], d[3] == PULSE_MISSING, quality, flags),
                perfusion(d, quality, flags));
        out.accept(new Decoded.Sample(number, offset, readings, "", "", false));
        out.accept(new Decoded.Wave(number, offset, "pleth", PER_SECOND, List.of(d[1] & 0x7F)));
        return true;
    }

    /** Bit 4 of d2 set means that there is none: the vendor's text and recorded bytes agree on it. */
    private static Reading perfusion(int[] d, Quality quality, List<String> flags) {
        int hundredths = d[5] | d[6] << 8;
        boolean missing = (d[2] & 0x10) != 0 || hundredths == PERFUSION_MISSING;
        if (!missing && hundredths > PERFUSION_MOST) {
            return Reading.none(Metric.PI, Quality.INVALID, Readings.with(flags, "implausible"));
        }
        return Readings.of(Metric.PI, hundredths / 100.0, missing, quality, flags);
    }

    private static int[] restored(byte[] frame) {
        int[] data = new int[DATA];
        for (int i = 0; i < DATA; i++) {
            data[i] = frame[2 + i] & 0x7F | (frame[1] >> i & 1) << 7;
        }
        return data;
    }

    /** Empty for a type the vendor does not name. */
    private static String answer(int type) {
        return switch (type) {
            case 0x09, 0x0F -> "stored data";
            case 0x0B -> "command feedback";
            case 0x0C -> "device is free";
            case 0x0D -> "disconnected";
            case 0x0E -> "perfusion index support";
            case 0x11 -> "notice";
            default -> "";
        };
    }
}
