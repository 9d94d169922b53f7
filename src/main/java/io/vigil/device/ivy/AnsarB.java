package io.vigil.device.ivy;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.device.scan.FrameFormat;
import io.vigil.device.scan.Look;
import io.vigil.vital.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One second of an Ivy 450C: FF, {@code ANSAR-B }, 400 waveform bytes of any value, text lines ended CR, FE. There is no
 * checksum: a byte lost or gained shifts the text against the waveform, and is seen by the text's first key, which must
 * be HR.
 */
final class AnsarB implements FrameFormat {
    private static final byte[] HEAD = "\u00FFANSAR-B ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] FIRST = "HR=".getBytes(StandardCharsets.US_ASCII);
    private static final int WAVES = 400;
    private static final int TEXT = HEAD.length + WAVES;
    private static final int MOST_TEXT = 1024;
    private static final byte END = (byte) 0xFE;

    private record Part(String signal, int samples) {}

    /** The samples of one second, in this order. */
    private static final List<Part> PARTS = List.of(
            new Part("ecg", 200), new Part("resp", 50), new Part("pleth", 50), new Part("p1", 50), new Part("p2", 50));

    @Override
    public int longest() {
        return TEXT + MOST_TEXT + 1;
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
        for (int i = TEXT; i < length && i <= TEXT + MOST_TEXT; i++) {
            byte octet = bytes[from + i];
            int place = i - TEXT;
            if (octet == END && place > FIRST.length) {
                return IvyText.wellFormed(text(bytes, from, i)) ? Look.whole(i + 1) : Look.bad(i + 1, "garbled");
            }
            if (!printable(octet) || (place < FIRST.length && octet != FIRST[place])) {
                return Look.bad(i, "framing");
            }
        }
        return length > TEXT + MOST_TEXT ? Look.bad(TEXT, "too long") : Look.MORE;
    }

    private static boolean printable(byte octet) {
        return (octet >= ' ' && octet < 0x7F) || octet == '\r' || octet == '\n';
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from + TEXT, end - TEXT, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
        List<Reading> readings = Readings.ordered(IvyText.readings(text(frame, 0, frame.length - 1)));
        out.accept(new Decoded.Sample(number, offset, readings, "", "", false));
        int at = HEAD.length;
        for (Part part : PARTS) {
            List<Integer> samples = new ArrayList<>(part.samples());
            for (int i = 0; i < part.samples(); i++) {
                samples.add(frame[at++] & 0xFF);
            }
            out.accept(new Decoded.Wave(number, offset, part.signal(), part.samples(), samples));
        }
        return true;
    }
}
