package io.vigil.device.nonin;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.device.scan.FrameFormat;
import io.vigil.device.scan.Look;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Data formats 2 and 7: packets of 25 frames of 5 bytes, three packets a second. Each frame has its own checksum; a
 * packet counts only when all of its frames are good and SYNC stands in the first alone.
 *
 * <p>Of the two families of numbers the plain one is read: the "display" one shows the last value for ten seconds after
 * the finger has left.
 */
final class NoninPackets implements FrameFormat {
    private static final int FRAME = 5;
    private static final int FRAMES = 25;
    private static final int PACKET = FRAME * FRAMES;
    private static final int PER_SECOND = 75;
    private static final int STATUS = 0x80;
    private static final int SYNC = 0x01;
    private static final int PULSE_MISSING = 511;
    private static final int SPO2_MISSING = 127;

    private final boolean wide;
    private final int status;

    /** @param wide format 7: a waveform of 16 bits in place of the start byte */
    NoninPackets(boolean wide) {
        this.wide = wide;
        this.status = wide ? 0 : 1;
    }

    @Override
    public int longest() {
        return PACKET;
    }

    @Override
    public Look look(byte[] bytes, int from, int length, boolean last) {
        if (!wide && bytes[from] != 1) {
            return Look.NOISE;
        }
        if (length <= status) {
            return Look.MORE;
        }
        boolean sync = (bytes[from + status] & SYNC) != 0;
        // Format 7 has no start byte: only SYNC tells a beginning from the middle.
        if ((bytes[from + status] & STATUS) == 0 || (wide && !sync)) {
            return Look.NOISE;
        }
        if (length < FRAME) {
            return Look.MORE;
        }
        if (!sums(bytes, from)) {
            return wide ? Look.NOISE : Look.bad(FRAME, "checksum");
        }
        return sync ? packet(bytes, from, length) : Look.skip(FRAME, "incomplete packet");
    }

    private Look packet(byte[] bytes, int from, int length) {
        for (int done = 1; done < FRAMES; done++) {
            if (length < FRAME * (done + 1)) {
                return Look.MORE;
            }
            int at = from + FRAME * done;
            boolean frame = (wide || bytes[at] == 1) && (bytes[at + status] & (STATUS | SYNC)) == STATUS;
            if (frame && !sums(bytes, at) && wide && done > 1) {
                return Look.bad(FRAME * (done + 1), "checksum");
            }
            if (!frame || !sums(bytes, at)) {
                return Look.bad(FRAME * done, "incomplete packet");
            }
        }
        return Look.whole(PACKET);
    }

    private static boolean sums(byte[] bytes, int at) {
        int sum = bytes[at] + bytes[at + 1] + bytes[at + 2] + bytes[at + 3];
        return (sum & 0xFF) == (bytes[at + 4] & 0xFF);
    }

    @Override
    public boolean read(byte[] packet, long number, long offset, Consumer<Decoded> out) {
        NoninStatus seen = new NoninStatus();
        List<Integer> pleth = new ArrayList<>(FRAMES);
        for (int at = 0; at < PACKET; at += FRAME) {
            seen.frame(packet[at + status] & 0xFF);
            int low = packet[at + 2] & 0xFF;
            pleth.add(wide ? (packet[at + 1] & 0xFF) << 8 | low : low);
        }
        seen.second(value(packet, 8));
        int pulse = (value(packet, 1) & 0x03) << 7 | value(packet, 2) & 0x7F;
        int spo2 = value(packet, 3);
        Quality quality = seen.quality();
        List<String> flags = seen.flags();
        out.accept(new Decoded.Sample(
                number,
                offset,
                List.of(
                        Readings.of(Metric.SPO2, spo2, spo2 == SPO2_MISSING, quality, flags),
                        Readings.of(Metric.PR, pulse, pulse == PULSE_MISSING, quality, flags)),
                "",
                "",
                false));
        out.accept(new Decoded.Wave(number, offset, "pleth", PER_SECOND, pleth));
        return true;
    }

    /** The fourth byte of the frame, counted from 1 as the vendor does. */
    private static int value(byte[] packet, int frame) {
        return packet[FRAME * (frame - 1) + 3] & 0xFF;
    }
}
