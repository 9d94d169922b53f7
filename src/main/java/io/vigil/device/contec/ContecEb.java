package io.vigil.device.contec;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.device.scan.Look;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.function.Consumer;

/**
 * The frames of newer Contec devices (CMS50D-BT, CMS50E by HID), which no V7 frame can be taken for: {@code EB 00 flags
 * pleth bar sum} sixty times a second, {@code EB 01 flags pulse SpO2 7F 00 sum} with the numbers. The sum keeps seven
 * bits. Known from two captures by people who do not agree on the flags: hence in doubt, always.
 */
final class ContecEb {
    static final int START = 0xEB;
    private static final int WAVE = 6;
    private static final int NUMBERS = 8;
    private static final int PER_SECOND = 60;
    private static final int SPO2_MISSING = 0x7F;
    private static final List<String> DOUBT = List.of("format-unconfirmed");

    private ContecEb() {}

    static Look look(byte[] bytes, int from, int length) {
        if (length < 2) {
            return Look.MORE;
        }
        int kind = bytes[from + 1];
        if (kind != 0 && kind != 1) {
            return Look.NOISE;
        }
        int whole = kind == 0 ? WAVE : NUMBERS;
        for (int i = 2; i < Math.min(length, whole); i++) {
            boolean fixed = whole == NUMBERS && (i == 5 && bytes[from + i] != 0x7F || i == 6 && bytes[from + i] != 0);
            if (bytes[from + i] < 0 || fixed) {
                return Look.NOISE;
            }
        }
        if (length < whole) {
            return Look.MORE;
        }
        int sum = 0;
        for (int i = from; i < from + whole - 1; i++) {
            sum += bytes[i];
        }
        return (sum & 0x7F) == bytes[from + whole - 1] ? Look.whole(whole) : Look.bad(whole, "checksum");
    }

    /** @return true for a frame with numbers */
    static boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
        if (frame.length == WAVE) {
            out.accept(new Decoded.Ignored(offset, WAVE, "wave"));
            out.accept(new Decoded.Wave(number, offset, "pleth", PER_SECOND, List.of((int) frame[3])));
            return false;
        }
        int pulse = frame[3];
        int spo2 = frame[4];
        out.accept(new Decoded.Sample(
                number,
                offset,
                List.of(
                        Readings.of(Metric.SPO2, spo2, spo2 == 0 || spo2 == SPO2_MISSING, Quality.QUESTIONABLE, DOUBT),
                        Readings.of(Metric.PR, pulse, pulse == 0, Quality.QUESTIONABLE, DOUBT)),
                "",
                "",
                false));
        return true;
    }
}
