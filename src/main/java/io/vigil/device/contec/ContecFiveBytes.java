package io.vigil.device.contec;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.device.scan.FrameFormat;
import io.vigil.device.scan.Look;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.function.Consumer;

/**
 * The older stream, also called BCI protocol: five bytes, the first alone with bit 7, 60 times a second. No checksum: a
 * frame counts when the byte after it begins another.
 */
final class ContecFiveBytes implements FrameFormat {
    private static final int FRAME = 5;
    private static final int PER_SECOND = 60;
    private static final int PULSE_MISSING = 255;
    private static final int SPO2_MISSING = 127;

    @Override
    public int longest() {
        return FRAME + 1;
    }

    @Override
    public Look look(byte[] bytes, int from, int length, boolean last) {
        if (bytes[from] >= 0) {
            return Look.NOISE;
        }
        int end = 1;
        while (end < length && end <= FRAME && bytes[from + end] >= 0) {
            end++;
        }
        if (end > FRAME) {
            return Look.bad(end, "length");
        }
        if (end == length && (!last || end < FRAME)) {
            return Look.MORE;
        }
        return end < FRAME ? Look.bad(end, "framing") : Look.whole(FRAME);
    }

    @Override
    public boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
        int pulse = (frame[2] & 0x40) << 1 | frame[3];
        int spo2 = frame[4];
        ContecStatus status = new ContecStatus(
                frame[0] & 0x0F,
                (frame[2] & 0x20) != 0,
                (frame[0] & 0x10) != 0,
                (frame[0] & 0x20) != 0,
                (frame[2] & 0x10) != 0);
        Quality quality = status.quality();
        List<String> flags = status.flags();
        out.accept(new Decoded.Sample(
                number,
                offset,
                List.of(
                        Readings.of(Metric.SPO2, spo2, spo2 == SPO2_MISSING || spo2 == 0, quality, flags),
                        Readings.of(Metric.PR, pulse, pulse == PULSE_MISSING || pulse == 0, quality, flags)),
                "",
                "",
                false));
        out.accept(new Decoded.Wave(number, offset, "pleth", PER_SECOND, List.of((int) frame[1])));
        return true;
    }
}
