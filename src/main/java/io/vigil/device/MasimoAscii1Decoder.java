package io.vigil.device;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Masimo "ASCII 1" (Radical-5, Radical-7, Rad-8): one line a second of {@code KEY=value}, read by key, never by
 * position. Sources: Rad-8 operator's manual; published lines of all three models.
 */
final class MasimoAscii1Decoder implements Decoder {
    private static final int LONGEST = 512;

    private final LineSplitter splitter = new LineSplitter(LONGEST);
    private long good;

    @Override
    public void feed(byte[] bytes, int from, int length, Consumer<Decoded> out) {
        splitter.feed(bytes, from, length, (offset, count, text) -> out.accept(line(offset, count, text)));
    }

    /** A line without its line end may lack its last digits: it is not believed. */
    @Override
    public void end(Consumer<Decoded> out) {
        splitter.end((offset, count, text) -> out.accept(new Decoded.Rejected(offset, count, "truncated")));
    }

    @Override
    public void endOfFile(Consumer<Decoded> out) {
        splitter.end((offset, count, text) -> out.accept(line(offset, count, text)));
    }

    private Decoded line(long offset, int length, String text) {
        if (length > LONGEST) {
            return new Decoded.Rejected(offset, length, "too long");
        }
        Optional<MasimoLine> parsed = MasimoLine.parse(text);
        if (parsed.isEmpty()) {
            return new Decoded.Rejected(offset, length, "garbled");
        }
        MasimoLine line = parsed.get();
        return new Decoded.Sample(++good, offset, readings(line), line.stamp(), line.deviceTime(), false);
    }

    private static List<Reading> readings(MasimoLine line) {
        Quality quality = MasimoStatus.quality(line.exceptions());
        List<String> flags = MasimoStatus.flags(line.exceptions(), line.alarms());
        List<Reading> readings = new ArrayList<>(3);
        readings.add(reading(Metric.SPO2, line.spo2(), quality, flags));
        readings.add(reading(Metric.PR, line.bpm(), quality, flags));
        if (!line.pi().isEmpty()) {
            readings.add(reading(Metric.PI, line.pi(), quality, flags));
        }
        return readings;
    }

    private static Reading reading(Metric metric, String value, Quality quality, List<String> flags) {
        boolean missing = value.indexOf('-') >= 0;
        double number = missing ? Double.NaN : Double.parseDouble(value);
        return Readings.of(metric, number, missing, quality, flags);
    }
}
